import { argumentValues, childrenOf } from "../ast/children.ts";
import type { Expression, Name } from "../ast/expressions.ts";
import type { Body, Parameter, Statement, StatementKind, StatementOf, Target } from "../ast/statements.ts";

/** Told of every name a walk meets, in the order of the source. */
export interface NameVisitor {
  read(name: Name): void;
  store(name: Name): void;
}

/** Reports the names an expression reads. */
export function visitExpression(node: Expression, visitor: NameVisitor): void {
  if (node.kind === "Name") visitor.read(node);
  else for (const child of childrenOf(node)) visitExpression(child, visitor);
}

/** Reports the names a target stores; a namespace whose attribute is set is only read. */
export function visitTarget(node: Target, visitor: NameVisitor): void {
  if (node.kind === "Name") visitor.store(node);
  else if (node.kind === "TupleTarget") for (const item of node.items) visitTarget(item, visitor);
  else visitor.read(node.object);
}

/** Reports all names of a body, those of inner scopes too, but not those of blocks, which are templates of their own. */
export function visitBody(body: Body, visitor: NameVisitor): void {
  for (const statement of body) visitorOf(statement)(statement, visitor);
}

type DeepVisitors = {
  readonly [Kind in StatementKind]: (node: StatementOf<Kind>, visitor: NameVisitor) => void;
};

const DEEP: DeepVisitors = {
  Output(node, visitor) {
    for (const part of node.parts) if (part.kind !== "Data") visitExpression(part, visitor);
  },
  For(node, visitor) {
    visitTarget(node.target, visitor);
    visitExpression(node.iterable, visitor);
    visitBody(node.body, visitor);
    visitBody(node.otherwise, visitor);
    if (node.filter !== null) visitExpression(node.filter, visitor);
  },
  If(node, visitor) {
    for (const { test, body } of node.branches) {
      visitExpression(test, visitor);
      visitBody(body, visitor);
    }
    visitBody(node.otherwise, visitor);
  },
  Macro(node, visitor) {
    visitParameters(node.parameters, visitor);
    visitBody(node.body, visitor);
  },
  CallBlock(node, visitor) {
    visitExpression(node.call, visitor);
    visitParameters(node.parameters, visitor);
    visitBody(node.body, visitor);
  },
  FilterBlock(node, visitor) {
    visitBody(node.body, visitor);
    visitExpression(node.filter, visitor);
  },
  With(node, visitor) {
    for (const { target } of node.bindings) visitTarget(target, visitor);
    for (const { value } of node.bindings) visitExpression(value, visitor);
    visitBody(node.body, visitor);
  },
  Block() {},
  Extends: (node, visitor) => visitExpression(node.template, visitor),
  Include: (node, visitor) => visitExpression(node.template, visitor),
  Import: (node, visitor) => visitExpression(node.template, visitor),
  FromImport: (node, visitor) => visitExpression(node.template, visitor),
  Assign(node, visitor) {
    visitTarget(node.target, visitor);
    visitExpression(node.value, visitor);
  },
  AssignBlock(node, visitor) {
    visitTarget(node.target, visitor);
    if (node.filter !== null) visitExpression(node.filter, visitor);
    visitBody(node.body, visitor);
  },
  Autoescape(node, visitor) {
    visitExpression(node.enabled, visitor);
    visitBody(node.body, visitor);
  },
  Do: (node, visitor) => visitExpression(node.expression, visitor),
  Break() {},
  Continue() {},
  ExtensionBlock(node, visitor) {
    for (const value of argumentValues(node.args)) visitExpression(value, visitor);
    visitBody(node.body, visitor);
  },
};

// The table is keyed by the node's own kind, which TypeScript cannot see through the union.
function visitorOf(node: Statement): (node: Statement, visitor: NameVisitor) => void {
  return DEEP[node.kind] as (node: Statement, visitor: NameVisitor) => void;
}

function visitParameters(parameters: readonly Parameter[], visitor: NameVisitor): void {
  for (const { name } of parameters) visitor.store(name);
  for (const { fallback } of parameters) if (fallback !== null) visitExpression(fallback, visitor);
}

/**
 * Which of some special names a body reads without having stored them before: `caller` in a macro, `loop` in a loop.
 *
 * @param parameters - What is stored before the body begins.
 */
export function specialNames<Special extends string>(
  body: Body,
  special: readonly Special[],
  parameters: readonly Parameter[] = [],
): ReadonlySet<Special> {
  const candidates = new Set<string>(special);
  const found = new Set<string>();
  const visitor: NameVisitor = {
    read({ name }) {
      if (candidates.has(name)) found.add(name);
    },
    store({ name }) {
      candidates.delete(name);
    },
  };
  visitParameters(parameters, visitor);
  visitBody(body, visitor);
  return new Set(special.filter((name) => found.has(name)));
}

/** Whether a loop's body speaks of its own `loop`: not counting what inner loops say of theirs. */
export function readsLoop(body: Body): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case "For":
        return (
          specialNames([{ ...statement, body: [], filter: null }], ["loop"]).size > 0 ||
          (statement.filter !== null && readsName(statement.filter, "loop"))
        );
      case "If":
        return (
          statement.branches.some(({ test, body: inner }) => readsName(test, "loop") || readsLoop(inner)) ||
          readsLoop(statement.otherwise)
        );
      // A scoped block is given all the names of the place where it stands.
      case "Block":
        return statement.scoped;
      default:
        return specialNames([statement], ["loop"]).size > 0 || hasScopedBlock(statement);
    }
  });
}

function readsName(node: Expression, name: string): boolean {
  return (
    (node.kind === "Name" && node.name === name) || childrenOf(node).some((child) => readsName(child, name))
  );
}

function hasScopedBlock(statement: Statement): boolean {
  return (
    "body" in statement &&
    statement.body.some((inner) => (inner.kind === "Block" ? inner.scoped : hasScopedBlock(inner)))
  );
}
