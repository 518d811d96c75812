import { requireContext } from "../context.ts";

/**
 * A macro or variable that a template exports, for use in code.
 *
 * @param name - The template's name.
 * @param attribute - The name of the macro or variable.
 * @returns Its value; a macro is a function. Undefined when the template exports no such name.
 * @throws TemplateNotFound when there is no such template.
 */
export function getTemplateAttribute(name: string, attribute: string): unknown {
  return requireContext("getTemplateAttribute").app.jinjaEnv.getTemplate(name).module.get(attribute);
}
