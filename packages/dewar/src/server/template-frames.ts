import type { ToldFrame } from "@dewar/debugger";
import { templateTrace, templateVariables } from "@dewar/jinja";
import type { Flask } from "../app.ts";

/** The places in templates that an error passed, for the debugger: with their variables, and with the language. */
export function templateFrames(app: Flask, error: Error): ToldFrame[] {
  return templateTrace(error).map((frame) => ({
    file: frame.filename ?? frame.name ?? "<template>",
    line: frame.line,
    variables: Object.entries(templateVariables(frame)),
    evaluate: (expression) => app.jinjaEnv.compileExpression(expression)(templateVariables(frame)),
  }));
}
