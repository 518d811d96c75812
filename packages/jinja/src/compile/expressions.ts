import type { Arguments, Expression, ExpressionKind, ExpressionOf, Span } from "../ast/expressions.ts";
import { quoted } from "../errors/quoted.ts";
import { literal } from "./code-writer.ts";
import type { Compilation } from "./compilation.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";
import type { Frame } from "./frame.ts";
import { compileComparison } from "./comparison.ts";
import { compileDict, compileLiteral } from "./literals.ts";
import { compileAttribute, compileItem } from "./lookups.ts";
import { identifierOf } from "./function-builder.ts";
import { compileName } from "./names.ts";

type Compilers = {
  readonly [Kind in ExpressionKind]: (node: ExpressionOf<Kind>, compiler: ExpressionCompiler) => string;
};

const BINARY = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "divide",
  "//": "floorDivide",
  "%": "modulo",
  "**": "power",
} as const;

const COMPILERS: Compilers = {
  Literal: (node, { compilation }) => compileLiteral(node, compilation),
  Name: compileName,
  Tuple: (node, compiler) => `new Tuple([${values(node.items, compiler)}])`,
  List: (node, compiler) => `[${values(node.items, compiler)}]`,
  Dict: compileDict,
  Conditional(node, { compilation, frame }) {
    const compiler = expressionCompiler(compilation, { ...frame, conditional: true });
    const otherwise =
      node.otherwise === null ? missingElse(node, compiler.compilation) : compiler.value(node.otherwise);
    return `(${compiler.condition(node.test)} ? ${compiler.value(node.whenTrue)} : ${otherwise})`;
  },
  Binary(node, compiler) {
    const operands = `${compiler.value(node.left)}, ${compiler.value(node.right)}`;
    if (compiler.compilation.settings.guarded) {
      return `rt.binary(context, ${literal(node.operator)}, ${operands})`;
    }
    return `${BINARY[node.operator]}(${operands})`;
  },
  Logical(node, compiler) {
    const left = `truthy(t = ${compiler.value(node.left)})`;
    const right = compiler.value(node.right);
    return node.operator === "and" ? `(${left} ? ${right} : t)` : `(${left} ? t : ${right})`;
  },
  Unary(node, compiler) {
    if (node.operator === "not") return `!${compiler.condition(node.operand)}`;
    const operand = compiler.value(node.operand);
    if (compiler.compilation.settings.guarded) {
      return `rt.unary(context, ${literal(node.operator)}, ${operand})`;
    }
    return `${node.operator === "-" ? "negate" : "positive"}(${operand})`;
  },
  Compare: compileComparison,
  Concat(node, compiler) {
    const { autoescape } = compiler.frame;
    const items = values(node.items, compiler);
    if (autoescape === false)
      return `(${node.items.map((item) => `str(${compiler.value(item)})`).join(" + ")})`;
    const concat = `concat([${items}])`;
    return autoescape === true
      ? concat
      : `(context.evalContext.autoescape ? ${concat} : [${items}].map(str).join(""))`;
  },
  GetAttribute: compileAttribute,
  GetItem: compileItem,
  Call: (node, compiler) => compileCall(node, compiler, []),
  Filter(node, compiler) {
    if (node.value === null) throw new Error("a filter of a block was compiled without its value");
    refuseUnknownFilter(node, compiler);
    return compileFilter(node, compiler.value(node.value), compiler);
  },
  Test(node, compiler) {
    const { compilation, frame } = compiler;
    if (!compilation.settings.hasTest(node.name) && !frame.conditional) {
      compilation.fail(`No test named ${quoted(node.name)}.`, node);
    }
    return boundCall("test", node.name, node.args, [compiler.value(node.value)], node, compiler);
  },
  ExtensionCall: (node, compiler) => compiler.extension(node.extension, node.args, []),
  MarkSafe(node, compiler) {
    const { autoescape } = compiler.frame;
    const operand = compiler.value(node.operand);
    if (autoescape === true) return `new Markup(${operand})`;
    return autoescape === false
      ? operand
      : `(t = ${operand}, context.evalContext.autoescape ? new Markup(t) : t)`;
  },
};

