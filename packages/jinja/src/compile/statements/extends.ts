import type { Extends } from "../../ast/statements.ts";
import type { Frame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** Takes another template's layout. */
export function compileExtends(node: Extends, frame: Frame, compiler: StatementCompiler): void {
  const { compilation, inheritance } = compiler;
  const { writer } = compilation;
  if (!frame.topLevel) compilation.fail("cannot use extend from a non top-level scope", node);
  writer.line(`at = ${node.start};`);
  if (inheritance.seen) writer.line("if (parent !== null) rt.extendedTwice();");
  writer.line(`parent = rt.extend(context, source.name, ${compiler.value(node.template, frame)});`);
  inheritance.seen = true;
  if (frame.rootLevel) inheritance.certain = true;
}
