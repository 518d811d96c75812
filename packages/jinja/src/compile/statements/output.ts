import type { Data, Output } from "../../ast/statements.ts";
import type { Expression } from "../../ast/expressions.ts";
import { literal } from "../code-writer.ts";
import type { Frame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** Text and printed expressions. */
export function compileOutput({ parts }: Output, frame: Frame, compiler: StatementCompiler): void {
  if (frame.checksParent && compiler.inheritance.certain) return;
  if (frame.checksParent && compiler.inheritance.seen) {
    compiler.compilation.writer.block("if (parent === null)", () => compileParts(parts, frame, compiler));
  } else {
    compileParts(parts, frame, compiler);
  }
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
  const value = finalized(node, compiler.value(node, frame), settings.finalizes);
  if (frame.sink.kind === "native") return value;
  if (frame.autoescape === "runtime") return `(context.evalContext.autoescape ? html : str)(${value})`;
  return frame.autoescape ? `html(${value})` : `str(${value})`;
}

function finalized(_node: Expression, value: string, finalizes: boolean): string {
  return finalizes ? `rt.finalize(context, ${value})` : value;
}
