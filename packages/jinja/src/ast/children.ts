import type { Arguments, Expression, ExpressionKind, ExpressionOf, Slice } from "./expressions.ts";

type Children = { readonly [Kind in ExpressionKind]: (node: ExpressionOf<Kind>) => readonly Expression[] };

const none = (): readonly Expression[] => [];

const CHILDREN: Children = {
  Literal: none,
  Name: none,
  Tuple: (node) => node.items,
  List: (node) => node.items,
  Dict: (node) => node.entries.flatMap(({ key, value }) => [key, value]),
  Conditional: (node) => [node.test, node.whenTrue, ...present(node.otherwise)],
  Binary: (node) => [node.left, node.right],
  Logical: (node) => [node.left, node.right],
  Unary: (node) => [node.operand],
  Compare: (node) => [node.first, ...node.rest.map(({ operand }) => operand)],
  Concat: (node) => node.items,
  GetAttribute: (node) => [node.object],
  GetItem: (node) => [node.object, ...(node.key.kind === "Slice" ? sliceParts(node.key) : [node.key])],
  Call: (node) => [node.callee, ...argumentValues(node.args)],
  Filter: (node) => [...present(node.value), ...argumentValues(node.args)],
  Test: (node) => [node.value, ...argumentValues(node.args)],
  ExtensionCall: (node) => argumentValues(node.args),
  MarkSafe: (node) => [node.operand],
};

/** The expressions an expression is made of, in the order of their evaluation. */
export function childrenOf(node: Expression): readonly Expression[] {
  return childrenByKind(node)(node);
}

// The table is keyed by the node's own kind, which TypeScript cannot see through the union.
function childrenByKind(node: Expression): (node: Expression) => readonly Expression[] {
  return CHILDREN[node.kind] as (node: Expression) => readonly Expression[];
}

/** The values of arguments, in order. */
export function argumentValues(args: Arguments): readonly Expression[] {
  return [
    ...args.positional,
    ...args.keywords.map(({ value }) => value),
    ...present(args.rest),
    ...present(args.keywordRest),
  ];
}

function sliceParts(slice: Slice): readonly Expression[] {
  return [...present(slice.from), ...present(slice.to), ...present(slice.step)];
}

function present(node: Expression | null): readonly Expression[] {
  return node === null ? [] : [node];
}
