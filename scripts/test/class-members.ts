import { join } from "node:path";
import { filesBelow, type Package, parseFile } from "./workspace.ts";

/** What a class or an interface has, and what it extends. */
interface Shape {
  readonly members: Set<string>;
  readonly parents: readonly string[];
}

/** The classes and interfaces of packages, by name, with the names of their members. */
export class ClassMembers {
  readonly #shapes = new Map<string, Shape>();

  constructor(packages: Iterable<Package>) {
    for (const { folder } of packages) {
      for (const file of filesBelow(join(folder, "src"), ".ts")) this.#collect(parseFile(file).program);
    }
  }

  /** Whether there is a class of that name. */
  has(name: string): boolean {
    return this.#shapes.has(name);
  }

  /** The members of a class, its own and those that it inherits, those of a Map included. */
  *membersOf(name: string): Generator<string> {
    if (name === "Map") yield* Object.getOwnPropertyNames(Map.prototype);
    const shape = this.#shapes.get(name);
    yield* shape?.members ?? [];
    for (const parent of shape?.parents ?? []) yield* this.membersOf(parent);
  }

  #collect(node: unknown): void {
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && (node.type === "ClassDeclaration" || node.type === "TSInterfaceDeclaration")) {
      this.#add(node as unknown as Declaration);
    }
    for (const child of Object.values(node)) this.#collect(child);
  }

  // An interface and a class of one name are one type, and so are overloads of one name in several packages.
  #add({ id, superClass, extends: bases = [], body }: Declaration): void {
    const name = id?.name ?? "";
    const known = this.#shapes.get(name);
    const parents = [superClass, ...bases.map((base) => base.expression)].flatMap((base) => base?.name ?? []);
    const members = body.body.flatMap(({ key }) => (key?.type === "Identifier" ? (key.name ?? []) : []));
    this.#shapes.set(name, {
      members: new Set([...(known?.members ?? []), ...members]),
      parents: [...(known?.parents ?? []), ...parents],
    });
  }
}

/** What is read of a declaration in the parser's tree. */
interface Declaration {
  readonly id: Named | null;
  readonly superClass?: Named | null;
  readonly extends?: readonly { readonly expression: Named }[];
  readonly body: { readonly body: readonly { readonly key?: Named }[] };
}

interface Named {
  readonly type: string;
  readonly name?: string;
}
