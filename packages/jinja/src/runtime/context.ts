import type { EvalContext, RenderContext, RenderEnvironment } from "./calling.ts";

/** Renders a block. */
export type BlockFunction = (context: Context) => unknown;

/** The blocks of one template by their names, on an object without prototype. */
export type Blocks = Readonly<Record<string, BlockFunction>>;

/** Variables by name, on an object whose own properties alone count. */
export type Variables = Readonly<Record<string, unknown>>;

interface ContextParts {
  /** The name of the template; null for one made from a string. */
  readonly name: string | null;
  readonly autoescape: boolean;
  readonly globals: Variables;
  readonly variables: Variables;
  /** A context whose variables are visible here too. */
  readonly outer?: Context | null;
  /** The blocks of the template and of those it extends, the most derived first. */
  readonly blocks?: Blocks[];
}

/** The variables of one rendering of one template, with its chain of blocks. */
export class Context implements RenderContext {
  readonly environment: RenderEnvironment;
  readonly name: string | null;
  readonly evalContext: EvalContext;
  readonly globals: Variables;
  readonly #blocks: Blocks[];
  readonly #variables: Variables;
  readonly #outer: Context | null;
  /** What the template assigned at its top level, and which of it importers see; most templates assign nothing. */
  #assigned: Map<string, unknown> | null = null;
  #exported: Set<string> | null = null;

  constructor(environment: RenderEnvironment, parts: ContextParts) {
    this.environment = environment;
    this.name = parts.name;
    this.evalContext = { environment, autoescape: parts.autoescape };
    this.globals = parts.globals;
    this.#variables = parts.variables;
    this.#outer = parts.outer ?? null;
    this.#blocks = parts.blocks ?? [];
  }

  /** The variable of that name; undefined when there is none. */
  lookup(name: string): unknown {
    if (this.#assigned !== null) {
      const assigned = this.#assigned.get(name);
      if (assigned !== undefined) return assigned;
    }
    if (Object.hasOwn(this.#variables, name)) {
      const given = this.#variables[name];
      if (given !== undefined) return given;
    }
    if (this.#outer !== null) return this.#outer.lookup(name);
    return Object.hasOwn(this.globals, name) ? this.globals[name] : undefined;
  }

  resolve(name: string): unknown {
    const value = this.lookup(name);
    return value === undefined ? this.environment.undefined({ name }) : value;
  }

  /** Makes a variable of the template's top level visible to its blocks and includes, but not to importers. */
  assign(name: string, value: unknown): void {
    this.#assigned ??= new Map();
    this.#assigned.set(name, value);
    this.#exported?.delete(name);
  }

  /** As {@link Context.assign}, and importers see it. */
  export(name: string, value: unknown): void {
    this.assign(name, value);
    this.#exported ??= new Set();
    this.#exported.add(name);
  }

  /** What importers of the template see. */
  exported(): Record<string, unknown> {
    const values: Record<string, unknown> = Object.create(null);
    for (const name of this.#exported ?? []) values[name] = this.#assigned?.get(name);
    return values;
  }

  /** The variables that are no globals, on an object without prototype. */
  given(): Record<string, unknown> {
    const values: Record<string, unknown> = Object.create(null);
    Object.assign(values, this.#outer?.given(), this.#variables);
    for (const [name, value] of this.#assigned ?? []) values[name] = value;
    return values;
  }

  /** All variables, on an object without prototype. */
  all(): Record<string, unknown> {
    const values: Record<string, unknown> = Object.create(null);
    Object.assign(values, this.#outer === null ? this.globals : this.#outer.all(), this.#variables);
    for (const [name, value] of this.#assigned ?? []) values[name] = value;
    return values;
  }

  /** The context of the same template with further variables on top: that of a scoped block. */
  derived(locals: Variables): Context {
    return new Context(this.environment, {
      name: this.name,
      autoescape: this.evalContext.autoescape,
      globals: this.globals,
      variables: locals,
      outer: this,
      blocks: this.#blocks,
    });
  }

  /** Adds the blocks of a template further up the chain of inheritance. */
  addBlocks(blocks: Blocks): void {
    this.#blocks.push(blocks);
  }

  /** The most derived block of that name. */
  block(name: string): BlockFunction | undefined {
    for (const blocks of this.#blocks) {
      const block = blocks[name];
      if (block !== undefined) return block;
    }
    return undefined;
  }

  /** All blocks of that name, the most derived first. */
  blockChain(name: string): readonly BlockFunction[] {
    return this.#blocks.flatMap((blocks) => blocks[name] ?? []);
  }
}
