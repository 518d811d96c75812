// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
// @ts-ignore Its types are a package of their own.
import ejs from "ejs";

export const extension = "ejs";

/** @param {string} folder */
export function engine(folder) {
  return {
    /** @param {string} name */
    load(name) {
      const filename = join(folder, name);
      return ejs.compile(readFileSync(filename, "utf8"), { filename, cache: true });
    },
    /** @param {string} source */
    compile: (source) => ejs.compile(source),
  };
}
