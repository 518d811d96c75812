// @ts-check
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Handlebars from "handlebars";

export const extension = "hbs";

/** @param {string} folder */
export function engine(folder) {
  const handlebars = Handlebars.create();
  for (const file of readdirSync(folder).filter((file) => file.endsWith(".hbs") && file !== "page.hbs")) {
    handlebars.registerPartial(file.slice(0, -".hbs".length), readFileSync(join(folder, file), "utf8"));
  }
  return {
    /** @param {string} name */
    load: (name) => handlebars.compile(readFileSync(join(folder, name), "utf8")),
    /** @param {string} source */
    compile(source) {
      const template = handlebars.compile(source);
      // It compiles at the first rendering.
      template({});
      return template;
    },
  };
}
