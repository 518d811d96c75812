import type { SourceText } from "../errors/source-text.ts";
import type { Program, ProgramMode } from "./host.ts";
import type { Library } from "./library.ts";

/** The four forms of a template's program, by the methods of a template that use them. */
export type ProgramForm = "render" | "renderAsync" | "generate" | "generateAsync";

/** The mode in which each form is compiled. */
export const PROGRAM_FORMS: Readonly<Record<ProgramForm, ProgramMode>> = {
  render: { async: false, stream: false },
  renderAsync: { async: true, stream: false },
  generate: { async: false, stream: true },
  generateAsync: { async: true, stream: true },
};

/** Makes a program of what it is to call; the compiler writes the bodies of such functions. */
export type ProgramFactory = (rt: Library, source: SourceText) => Program;

/** The form that is compiled in a mode. */
export function formOf({ async, stream }: ProgramMode): ProgramForm {
  if (stream) return async ? "generateAsync" : "generate";
  return async ? "renderAsync" : "render";
}
