import type { Break, Continue } from "../../ast/statements.ts";
import type { Frame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** `{% break %}` and `{% continue %}` */
export function compileLoopControl(
  node: Break | Continue,
  frame: Frame,
  { compilation }: StatementCompiler,
): void {
  const word = node.kind === "Break" ? "break" : "continue";
  if (!frame.inLoop) compilation.fail(`'${word}' outside loop`, node);
  compilation.writer.line(`${word};`);
}
