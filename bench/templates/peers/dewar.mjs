// @ts-check
import { Environment, FileSystemLoader } from "@dewar/jinja";

export const extension = "jinja";

/** @param {string} folder */
export function engine(folder) {
  const environment = new Environment({
    loader: new FileSystemLoader(folder),
    autoescape: true,
    autoReload: false,
  });
  return {
    /** @param {string} name */
    load(name) {
      const template = environment.getTemplate(name);
      return (/** @type {any} */ data) => template.render(data);
    },
    /** @param {string} source */
    compile(source) {
      const template = environment.fromString(source);
      return (/** @type {any} */ data) => template.render(data);
    },
  };
}
