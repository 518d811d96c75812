/** Where a node stands: offsets into the normalized source, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Node<Kind extends string> extends Span {
  readonly kind: Kind;
}

/** A value written out. A float keeps that it is one, for `1.0` prints differently from `1`. */
export interface Literal extends Node<"Literal"> {
  readonly value: string | number | bigint | boolean | null;
  readonly float: boolean;
}

export interface Name extends Node<"Name"> {
  readonly name: string;
}

export interface TupleExpression extends Node<"Tuple"> {
  readonly items: readonly Expression[];
}

export interface ListExpression extends Node<"List"> {
  readonly items: readonly Expression[];
}

export interface DictExpression extends Node<"Dict"> {
  readonly entries: readonly { readonly key: Expression; readonly value: Expression }[];
}

/** `whenTrue if test else otherwise`; without `otherwise` it is an undefined value. */
export interface Conditional extends Node<"Conditional"> {
  readonly test: Expression;
  readonly whenTrue: Expression;
  readonly otherwise: Expression | null;
}

export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**";

export interface Binary extends Node<"Binary"> {
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Logical extends Node<"Logical"> {
  readonly operator: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Node<"Unary"> {
  readonly operator: "-" | "+" | "not";
  readonly operand: Expression;
}

export type CompareOperator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";

/** A chain: `a < b < c` compares each with its neighbour and reads `b` once. */
export interface Compare extends Node<"Compare"> {
  readonly first: Expression;
  readonly rest: readonly { readonly operator: CompareOperator; readonly operand: Expression }[];
}

/** `a ~ b ~ c` */
export interface Concat extends Node<"Concat"> {
  readonly items: readonly Expression[];
}

export interface GetAttribute extends Node<"GetAttribute"> {
  readonly object: Expression;
  readonly name: string;
}

export interface GetItem extends Node<"GetItem"> {
  readonly object: Expression;
  readonly key: Expression | Slice;
}

export interface Slice extends Node<"Slice"> {
  readonly from: Expression | null;
  readonly to: Expression | null;
  readonly step: Expression | null;
}

/** The arguments of a call, a filter or a test. */
export interface Arguments {
  readonly positional: readonly Expression[];
  readonly keywords: readonly { readonly name: string; readonly value: Expression }[];
  /** `*rest` */
  readonly rest: Expression | null;
  /** `**rest` */
  readonly keywordRest: Expression | null;
}

export interface Call extends Node<"Call"> {
  readonly callee: Expression;
  readonly args: Arguments;
}

/** `value|name(args)`. In a filter block the value is the block's output and there is no node for it. */
export interface Filter extends Node<"Filter"> {
  readonly value: Expression | null;
  readonly name: string;
  readonly args: Arguments;
}

export interface Test extends Node<"Test"> {
  readonly value: Expression;
  readonly name: string;
  readonly args: Arguments;
}

/** Calls a function which an extension has registered under that name; for the trees extensions build. */
export interface ExtensionCall extends Node<"ExtensionCall"> {
  readonly extension: string;
  readonly args: Arguments;
}

/** Declares the operand's text safe where output is escaped; for the trees extensions build. */
export interface MarkSafe extends Node<"MarkSafe"> {
  readonly operand: Expression;
}

export type Expression =
  | Literal
  | Name
  | TupleExpression
  | ListExpression
  | DictExpression
  | Conditional
  | Binary
  | Logical
  | Unary
  | Compare
  | Concat
  | GetAttribute
  | GetItem
  | Call
  | Filter
  | Test
  | ExtensionCall
  | MarkSafe;

export type ExpressionKind = Expression["kind"];
export type ExpressionOf<Kind extends ExpressionKind> = Extract<Expression, { kind: Kind }>;

export const NO_ARGUMENTS: Arguments = { positional: [], keywords: [], rest: null, keywordRest: null };
