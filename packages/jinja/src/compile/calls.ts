import type { Arguments, Expression, ExpressionOf, Span } from "../ast/expressions.ts";
import { literal } from "./code-writer.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";

/** A keyword argument that the compiler adds to those of a template. */
interface FurtherKeyword {
  readonly name: string;
  /** Its value in JavaScript. */
  readonly code: string;
}

/** A call; its arguments may be followed by some of the compiler's own. */
export function compileCall(
  node: ExpressionOf<"Call">,
  compiler: ExpressionCompiler,
  further: readonly FurtherKeyword[] = [],
): string {
  const { compilation } = compiler;
  const called = compileCallee(node.callee, compiler);
  const { names, values } = compileArguments(node.args, further, node, compiler);
  const fn = node.callee.kind === "GetAttribute" ? "method" : "call";
  const call =
    names === undefined
      ? `${fn}With(${[...called, ...values].join(", ")})`
      : `${fn}(${[...called, names === "null" ? names : compilation.constant(names), ...values].join(", ")})`;
  return compilation.awaited(compilation.located(node, call));
}

/**
 * A call whose value is printed by the function of the name `print`. What prints the output of a macro is its body,
 * which is asked for first and then called.
 */
export function compilePrintedCall(
  node: ExpressionOf<"Call">,
  print: string,
  compiler: ExpressionCompiler,
): string {
  const { keywords, rest, keywordRest } = node.args;
  if (keywords.length > 0 || rest !== null || keywordRest !== null)
    return `${print}(${compiler.value(node)})`;
  const { values } = compileArguments(node.args, [], node, compiler);
  const fn = node.callee.kind === "GetAttribute" ? "methodPrinter" : "printer";
  const called = [...compileCallee(node.callee, compiler), values.length, print];
  return `${compiler.compilation.located(node, `${fn}(${called.join(", ")})`)}(${values.join(", ")})`;
}

/**
 * A call of a function which the template names itself. It is bound once, to the number and the names of its arguments
 * where they are known.
 *
 * @param first - Arguments before those of the template, in JavaScript.
 */
export function compileBoundCall(
  kind: "filter" | "test" | "extension",
  name: string,
  args: Arguments,
  first: readonly string[],
  node: Span | null,
  compiler: ExpressionCompiler,
): string {
  const { compilation } = compiler;
  const { names, values } = compileArguments(args, [], node, compiler, first);
  const bound = names === undefined ? "" : `, ${values.length}, ${names}`;
  const fn = compilation.constant(`rt.${kind}(${literal(name)}${bound})`);
  const call = `${fn}(${["context", ...values].join(", ")})`;
  return compilation.awaited(node === null ? call : compilation.located(node, call));
}

// What is called, as the functions that call it expect it.
function compileCallee(callee: Expression, compiler: ExpressionCompiler): readonly string[] {
  const context = callContext(compiler);
  return callee.kind === "GetAttribute"
    ? [context, compiler.value(callee.object), literal(callee.name)]
    : [context, compiler.value(callee)];
}

/** The arguments of a call in JavaScript. */
interface CompiledArguments {
  /** The names of the last values, as an array or `null`; without them `*` or `**` says only later what is given. */
  readonly names?: string;
  /** One by one; without names the list of the positional ones, and the object of the others or `null`. */
  readonly values: readonly string[];
}

// A template's arguments are evaluated from left to right, and so are these.
function compileArguments(
  { positional, keywords, rest, keywordRest }: Arguments,
  further: readonly FurtherKeyword[],
  node: Span | null,
  compiler: ExpressionCompiler,
  first: readonly string[] = [],
): CompiledArguments {
  const ordered = [...first, ...positional.map((value) => compiler.value(value))];
  const named = [...keywords.map(({ name, value }) => ({ name, code: compiler.value(value) })), ...further];
  if (node !== null) refuseRepeated(named, node, compiler);
  if (rest === null && keywordRest === null) {
    const names = named.length === 0 ? "null" : `[${named.map(({ name }) => literal(name)).join(", ")}]`;
    return { names, values: [...ordered, ...named.map(({ code }) => code)] };
  }
  const list = rest === null ? ordered : [...ordered, `...iterate(${compiler.value(rest)})`];
  const entries = named.map(({ name, code }) => `${compiler.compilation.key(name)}: ${code}`);
  const written = entries.length === 0 ? "null" : `{ ${["__proto__: null", ...entries].join(", ")} }`;
  const all = keywordRest === null ? written : `rt.keywords(${written}, ${compiler.value(keywordRest)})`;
  return { values: [`[${list.join(", ")}]`, all] };
}

function refuseRepeated(
  named: readonly FurtherKeyword[],
  node: Span,
  { compilation }: ExpressionCompiler,
): void {
  const names = named.map(({ name }) => name);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) compilation.fail(`keyword argument repeated: ${repeated}`, node);
}

// Inside of loops and blocks a function that is passed the context sees what was assigned there.
function callContext({ compilation, frame }: ExpressionCompiler): string {
  if (!frame.showsLocals) return "context";
  const assigned = [...frame.scope.variables].filter(
    ({ stored, origin }) => stored && origin.kind !== "parameter",
  );
  if (assigned.length === 0) return "context";
  const entries = assigned.map((variable) => `${compilation.key(variable.name)}: v${variable.id}`);
  return `context.derived({ ${entries.join(", ")} })`;
}
