import { argumentValues } from "../ast/children.ts";
import type {
  Block,
  Body,
  For,
  Parameter,
  Statement,
  StatementKind,
  StatementOf,
  TemplateTree,
} from "../ast/statements.ts";
import { type NameVisitor, readsLoop, specialNames, visitExpression, visitTarget } from "./names.ts";
import { Scope, type VariableCounter } from "./scope.ts";

/** The names a macro may use without declaring them. */
export type MacroSpecial = "caller" | "kwargs" | "varargs";

const MACRO_SPECIALS: readonly MacroSpecial[] = ["caller", "kwargs", "varargs"];

/** The three scopes of a loop. */
export interface LoopScopes {
  readonly body: Scope;
  readonly otherwise: Scope;
  readonly filter: Scope;
  readonly usesLoop: boolean;
}

/** A macro's or call block's scope and the special names it reads. */
export interface MacroScope {
  readonly scope: Scope;
  readonly specials: ReadonlySet<MacroSpecial>;
}

type Scoped = StatementOf<"FilterBlock" | "With" | "AssignBlock" | "Autoescape" | "ExtensionBlock">;
type Callable = StatementOf<"Macro" | "CallBlock">;

/** What is known of a template's names, beside its tree. */
export interface Analysis {
  readonly root: Scope;
  /** All scopes of the template. */
  readonly scopes: readonly Scope[];
  readonly rootReadsSelf: boolean;
  /** Every block by its name, in the order of the source. */
  readonly blocks: ReadonlyMap<string, Block>;
  /** Blocks whose name was taken already. */
  readonly duplicateBlocks: readonly Block[];
  blockScope(block: Block): { scope: Scope; specials: ReadonlySet<"self" | "super"> };
  loopScopes(node: For): LoopScopes;
  macroScope(node: Callable): MacroScope;
  scopeOf(node: Scoped): Scope;
}

/** Finds out what every name of a template means, by Jinja's rules of scoping. */
export function analyze(tree: TemplateTree): Analysis {
  return new Analyzer(tree);
}

class Analyzer implements Analysis {
  readonly root: Scope;
  readonly scopes: Scope[] = [];
  readonly rootReadsSelf: boolean;
  readonly blocks = new Map<string, Block>();
  readonly duplicateBlocks: Block[] = [];
  readonly #counter: VariableCounter = { next: 1 };
  readonly #loops = new Map<For, LoopScopes>();
  readonly #macros = new Map<Callable, MacroScope>();
  readonly #scopes = new Map<Scoped, Scope>();
  readonly #blockScopes = new Map<Block, { scope: Scope; specials: ReadonlySet<"self" | "super"> }>();

  constructor(tree: TemplateTree) {
    this.rootReadsSelf = specialNames(tree.body, ["self"]).size > 0;
    this.root = this.#scope(
      null,
      (scope) => {
        if (this.rootReadsSelf) scope.give("self");
      },
      tree.body,
    );
  }

  blockScope(block: Block): { scope: Scope; specials: ReadonlySet<"self" | "super"> } {
    return known(this.#blockScopes.get(block));
  }

  loopScopes(node: For): LoopScopes {
    return known(this.#loops.get(node));
  }

  macroScope(node: Callable): MacroScope {
    return known(this.#macros.get(node));
  }

  scopeOf(node: Scoped): Scope {
    return known(this.#scopes.get(node));
  }

  // A scope's own names are complete before an inner scope asks for them, wherever in the scope they are assigned.
  #scope(parent: Scope | null, open: (scope: Scope) => void, body: Body): Scope {
    const scope = new Scope(parent, this.#counter);
    this.scopes.push(scope);
    open(scope);
    for (const statement of body) recordNames(statement, scope, false);
    this.#innerScopes(body, scope);
    return scope;
  }

  #innerScopes(body: Body, scope: Scope): void {
    for (const statement of body) this.#innerScope(statement, scope);
  }

  #innerScope(node: Statement, scope: Scope): void {
    switch (node.kind) {
      case "If":
        for (const branch of node.branches) this.#innerScopes(branch.body, scope);
        this.#innerScopes(node.otherwise, scope);
        break;
      case "For":
        this.#loop(node, scope);
        break;
      case "Macro":
      case "CallBlock":
        this.#macro(node, scope);
        break;
      case "Block":
        this.#block(node);
        break;
      case "With":
        this.#scopes.set(
          node,
          this.#scope(
            scope,
            (inner) => {
              for (const { target } of node.bindings) visitTarget(target, recorder(inner, false));
            },
            node.body,
          ),
        );
        break;
      case "FilterBlock":
        this.#scopes.set(
          node,
          this.#scope(
            scope,
            (inner) => {
              visitExpression(node.filter, recorder(inner, false));
            },
            node.body,
          ),
        );
        break;
      case "AssignBlock":
      case "Autoescape":
      case "ExtensionBlock":
        this.#scopes.set(
          node,
          this.#scope(scope, () => {}, node.body),
        );
        break;
      default:
        break;
    }
  }

  #loop(node: For, scope: Scope): void {
    const usesLoop = node.recursive || readsLoop(node.body);
    const target: NameVisitor = { read: () => {}, store: () => {} };
    const giveTarget = (inner: Scope): void => {
      visitTarget(node.target, { ...target, store: ({ name }) => inner.give(name) });
    };
    const body = this.#scope(
      scope,
      (inner) => {
        if (usesLoop) inner.give("loop");
        giveTarget(inner);
      },
      node.body,
    );
    const otherwise = this.#scope(scope, () => {}, node.otherwise);
    const filter = this.#scope(
      scope,
      (inner) => {
        giveTarget(inner);
        if (node.filter !== null) visitExpression(node.filter, recorder(inner, false));
      },
      [],
    );
    this.#loops.set(node, { body, otherwise, filter, usesLoop });
  }

  #macro(node: Callable, scope: Scope): void {
    const specials = specialNames(node.body, MACRO_SPECIALS, []);
    const inner = this.#scope(
      scope,
      (opened) => {
        openMacro(opened, node.parameters, specials);
      },
      node.body,
    );
    this.#macros.set(node, { scope: inner, specials });
  }

  #block(node: Block): void {
    if (this.blocks.has(node.name)) this.duplicateBlocks.push(node);
    else this.blocks.set(node.name, node);
    const specials = specialNames(node.body, ["self", "super"]);
    const scope = this.#scope(
      null,
      (opened) => {
        for (const name of specials) opened.give(name);
      },
      node.body,
    );
    this.#blockScopes.set(node, { scope, specials });
  }
}