/** The compiler of expressions for one place of the template. */
export function expressionCompiler(compilation: Compilation, frame: Frame): ExpressionCompiler {
  const compiler: ExpressionCompiler = {
    compilation,
    frame,
    value(node) {
      // Text that is joined where output is escaped may have to stay apart from what is safe.
      const folded = node.kind === "Concat" ? null : compilation.folded(node);
      return folded === null ? compilerOf(node)(node, compiler) : compileLiteral(folded, compilation);
    },
    condition(node) {
      switch (node.kind) {
        case "Logical": {
          const operator = node.operator === "and" ? "&&" : "||";
          return `(${compiler.condition(node.left)} ${operator} ${compiler.condition(node.right)})`;
        }
        case "Compare":
          return compiler.value(node);
        case "Unary":
          return node.operator === "not" ? compiler.value(node) : `truthy(${compiler.value(node)})`;
        default:
          return `truthy(${compiler.value(node)})`;
      }
    },
    identifier(name) {
      const variable = frame.scope.find(name);
      if (variable === undefined) throw new Error("a name is assigned that was not analyzed");
      return identifierOf(variable, compilation.identifiers);
    },
    extension(name, args, first) {
      return boundCall("extension", name, args, first, null, compiler);
    },
  };
  return compiler;
}

// The table is keyed by the node's own kind, which TypeScript cannot see through the union.
function compilerOf(node: Expression): (node: Expression, compiler: ExpressionCompiler) => string {
  return COMPILERS[node.kind] as (node: Expression, compiler: ExpressionCompiler) => string;
}

/** A call, with keyword arguments of the compiler's own after those of the template. */
export function compileCall(
  node: ExpressionOf<"Call">,
  compiler: ExpressionCompiler,
  keywords: readonly string[],
): string {
  const { compilation } = compiler;
  const [callee, ...called] = compileCallee("call", "method", node, compiler);
  const args = callArguments(node.args, compiler, keywords, []);
  return compilation.awaited(compilation.located(node, `${callee}(${[...called, args].join(", ")})`));
}

/**
 * A call whose value is printed by a function of the name `print`. What prints the output of a macro is its own body,
 * which is asked for first and then called.
 */
export function compilePrintedCall(
  node: ExpressionOf<"Call">,
  print: string,
  compiler: ExpressionCompiler,
): string {
  const { args } = node;
  if (!isPositional(args)) return `${print}(${compiler.value(node)})`;
  const [printer, ...called] = compileCallee("printer", "methodPrinter", node, compiler);
  const given = [...called, args.positional.length, print].join(", ");
  const { compilation } = compiler;
  return `${compilation.located(node, `${printer}(${given})`)}(${values(args.positional, compiler)})`;
}

// The function to call for what is called, and its first arguments.
function compileCallee(
  ofValue: string,
  ofMember: string,
  { callee }: ExpressionOf<"Call">,
  compiler: ExpressionCompiler,
): readonly string[] {
  const context = callContext(compiler);
  return callee.kind === "GetAttribute"
    ? [ofMember, context, compiler.value(callee.object), literal(callee.name)]
    : [ofValue, context, compiler.value(callee)];
}

function isPositional({ keywords, rest, keywordRest }: Arguments): boolean {
  return keywords.length === 0 && rest === null && keywordRest === null;
}

function refuseUnknownFilter(node: ExpressionOf<"Filter">, { compilation, frame }: ExpressionCompiler): void {
  if (!compilation.settings.hasFilter(node.name) && !frame.conditional) {
    compilation.fail(`No filter named ${quoted(node.name)}.`, node);
  }
}

// The value is written in JavaScript already.
function compileFilter(node: ExpressionOf<"Filter">, value: string, compiler: ExpressionCompiler): string {
  return boundCall("filter", node.name, node.args, [value], node, compiler);
}

