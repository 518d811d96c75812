// @ts-check
// @ts-expect-error It comes without types.
import nunjucks from "nunjucks";

export const extension = "jinja";

/** @param {string} folder */
export function engine(folder) {
  const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folder), { autoescape: true });
  return {
    /** @param {string} name */
    load(name) {
      const template = environment.getTemplate(name, true);
      return (/** @type {any} */ data) => template.render(data);
    },
    /** @param {string} source */
    compile(source) {
      const template = new nunjucks.Template(source, environment, undefined, true);
      return (/** @type {any} */ data) => template.render(data);
    },
  };
}
