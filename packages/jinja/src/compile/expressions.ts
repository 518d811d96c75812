import type { Expression, ExpressionKind, ExpressionOf } from "../ast/expressions.ts";
import { quoted } from "../errors/quoted.ts";
import { compileBoundCall, compileCall } from "./calls.ts";
import { literal } from "./code-writer.ts";
import type { Compilation } from "./compilation.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";
import type { Frame } from "./frame.ts";
import { compileComparison } from "./comparison.ts";
import { compileDict, compileLiteral } from "./literals.ts";
import { compileAttribute, compileItem } from "./lookups.ts";
import { identifierOf } from "./function-builder.ts";
import { compileName } from "./names.ts";
import { BINARY_NAMES, SIGN_NAMES } from "../values/operators.ts";

type Compilers = {
  readonly [Kind in ExpressionKind]: (node: ExpressionOf<Kind>, compiler: ExpressionCompiler) => string;
};

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
    return `${BINARY_NAMES[node.operator]}(${operands})`;
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
    return `${SIGN_NAMES[node.operator]}(${operand})`;
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
  Call: (node, compiler) => compileCall(node, compiler),
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
    return compileBoundCall("test", node.name, node.args, [compiler.value(node.value)], node, compiler);
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
      return compileBoundCall("extension", name, args, first, null, compiler);
    },
  };
  return compiler;
}

// The table is keyed by the node's own kind, which TypeScript cannot see through the union.
function compilerOf(node: Expression): (node: Expression, compiler: ExpressionCompiler) => string {
  return COMPILERS[node.kind] as (node: Expression, compiler: ExpressionCompiler) => string;
}

function refuseUnknownFilter(node: ExpressionOf<"Filter">, { compilation, frame }: ExpressionCompiler): void {
  if (!compilation.settings.hasFilter(node.name) && !frame.conditional) {
    compilation.fail(`No filter named ${quoted(node.name)}.`, node);
  }
}

// The value is written in JavaScript already.
function compileFilter(node: ExpressionOf<"Filter">, value: string, compiler: ExpressionCompiler): string {
  return compileBoundCall("filter", node.name, node.args, [value], node, compiler);
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

function values(nodes: readonly Expression[], compiler: ExpressionCompiler): string {
  return nodes.map((node) => compiler.value(node)).join(", ");
}

function missingElse(node: ExpressionOf<"Conditional">, compilation: Compilation): string {
  const hint = `the inline if-expression on ${compilation.position(node)} evaluated to false and no else section was defined.`;
  return `rt.missingElse(${literal(hint)})`;
}