function openMacro(
  scope: Scope,
  parameters: readonly Parameter[],
  specials: ReadonlySet<MacroSpecial>,
): void {
  for (const { name } of parameters) scope.give(name.name);
  const declared = new Set(parameters.map(({ name }) => name.name));
  for (const name of specials) if (!declared.has(name)) scope.give(name);
  for (const { fallback } of parameters)
    if (fallback !== null) visitExpression(fallback, recorder(scope, false));
}

function recorder(scope: Scope, conditionally: boolean): NameVisitor {
  return {
    read: ({ name }) => scope.read(name),
    store: ({ name }) => scope.store(name, conditionally),
  };
}

type Recorders = {
  readonly [Kind in StatementKind]: (node: StatementOf<Kind>, scope: Scope, conditionally: boolean) => void;
};

/** For each statement what it does to the names of the scope it stands in; what its own scope holds comes later. */
const RECORD: Recorders = {
  Output(node, scope) {
    const visitor = recorder(scope, false);
    for (const part of node.parts) if (part.kind !== "Data") visitExpression(part, visitor);
  },
  For: (node, scope) => visitExpression(node.iterable, recorder(scope, false)),
  If(node, scope, conditionally) {
    node.branches.forEach(({ test, body }, index) => {
      visitExpression(test, recorder(scope, conditionally || index > 0));
      for (const statement of body) recordNames(statement, scope, true);
    });
    for (const statement of node.otherwise) recordNames(statement, scope, true);
  },
  Macro: (node, scope, conditionally) => scope.store(node.name, conditionally),
  CallBlock: (node, scope) => visitExpression(node.call, recorder(scope, false)),
  FilterBlock: (node, scope) => visitExpression(node.filter, recorder(scope, false)),
  With(node, scope) {
    for (const { value } of node.bindings) visitExpression(value, recorder(scope, false));
  },
  Block() {},
  Extends: (node, scope) => visitExpression(node.template, recorder(scope, false)),
  Include: (node, scope) => visitExpression(node.template, recorder(scope, false)),
  Import(node, scope, conditionally) {
    visitExpression(node.template, recorder(scope, false));
    scope.store(node.target, conditionally);
  },
  FromImport(node, scope, conditionally) {
    visitExpression(node.template, recorder(scope, false));
    for (const { alias } of node.names) scope.store(alias, conditionally);
  },
  Assign(node, scope, conditionally) {
    visitExpression(node.value, recorder(scope, false));
    visitTarget(node.target, recorder(scope, conditionally));
  },
  AssignBlock(node, scope, conditionally) {
    if (node.filter !== null) visitExpression(node.filter, recorder(scope, false));
    visitTarget(node.target, recorder(scope, conditionally));
  },
  Autoescape: (node, scope) => visitExpression(node.enabled, recorder(scope, false)),
  Do: (node, scope) => visitExpression(node.expression, recorder(scope, false)),
  Break() {},
  Continue() {},
  ExtensionBlock(node, scope) {
    for (const value of argumentValues(node.args)) visitExpression(value, recorder(scope, false));
  },
};

function recordNames(node: Statement, scope: Scope, conditionally: boolean): void {
  // The table is keyed by the node's own kind, which TypeScript cannot see through the union.
  const record = RECORD[node.kind] as (node: Statement, scope: Scope, conditionally: boolean) => void;
  record(node, scope, conditionally);
}

function known<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the node is not of the template that was analyzed");
  return value;
}
