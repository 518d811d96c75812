import type { Block, Body, Target, TemplateTree } from "../ast/statements.ts";
import type { Expression } from "../ast/expressions.ts";
import { type Analysis, analyze } from "../analyze/analyze.ts";
import type { Scope } from "../analyze/scope.ts";
import { quoted } from "../errors/quoted.ts";
import type { SourceText } from "../errors/source-text.ts";
import { literal } from "./code-writer.ts";
import { Compilation, type CompileMode, type CompileSettings } from "./compilation.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";
import { expressionCompiler } from "./expressions.ts";
import { type Frame, innerFrame, type Sink } from "./frame.ts";
import { FunctionBuilder, identifierOf } from "./function-builder.ts";
import type { Inheritance, StatementCompiler } from "./statement-compiler.ts";
import { compileStatement } from "./statements.ts";

/** What generated code takes from the runtime under a name of its own. */
const RUNTIME_NAMES = [
  "Float, Loop, Markup, Tuple, add, attr, call, callWith, concat, contains, dict, divide, equals, floorDivide, greaterOrEqual",
  "greaterThan, hasOwn, html, inherited, item, items, itemsAsync, iterate, joined, lessOrEqual, lessThan, method, methodPrinter, methodWith, modulo, moveTo",
  "multiply, negate, plain, positive, power, printer, slice, str, subtract, takeMore, thenable, truthy, unpack",
].join(", ");

/**
 * Writes a template as JavaScript.
 *
 * @returns The body of a function of `rt`, the runtime, and `source`, the template's text, which returns the render
 * functions: `{ root, blocks }`. It contains no text of the template but inside of string literals.
 * @throws TemplateAssertionError where the template means something impossible.
 */
export function compile(
  tree: TemplateTree,
  source: SourceText,
  settings: CompileSettings,
  mode: CompileMode,
): string {
  const analysis = analyze(tree);
  return new TemplateCompiler(new Compilation(analysis, source, settings, mode)).compile(tree, analysis);
}

class TemplateCompiler implements StatementCompiler {
  readonly compilation: Compilation;
  readonly inheritance: Inheritance = { seen: false, certain: false };

  constructor(compilation: Compilation) {
    this.compilation = compilation;
  }

  compile(tree: TemplateTree, analysis: Analysis): string {
    const { writer } = this.compilation;
    const [duplicate] = analysis.duplicateBlocks;
    if (duplicate !== undefined)
      this.compilation.fail(`block ${quoted(duplicate.name)} defined twice`, duplicate);
    writer.line(`"use strict";`);
    writer.line(`const { ${RUNTIME_NAMES} } = rt;`);
    const constants = writer.mark();
    this.#root(tree, analysis);
    const blocks = [...analysis.blocks.values()].map((block, index) => {
      this.#block(block, `block${index + 1}`, analysis);
      return `${this.compilation.key(block.name)}: block${index + 1}`;
    });
    writer.line(`return { root, blocks: { ${["__proto__: null", ...blocks].join(", ")} } };`);
    constants.insert(this.compilation.constants());
    return writer.toString();
  }

  body(body: Body, frame: Frame): void {
    for (const statement of body) compileStatement(statement, frame, this);
  }

  expressions(frame: Frame): ExpressionCompiler {
    return expressionCompiler(this.compilation, frame);
  }

  value(node: Expression, frame: Frame): string {
    return this.expressions(frame).value(node);
  }

  assign(target: Target, value: string, frame: Frame, declare: boolean): void {
    this.#assign(target, value, frame, declare ? new Set() : null);
  }

  // A target may have one name twice, and is declared once: `declared` holds what was, where it is to be.
  #assign(target: Target, value: string, frame: Frame, declared: Set<string> | null): void {
    const { writer } = this.compilation;
    if (target.kind === "AttributeTarget") {
      writer.line(
        `rt.assignAttribute(${this.value(target.object, frame)}, ${literal(target.name)}, ${value});`,
      );
    } else if (target.kind === "TupleTarget") {
      const items = this.compilation.name("p");
      writer.line(`const ${items} = unpack(${value}, ${target.items.length});`);
      target.items.forEach((item, index) => this.#assign(item, `${items}[${index}]`, frame, declared));
    } else {
      const identifier = this.expressions(frame).identifier(target.name);
      writer.line(`${declared?.has(identifier) === false ? "let " : ""}${identifier} = ${value};`);
      declared?.add(identifier);
      if (frame.topLevel) {
        const how = target.name.startsWith("_") ? "assign" : "export";
        writer.line(`context.${how}(${literal(target.name)}, ${identifier});`);
      }
    }
  }

  write(code: string, frame: Frame): void {
    const printed = this.compilation.settings.guarded ? `budget.print(${code})` : code;
    this.compilation.writer.line(WRITE[frame.sink.kind](printed, frame.sink.variable));
  }

  unlessExtended(frame: Frame, write: () => void): void {
    if (!frame.checksParent || !this.inheritance.seen) write();
    else if (!this.inheritance.certain) this.compilation.writer.block("if (parent === null)", write);
  }

