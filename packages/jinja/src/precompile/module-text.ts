import { literal } from "../compile/code-writer.ts";
import { COMPILER_VERSION } from "../compile/compiler-version.ts";
import type { TemplateCode } from "../compile/template-code.ts";
import { PROGRAM_FORMS, type ProgramForm } from "../runtime/program-forms.ts";
import { compiledSettings } from "./compiled-template.ts";

const FORMS = Object.keys(PROGRAM_FORMS) as readonly ProgramForm[];

/**
 * The ES module of a template. It imports nothing, and the name and the text of the template stand in it as string
 * literals alone.
 *
 * @throws TemplateSyntaxError
 */
export function moduleText(code: TemplateCode): string {
  const { source, settings } = code;
  const functions = FORMS.map((form) => `export function ${form}(rt, source) {\n${code.code(form)}}\n`);
  return [
    "// A compiled template: change the template and compile it again.\n",
    `export const compiler = ${literal(COMPILER_VERSION)};\n`,
    `export const name = ${literal(source.name)};\n`,
    `export const settings = ${JSON.stringify(compiledSettings(settings))};\n`,
    `export const text = ${literal(source.text)};\n`,
    ...functions,
  ].join("");
}
