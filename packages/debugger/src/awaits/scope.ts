import type { AnyNode, Pattern } from "acorn";

/** The variables that can be seen from a place. */
export interface VisibleNames {
  /** Those of the function, of its inner blocks first. */
  readonly locals: readonly string[];
  /** Those of the functions around it that it uses. */
  readonly closure: readonly string[];
}

/** A block, or a whole function, with the names that are declared in it. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #function: Scope;
  readonly #names = new Set<string>();
  /** Of a function: every name that stands in it. */
  readonly #uses = new Set<string>();

  constructor(parent: Scope | undefined, kind: "block" | "function") {
    this.#parent = parent;
    this.#function = kind === "function" || parent === undefined ? this : parent.#function;
  }

  /** Declares the names of a pattern. */
  declare(pattern: Pattern, kind = "let"): void {
    const scope = kind === "var" ? this.#function : this;
    for (const name of namesOf(pattern)) scope.#names.add(name);
  }

  /** Notes that a name is used. */
  use(name: string): void {
    this.#function.#uses.add(name);
  }

  /** Takes in what an inner function uses. */
  useAll(inner: Scope): void {
    for (const name of inner.#uses) this.#function.#uses.add(name);
  }

  /** What can be seen from here, when everything has been declared. Names of the module are not told. */
  visible(): VisibleNames {
    const locals = new Set<string>();
    const closure = new Set<string>();
    const uses = this.#function.#uses;
    for (const scope of this.#outwards()) {
      const isLocal = scope.#function === this.#function;
      for (const name of scope.#names) {
        if (isLocal) locals.add(name);
        else if (uses.has(name) && !locals.has(name)) closure.add(name);
      }
    }
    return { locals: [...locals], closure: [...closure] };
  }

  /** This scope and those around it, but for the module's. */
  #outwards(): Scope[] {
    return this.#parent === undefined ? [] : [this, ...this.#parent.#outwards()];
  }
}

function* namesOf(pattern: Pattern): Generator<string> {
  switch (pattern.type) {
    case "Identifier":
      yield pattern.name;
      break;
    case "ObjectPattern":
      for (const property of pattern.properties)
        yield* namesOf(property.type === "Property" ? property.value : property);
      break;
    case "ArrayPattern":
      for (const element of pattern.elements) if (element !== null) yield* namesOf(element);
      break;
    case "AssignmentPattern":
      yield* namesOf(pattern.left);
      break;
    case "RestElement":
      yield* namesOf(pattern.argument);
      break;
    default:
    // A member of an object, which is assigned to and not declared.
  }
}

/** The name that a function takes from where it stands, as V8 gives it. */
export function nameGivenBy(node: AnyNode): string {
  switch (node.type) {
    case "VariableDeclarator":
      return textOf(node.id);
    case "AssignmentExpression":
    case "AssignmentPattern":
      return textOf(node.left);
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return node.computed ? "" : textOf(node.key);
    case "ExportDefaultDeclaration":
      return "default";
    default:
      return "";
  }
}

function textOf(node: AnyNode): string {
  if (node.type === "Identifier") return node.name;
  if (node.type === "PrivateIdentifier") return `#${node.name}`;
  if (node.type === "Literal") return String(node.value);
  return node.type === "MemberExpression" && !node.computed ? textOf(node.property) : "";
}
