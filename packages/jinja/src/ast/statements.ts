import type { Arguments, Call, Expression, Filter, Name, Span } from "./expressions.ts";

interface Node<Kind extends string> extends Span {
  readonly kind: Kind;
}

/** Text between the tags. */
export interface Data extends Node<"Data"> {
  readonly text: string;
}

/** `namespace.name` on the left of `set`. */
export interface AttributeTarget extends Node<"AttributeTarget"> {
  readonly object: Name;
  readonly name: string;
}

export interface TupleTarget extends Node<"TupleTarget"> {
  readonly items: readonly Target[];
}

/** What can be assigned to. */
export type Target = Name | AttributeTarget | TupleTarget;

export type Body = readonly Statement[];

export interface Output extends Node<"Output"> {
  readonly parts: readonly (Data | Expression)[];
}

export interface For extends Node<"For"> {
  readonly target: Target;
  readonly iterable: Expression;
  readonly filter: Expression | null;
  readonly recursive: boolean;
  readonly body: Body;
  readonly otherwise: Body;
}

export interface If extends Node<"If"> {
  readonly branches: readonly { readonly test: Expression; readonly body: Body }[];
  readonly otherwise: Body;
}

/** A parameter of a macro or a call block. */
export interface Parameter {
  readonly name: Name;
  readonly fallback: Expression | null;
}

export interface Macro extends Node<"Macro"> {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}

export interface CallBlock extends Node<"CallBlock"> {
  readonly call: Call;
  readonly parameters: readonly Parameter[];
  readonly body: Body;
}

export interface FilterBlock extends Node<"FilterBlock"> {
  readonly filter: Filter;
  readonly body: Body;
}

export interface With extends Node<"With"> {
  readonly bindings: readonly { readonly target: Target; readonly value: Expression }[];
  readonly body: Body;
}

export interface Block extends Node<"Block"> {
  readonly name: string;
  readonly scoped: boolean;
  readonly required: boolean;
  readonly body: Body;
}

export interface Extends extends Node<"Extends"> {
  readonly template: Expression;
}

export interface Include extends Node<"Include"> {
  readonly template: Expression;
  readonly withContext: boolean;
  readonly ignoreMissing: boolean;
}

export interface Import extends Node<"Import"> {
  readonly template: Expression;
  readonly target: string;
  readonly withContext: boolean;
}

export interface FromImport extends Node<"FromImport"> {
  readonly template: Expression;
  readonly names: readonly { readonly name: string; readonly alias: string }[];
  readonly withContext: boolean;
}

export interface Assign extends Node<"Assign"> {
  readonly target: Target;
  readonly value: Expression;
}

/** `{% set x %}...{% endset %}` */
export interface AssignBlock extends Node<"AssignBlock"> {
  readonly target: Target;
  readonly filter: Filter | null;
  readonly body: Body;
}

export interface Autoescape extends Node<"Autoescape"> {
  readonly enabled: Expression;
  readonly body: Body;
}

/** An expression that is evaluated for what it does. */
export interface Do extends Node<"Do"> {
  readonly expression: Expression;
}

export interface Break extends Node<"Break"> {}

export interface Continue extends Node<"Continue"> {}

/** A call of an extension with the rendered body as its first argument. */
export interface ExtensionBlock extends Node<"ExtensionBlock"> {
  readonly extension: string;
  readonly args: Arguments;
  readonly body: Body;
}

export type Statement =
  | Output
  | For
  | If
  | Macro
  | CallBlock
  | FilterBlock
  | With
  | Block
  | Extends
  | Include
  | Import
  | FromImport
  | Assign
  | AssignBlock
  | Autoescape
  | Do
  | Break
  | Continue
  | ExtensionBlock;

export type StatementKind = Statement["kind"];
export type StatementOf<Kind extends StatementKind> = Extract<Statement, { kind: Kind }>;

/** A whole template. */
export interface TemplateTree {
  readonly body: Body;
}
