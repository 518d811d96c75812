import { argumentValues, childrenOf } from "./children.ts";
import type { Expression } from "./expressions.ts";
import type { Body, Parameter, Statement, StatementKind, StatementOf, Target } from "./statements.ts";

/** What stands in a statement, in the order of the source. */
interface Parts {
  readonly expressions: readonly (Expression | null)[];
  readonly bodies?: readonly Body[];
}

type PartsOf = { readonly [Kind in StatementKind]: (node: StatementOf<Kind>) => Parts };

const PARTS: PartsOf = {
  Output: ({ parts }) => ({ expressions: parts.flatMap((part) => (part.kind === "Data" ? [] : [part])) }),
  For: ({ target, iterable, filter, body, otherwise }) => ({
    expressions: [...targetObjects(target), iterable, filter],
    bodies: [body, otherwise],
  }),
  If: ({ branches, otherwise }) => ({
    expressions: branches.map(({ test }) => test),
    bodies: [...branches.map(({ body }) => body), otherwise],
  }),
  Macro: ({ parameters, body }) => ({ expressions: fallbacks(parameters), bodies: [body] }),
  CallBlock: ({ call, parameters, body }) => ({
    expressions: [call, ...fallbacks(parameters)],
    bodies: [body],
  }),
  FilterBlock: ({ filter, body }) => ({ expressions: [filter], bodies: [body] }),
  With: ({ bindings, body }) => ({ expressions: bindings.map(({ value }) => value), bodies: [body] }),
  Block: ({ body }) => ({ expressions: [], bodies: [body] }),
  Extends: ({ template }) => ({ expressions: [template] }),
  Include: ({ template }) => ({ expressions: [template] }),
  Import: ({ template }) => ({ expressions: [template] }),
  FromImport: ({ template }) => ({ expressions: [template] }),
  Assign: ({ target, value }) => ({ expressions: [...targetObjects(target), value] }),
  AssignBlock: ({ target, filter, body }) => ({
    expressions: [...targetObjects(target), filter],
    bodies: [body],
  }),
  Autoescape: ({ enabled, body }) => ({ expressions: [enabled], bodies: [body] }),
  Do: ({ expression }) => ({ expressions: [expression] }),
  Break: () => ({ expressions: [] }),
  Continue: () => ({ expressions: [] }),
  ExtensionBlock: ({ args, body }) => ({ expressions: argumentValues(args), bodies: [body] }),
};

/** All statements of a body and those inside of them, outer ones first. */
export function* allStatements(body: Body): Iterable<Statement> {
  for (const statement of body) {
    yield statement;
    for (const inner of partsOf(statement).bodies ?? []) yield* allStatements(inner);
  }
}

/** All expressions of a body, those inside of others too, outer ones first. */
export function* allExpressions(body: Body): Iterable<Expression> {
  for (const statement of allStatements(body)) {
    for (const expression of partsOf(statement).expressions) {
      if (expression !== null) yield* withInner(expression);
    }
  }
}

function* withInner(expression: Expression): Iterable<Expression> {
  yield expression;
  for (const child of childrenOf(expression)) yield* withInner(child);
}

function partsOf(statement: Statement): Parts {
  // The table is keyed by the node's own kind, which TypeScript cannot see through the union.
  const parts = PARTS[statement.kind] as (node: Statement) => Parts;
  return parts(statement);
}

function fallbacks(parameters: readonly Parameter[]): readonly (Expression | null)[] {
  return parameters.map(({ fallback }) => fallback);
}

function targetObjects(target: Target): readonly Expression[] {
  if (target.kind === "TupleTarget") return target.items.flatMap(targetObjects);
  return target.kind === "AttributeTarget" ? [target.object] : [];
}
