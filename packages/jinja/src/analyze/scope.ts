/** Where a variable of a scope has its first value from. */
export type Origin =
  /** Given by the construct that opens the scope: a loop's target, a macro's parameter. */
  | { readonly kind: "parameter" }
  /** Looked up in the render's context. */
  | { readonly kind: "context" }
  /** A copy of the variable of an outer scope, since this scope assigns to it. */
  | { readonly kind: "outer"; readonly variable: Variable }
  /** Nothing until it is assigned. */
  | { readonly kind: "unset" };

/** One name in one scope. */
export interface Variable {
  /** Unique within the template. */
  readonly id: number;
  readonly name: string;
  readonly origin: Origin;
  /** Whether the scope itself assigns to it or is given it. */
  readonly stored: boolean;
}

/** Numbers the variables of one template. */
export interface VariableCounter {
  next: number;
}

/** The names of one scope, complete once analysis is done. */
export class Scope {
  readonly parent: Scope | null;
  readonly #variables = new Map<string, Variable>();
  readonly #counter: VariableCounter;

  constructor(parent: Scope | null, counter: VariableCounter) {
    this.parent = parent;
    this.#counter = counter;
  }

  /** The variables that begin in this scope, in the order in which they were met. */
  get variables(): Iterable<Variable> {
    return this.#variables.values();
  }

  /** The variable a name means here. */
  find(name: string): Variable | undefined {
    return this.#variables.get(name) ?? this.parent?.find(name);
  }

  /** Records that the name is read here. */
  read(name: string): void {
    if (this.find(name) === undefined) this.#define(name, { kind: "context" }, false);
  }

  /** Records that the name is given by what opens the scope. */
  give(name: string): void {
    this.#define(name, { kind: "parameter" }, true);
  }

  /**
   * Records that the name is assigned here.
   *
   * @param conditionally - Whether the assignment may not happen. The name then means what it meant outside.
   */
  store(name: string, conditionally: boolean): void {
    const own = this.#variables.get(name);
    if (own !== undefined) {
      if (!own.stored) this.#variables.set(name, { ...own, stored: true });
      return;
    }
    const outer = this.parent?.find(name);
    if (outer !== undefined) this.#define(name, { kind: "outer", variable: outer }, true);
    else this.#define(name, { kind: conditionally ? "context" : "unset" }, true);
  }

  /** All names that this scope and those around it store, each with the variable it means here. */
  stored(): ReadonlyMap<string, Variable> {
    const found = new Map<string, Variable>(this.parent?.stored());
    for (const variable of this.#variables.values()) {
      if (variable.stored || found.has(variable.name)) found.set(variable.name, variable);
    }
    return found;
  }

  #define(name: string, origin: Origin, stored: boolean): void {
    this.#variables.set(name, { id: this.#counter.next++, name, origin, stored });
  }
}
