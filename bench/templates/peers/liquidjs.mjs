// @ts-check
import { Liquid } from "liquidjs";

export const extension = "liquid";

/** @param {string} folder */
export function engine(folder) {
  const liquid = new Liquid({ root: folder, extname: ".liquid", cache: true, outputEscape: "escape" });
  return {
    /** @param {string} name */
    load(name) {
      const template = liquid.parseFileSync(name);
      return (/** @type {any} */ data) => liquid.renderSync(template, data);
    },
    /** @param {string} source */
    compile(source) {
      const template = liquid.parse(source);
      return (/** @type {any} */ data) => liquid.renderSync(template, data);
    },
  };
}
