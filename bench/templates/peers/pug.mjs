// @ts-check
import { join } from "node:path";
// @ts-expect-error Its types are a package of their own.
import pug from "pug";

export const extension = "pug";

/** @param {string} folder */
export function engine(folder) {
  return {
    /** @param {string} name */
    load: (name) => pug.compileFile(join(folder, name)),
    /** @param {string} source */
    compile: (source) => pug.compile(source),
  };
}
