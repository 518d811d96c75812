import type { Data, Output } from "../../ast/statements.ts";
import { valueOf } from "../../analyze/constants.ts";
import { escaped, str } from "../../values/str.ts";
import { literal } from "../code-writer.ts";
import { compilePrintedCall } from "../calls.ts";
import type { Frame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** Text and printed expressions. */
export function compileOutput({ parts }: Output, frame: Frame, compiler: StatementCompiler): void {
  compiler.unlessExtended(frame, () => compileParts(parts, frame, compiler));
}

function compileParts(parts: Output["parts"], frame: Frame, compiler: StatementCompiler): void {
  let text = "";
  for (const part of parts) {
    if (part.kind === "Data") {
      text += part.text;
      continue;
    }
    const before = text === "" ? [] : [literal(text)];
    text = "";
    compiler.compilation.writer.line(`at = ${part.start};`);
    writeAll([...before, printed(part, frame, compiler)], frame, compiler);
  }
  if (text !== "") writeAll([literal(text)], frame, compiler);
}

function writeAll(codes: readonly string[], frame: Frame, compiler: StatementCompiler): void {
  if (frame.sink.kind === "text") compiler.write(codes.join(" + "), frame);
  else for (const code of codes) compiler.write(code, frame);
}

function printed(
  node: Exclude<Output["parts"][number], Data>,
  frame: Frame,
  compiler: StatementCompiler,
): string {
  const { settings } = compiler.compilation;
  const constant =
    settings.finalizes || frame.sink.kind === "native" ? null : compiler.compilation.folded(node);
  if (constant !== null && frame.autoescape !== "runtime") {
    return literal(frame.autoescape ? escaped(valueOf(constant)) : str(valueOf(constant)));
  }
  if (node.kind === "Call" && printsDirectly(frame, compiler)) {
    return compilePrintedCall(node, frame.autoescape ? "html" : "str", compiler.expressions(frame));
  }
  const printed = compiler.value(node, frame);
  const value = settings.finalizes ? `rt.finalize(context, ${printed})` : printed;
  if (frame.sink.kind === "native") return value;
  if (frame.autoescape === "runtime") return `(context.evalContext.autoescape ? html : str)(${value})`;
  return frame.autoescape ? `html(${value})` : `str(${value})`;
}

function printsDirectly({ autoescape, sink }: Frame, { compilation }: StatementCompiler): boolean {
  const { settings, mode } = compilation;
  if (autoescape === "runtime" || sink.kind === "native" || mode.async) return false;
  return !settings.finalizes && !settings.guarded;
}
