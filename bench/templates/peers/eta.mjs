// @ts-check
import { Eta } from "eta";

export const extension = "eta";

/** @param {string} folder */
export function engine(folder) {
  const eta = new Eta({ views: folder, cache: true, autoTrim: false });
  return {
    /** @param {string} name */
    load: (name) => (/** @type {any} */ data) => eta.render(`./${name}`, data),
    /** @param {string} source */
    compile(source) {
      const template = eta.compile(source);
      return (/** @type {any} */ data) => eta.render(template, data);
    },
  };
}
