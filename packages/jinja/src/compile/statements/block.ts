import type { Block } from "../../ast/statements.ts";
import { literal } from "../code-writer.ts";
import type { Frame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** The place of a block: what is rendered there is the most derived block of that name. */
export function compileBlock(node: Block, frame: Frame, compiler: StatementCompiler): void {
  const { writer } = compiler.compilation;
  const write = (): void => {
    writer.line(`at = ${node.start};`);
    if (node.required) writer.line(`rt.requireBlock(context, ${literal(node.name)});`);
    const context = node.scoped ? `context.derived(${compiler.locals(frame.scope)})` : "context";
    compiler.writeRendered(`rt.block(context, ${literal(node.name)})(${context})`, frame);
  };
  compiler.unlessExtended(frame.topLevel ? frame : { ...frame, checksParent: false }, write);
}
