import type { Assign, AssignBlock } from "../../ast/statements.ts";
import { compileBlockFilter } from "../expressions.ts";
import { type Frame, innerFrame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** `{% set target = value %}` */
export function compileAssign(node: Assign, frame: Frame, compiler: StatementCompiler): void {
  const { writer } = compiler.compilation;
  writer.line(`at = ${node.start};`);
  compiler.assign(node.target, compiler.value(node.value, frame), frame, false);
}

/** `{% set target|filter %}...{% endset %}` */
export function compileAssignBlock(node: AssignBlock, frame: Frame, compiler: StatementCompiler): void {
  const { writer, analysis } = compiler.compilation;
  writer.block("", () => {
    const inner = innerFrame(frame, analysis.scopeOf(node), { checksParent: false });
    const output = compiler.gather(inner, (sink) => {
      const body = { ...inner, sink };
      compiler.declare(body);
      compiler.body(node.body, body);
    });
    writer.line(`at = ${node.start};`);
    const value =
      node.filter === null ? output : compileBlockFilter(node.filter, output, compiler.expressions(frame));
    compiler.assign(node.target, value, frame, false);
  });
}
