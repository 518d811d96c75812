import type { CompileSettings } from "../compile/compilation.ts";
import { COMPILER_VERSION } from "../compile/compiler-version.ts";
import { TemplateError } from "../errors/template-error.ts";
import type { ProgramFactory, ProgramForm } from "../runtime/program-forms.ts";

/** The settings a template was compiled for, which the environment that renders it must share. */
export type CompiledSettings = Pick<
  CompileSettings,
  "autoescape" | "finalizes" | "guarded" | "native" | "valueStyle"
>;

/** A template compiled to an ES module; the module itself is one. */
export interface CompiledTemplate extends Readonly<Record<ProgramForm, ProgramFactory>> {
  /** The version of the compiler. */
  readonly compiler: string;
  readonly name: string | null;
  /** The source; errors show its lines. */
  readonly text: string;
  readonly settings: CompiledSettings;
}

/** The settings of a template that its code depends on. */
export function compiledSettings({
  autoescape,
  finalizes,
  guarded,
  native,
  valueStyle,
}: CompileSettings): CompiledSettings {
  return { autoescape, finalizes, guarded, native, valueStyle };
}

/**
 * Makes sure that an environment may render a template that was compiled before.
 *
 * @throws TemplateError where it was compiled by another version, or for an environment of other settings: without
 * the guards of a sandbox, without escaping.
 */
export function checkCompiled(template: CompiledTemplate, name: string, settings: CompileSettings): void {
  const quotedName = JSON.stringify(name);
  if (template.compiler !== COMPILER_VERSION) {
    throw new TemplateError(
      `the template ${quotedName} was compiled by version ${template.compiler} and this is ${COMPILER_VERSION}: ` +
        "compile the templates anew",
    );
  }
  const wanted = compiledSettings(settings);
  for (const setting of ["autoescape", "finalizes", "guarded", "native", "valueStyle"] as const) {
    if (template.settings[setting] === wanted[setting]) continue;
    throw new TemplateError(
      `the template ${quotedName} was compiled with ${setting}: ${template.settings[setting]}, and this environment ` +
        `has ${setting}: ${wanted[setting]}: compile the templates with the environment that renders them`,
    );
  }
}
