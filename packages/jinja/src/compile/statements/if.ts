import type { If } from "../../ast/statements.ts";
import type { Frame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** Conditions. They open no scope. */
export function compileIf({ branches, otherwise }: If, frame: Frame, compiler: StatementCompiler): void {
  const { writer } = compiler.compilation;
  const inner: Frame = { ...frame, rootLevel: false, conditional: true };
  branches.forEach(({ test, body }, index) => {
    const condition = `if ((at = ${test.start}, ${compiler.expressions(inner).condition(test)}))`;
    const head = index === 0 ? condition : `else ${condition}`;
    writer.block(head, () => compiler.body(body, inner));
  });
  if (otherwise.length > 0) writer.block("else", () => compiler.body(otherwise, inner));
}