// A function which the template names itself is bound once, to the number of its arguments where that is known.
function boundCall(
  kind: "filter" | "test" | "extension",
  name: string,
  args: Arguments,
  first: readonly string[],
  node: Span | null,
  compiler: ExpressionCompiler,
): string {
  const { compilation } = compiler;
  const count = isPositional(args) ? first.length + args.positional.length : null;
  const fn = compilation.constant(`rt.${kind}(${literal(name)}, ${count})`);
  const written = isPositional(args)
    ? ["context", ...first, ...args.positional.map((value) => compiler.value(value))].join(", ")
    : `context, ${callArguments(args, compiler, [], first)}`;
  const call = `${fn}(${written})`;
  return compilation.awaited(node === null ? call : compilation.located(node, call));
}

/** A filter chain over the gathered output of a block. */
export function compileBlockFilter(
  node: ExpressionOf<"Filter">,
  output: string,
  compiler: ExpressionCompiler,
): string {
  refuseUnknownFilter(node, compiler);
  const inner = node.value;
  const value =
    inner !== null && inner.kind === "Filter" ? compileBlockFilter(inner, output, compiler) : output;
  return compileFilter(node, value, compiler);
}

/** The arguments in the order of the calling convention: the keywords or null, then the positional ones. */
function callArguments(
  args: Arguments,
  compiler: ExpressionCompiler,
  keywords: readonly string[],
  first: readonly string[],
): string {
  const positional = [...first, ...args.positional.map((node) => compiler.value(node))];
  const rest = args.rest === null ? [] : [`iterate(${compiler.value(args.rest)})`];
  const given = compileKeywords(args, compiler, keywords);
  const spread = (items: readonly string[]): string[] => items.map((item) => `...${item}`);
  if (isConstant(args.keywords.map(({ value }) => value)) && args.keywordRest === null) {
    return [given, ...positional, ...spread(rest)].join(", ");
  }
  // Keywords come first in the call, but a template's arguments are evaluated from left to right.
  const assignments: string[] = [];
  const kept = (code: string): string => {
    const name = compiler.frame.builder.temporary();
    assignments.push(`${name} = ${code}`);
    return name;
  };
  const later = [...positional.map(kept), ...spread(rest.map(kept))];
  return [`(${[...assignments, given].join(", ")})`, ...later].join(", ");
}

function isConstant(nodes: readonly Expression[]): boolean {
  return nodes.every((node) => node.kind === "Literal");
}

function compileKeywords(args: Arguments, compiler: ExpressionCompiler, further: readonly string[]): string {
  const entries = [
    ...args.keywords.map(({ name, value }) => `${compiler.compilation.key(name)}: ${compiler.value(value)}`),
    ...further,
  ];
  const written = entries.length === 0 ? "null" : `{ __proto__: null, ${entries.join(", ")} }`;
  return args.keywordRest === null ? written : `rt.keywords(${written}, ${compiler.value(args.keywordRest)})`;
}

// Inside of loops and blocks a function that is passed the context sees what was assigned there.
function callContext({ compilation, frame }: ExpressionCompiler): string {
  if (!frame.showsLocals) return "context";
  const assigned = [...frame.scope.variables].filter(
    ({ stored, origin }) => stored && origin.kind !== "parameter",
  );
  if (assigned.length === 0) return "context";
  const entries = assigned.map((variable) => `${compilation.key(variable.name)}: v${variable.id}`);
  return `context.derived({ __proto__: null, ${entries.join(", ")} })`;
}

function values(nodes: readonly Expression[], compiler: ExpressionCompiler): string {
  return nodes.map((node) => compiler.value(node)).join(", ");
}

function missingElse(node: ExpressionOf<"Conditional">, compilation: Compilation): string {
  const hint = `the inline if-expression on ${compilation.position(node)} evaluated to false and no else section was defined.`;
  return `rt.missingElse(${literal(hint)})`;
}
