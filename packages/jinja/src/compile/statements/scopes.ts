import type { Autoescape, Do, ExtensionBlock, FilterBlock, With } from "../../ast/statements.ts";
import { compileBlockFilter } from "../expressions.ts";
import { type Frame, innerFrame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** `{% with name = value %}`: the values are those of the outside. */
export function compileWith(node: With, frame: Frame, compiler: StatementCompiler): void {
  const { writer, analysis } = compiler.compilation;
  writer.line(`at = ${node.start};`);
  writer.block("", () => {
    const inner = innerFrame(frame, analysis.scopeOf(node));
    const values = node.bindings.map(({ value }) => {
      const name = compiler.compilation.name("w");
      writer.line(`const ${name} = ${compiler.value(value, frame)};`);
      return name;
    });
    compiler.declare(inner);
    node.bindings.forEach(({ target }, index) =>
      compiler.assign(target, values[index] ?? "null", inner, false),
    );
    compiler.body(node.body, inner);
  });
}

/** `{% filter name %}` */
export function compileFilterBlock(node: FilterBlock, frame: Frame, compiler: StatementCompiler): void {
  const { writer, analysis } = compiler.compilation;
  writer.block("", () => {
    const inner = innerFrame(frame, analysis.scopeOf(node));
    compiler.declare(inner);
    const output = compiler.gather(inner, (sink) => compiler.body(node.body, { ...inner, sink }));
    const filtered = compileBlockFilter(node.filter, output, compiler.expressions(inner));
    compiler.unlessExtended(frame, () => {
      compiler.write(frame.sink.kind === "native" ? filtered : `str(${filtered})`, frame);
    });
  });
}

/** `{% autoescape enabled %}` */
export function compileAutoescape(node: Autoescape, frame: Frame, compiler: StatementCompiler): void {
  const { compilation } = compiler;
  const { writer, analysis } = compilation;
  writer.block("", () => {
    const before = compilation.name("a");
    writer.line(`const ${before} = context.evalContext.autoescape;`);
    writer.line(`context.evalContext.autoescape = ${compiler.expressions(frame).condition(node.enabled)};`);
    const autoescape = node.enabled.kind === "Literal" ? Boolean(node.enabled.value) : "runtime";
    const inner = innerFrame(frame, analysis.scopeOf(node), { autoescape });
    compiler.declare(inner);
    compiler.body(node.body, inner);
    writer.line(`context.evalContext.autoescape = ${before};`);
  });
}

/** `{% do expression %}` */
export function compileDo(node: Do, frame: Frame, compiler: StatementCompiler): void {
  compiler.compilation.writer.line(`at = ${node.start};`);
  compiler.compilation.writer.line(`${compiler.value(node.expression, frame)};`);
}

/** A body that is handed to an extension, whose answer is output. */
export function compileExtensionBlock(node: ExtensionBlock, frame: Frame, compiler: StatementCompiler): void {
  const { writer, analysis } = compiler.compilation;
  writer.block("", () => {
    const inner = innerFrame(frame, analysis.scopeOf(node), { checksParent: false });
    compiler.declare(inner);
    const output = compiler.gather(inner, (sink) => compiler.body(node.body, { ...inner, sink }));
    writer.line(`const body = ${output};`);
    const call = compiler.expressions(frame).extension(node.extension, node.args, ["body"]);
    compiler.unlessExtended(frame, () => {
      compiler.write(frame.sink.kind === "native" ? call : `str(${call})`, frame);
    });
  });
}
