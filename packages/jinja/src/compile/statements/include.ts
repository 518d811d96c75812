import type { FromImport, Import, Include } from "../../ast/statements.ts";
import type { Expression } from "../../ast/expressions.ts";
import { literal } from "../code-writer.ts";
import type { Frame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** Renders another template in place; as in Jinja, even where the template extends another. */
export function compileInclude(node: Include, frame: Frame, compiler: StatementCompiler): void {
  compiler.compilation.writer.line(`at = ${node.start};`);
  const locals = node.withContext ? compiler.locals(frame.scope) : "null";
  const name = compiler.value(node.template, frame);
  compiler.writeRendered(
    `rt.include(context, source.name, ${name}, ${node.ignoreMissing}, ${locals})`,
    frame,
  );
}

/** Gives another template's exported names under one name. */
export function compileImport(node: Import, frame: Frame, compiler: StatementCompiler): void {
  const { writer } = compiler.compilation;
  writer.line(`at = ${node.start};`);
  const identifier = compiler.expressions(frame).identifier(node.target);
  writer.line(`${identifier} = ${moduleOf(node.template, node.withContext, frame, compiler)};`);
  if (frame.topLevel) writer.line(`context.assign(${literal(node.target)}, ${identifier});`);
}

/** Gives some of another template's exported names. */
export function compileFromImport(node: FromImport, frame: Frame, compiler: StatementCompiler): void {
  const { writer } = compiler.compilation;
  writer.line(`at = ${node.start};`);
  writer.block("", () => {
    writer.line(`const imported = ${moduleOf(node.template, node.withContext, frame, compiler)};`);
    for (const { name, alias } of node.names) {
      const identifier = compiler.expressions(frame).identifier(alias);
      writer.line(
        `${identifier} = rt.importedName(imported, ${literal(name)}, ${importPlace(node, compiler)});`,
      );
      if (frame.topLevel) writer.line(`context.assign(${literal(alias)}, ${identifier});`);
    }
  });
}

function moduleOf(
  template: Expression,
  withContext: boolean,
  frame: Frame,
  compiler: StatementCompiler,
): string {
  const locals = withContext ? compiler.locals(frame.scope) : "null";
  const module = `rt.import(context, source.name, ${compiler.value(template, frame)}, ${locals})`;
  return compiler.compilation.mode.async ? `await ${module}` : module;
}

function importPlace(node: FromImport, { compilation }: StatementCompiler): string {
  return literal(compilation.position(node));
}