  writeRendered(code: string, frame: Frame): void {
    const { async, stream } = this.compilation.mode;
    const { kind, variable } = frame.sink;
    if (kind === "stream") {
      this.compilation.writer.line(`yield* ${code};`);
      return;
    }
    const whole = stream ? `joined(${code})` : code;
    const text = async ? `await ${whole}` : whole;
    this.compilation.writer.line(
      kind === "native" ? `${variable}.push(...${text});` : `${variable} += ${text};`,
    );
  }

  gather(frame: Frame, body: (sink: Sink) => void): string {
    const sink = this.#bufferSink(this.compilation.name("b"));
    body(sink);
    if (sink.kind === "native") return `rt.nativeConcat(${sink.variable})`;
    const safe = `new Markup(${sink.variable})`;
    if (frame.autoescape === "runtime")
      return `(context.evalContext.autoescape ? ${safe} : ${sink.variable})`;
    return frame.autoescape ? safe : sink.variable;
  }

  renderFunction(
    head: string,
    frame: Omit<Frame, "builder" | "sink">,
    body: (frame: Frame) => void,
    tail?: string,
  ): void {
    const builder = new FunctionBuilder(
      this.compilation.writer,
      this.compilation.mode.async,
      this.compilation.settings.guarded,
    );
    builder.write(
      head,
      () => {
        const sink = this.#bufferSink("out");
        body({ ...frame, sink, builder });
        this.compilation.writer.line(sink.kind === "native" ? "return rt.nativeConcat(out);" : "return out;");
      },
      tail,
    );
  }

  declare(frame: Frame): void {
    frame.builder.declare(frame.scope, this.compilation.identifiers);
  }

  locals(scope: Scope): string {
    if (scope === this.compilation.analysis.root) return "rt.noLocals";
    const entries = [...scope.stored().values()].map((variable) => {
      return `${this.compilation.key(variable.name)}: ${identifierOf(variable, this.compilation.identifiers)}`;
    });
    return `{ ${entries.join(", ")} }`;
  }

  #root(tree: TemplateTree, analysis: Analysis): void {
    const hasExtends = containsExtends(tree.body);
    this.#outermost(
      "root",
      analysis.root,
      { topLevel: true, rootLevel: true, checksParent: hasExtends },
      (frame) => {
        const { writer } = this.compilation;
        if (hasExtends) writer.line("let parent = null;");
        if (analysis.rootReadsSelf) this.#give("self", "rt.self(context)", frame);
        this.declare(frame);
        this.body(tree.body, frame);
        if (hasExtends) {
          writer.block("if (parent !== null)", () => this.writeRendered("parent.root(context)", frame));
        }
      },
    );
  }

  #block(block: Block, name: string, analysis: Analysis): void {
    const { scope, specials } = analysis.blockScope(block);
    this.#outermost(name, scope, { showsLocals: true }, (frame) => {
      if (specials.has("self")) this.#give("self", "rt.self(context)", frame);
      if (specials.has("super"))
        this.#give("super", `rt.super(context, ${literal(block.name)}, ${name})`, frame);
      this.declare(frame);
      this.body(block.body, frame);
    });
  }

  // A function that the runtime calls: its output is text, pieces of it, or the list of a native template.
  #outermost(name: string, scope: Scope, changes: Partial<Frame>, body: (frame: Frame) => void): void {
    const { writer, mode, settings } = this.compilation;
    const builder = new FunctionBuilder(writer, mode.async, settings.guarded);
    const head = `${mode.async ? "async " : ""}function${mode.stream ? "*" : ""} ${name}(context)`;
    builder.write(head, () => {
      const sink: Sink = mode.stream ? { kind: "stream", variable: "" } : this.#bufferSink("out");
      const frame = innerFrame(
        {
          scope,
          sink,
          builder,
          autoescape: settings.autoescape,
          topLevel: false,
          rootLevel: false,
          conditional: false,
          checksParent: false,
          inLoop: false,
          parametersMayBeUnset: false,
          showsLocals: false,
        },
        scope,
        changes,
      );
      body(frame);
      if (!mode.stream) writer.line("return out;");
    });
  }

  #give(name: string, value: string, frame: Frame): void {
    this.compilation.writer.line(`const ${this.expressions(frame).identifier(name)} = ${value};`);
  }

  #bufferSink(variable: string): Sink {
    const { native } = this.compilation.settings;
    this.compilation.writer.line(native ? `const ${variable} = [];` : `let ${variable} = "";`);
    return { kind: native ? "native" : "text", variable };
  }
}

const WRITE: Readonly<Record<Sink["kind"], (code: string, variable: string) => string>> = {
  text: (code, variable) => `${variable} += ${code};`,
  stream: (code) => `yield ${code};`,
  native: (code, variable) => `${variable}.push(${code});`,
};

function containsExtends(body: Body): boolean {
  return body.some((statement) => {
    if (statement.kind === "Extends") return true;
    if (statement.kind !== "If") return false;
    return (
      statement.branches.some((branch) => containsExtends(branch.body)) ||
      containsExtends(statement.otherwise)
    );
  });
}
