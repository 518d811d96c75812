import { isObject, type JsonSchema } from "../json-schema.ts";

/**
 * The schemas that an OpenAPI document names. What a schema defines for itself moves here, and its references with
 * it, since an OpenAPI document has one place for all of them.
 */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /**
   * The schema as it stands in the document.
   *
   * @param name - A name for a schema that refers to itself as a whole.
   */
  add(schema: JsonSchema, name: string): JsonSchema {
    const { $schema: _version, $defs, ...own } = schema;
    const definitions = isObject($defs) ? $defs : {};
    const names = new Map<string, string>();
    for (const [defined, definition] of Object.entries(definitions)) {
      names.set(`#/$defs/${defined}`, this.#nameFor(defined, definition));
    }
    const isRecursive = refersTo(own, "#");
    if (isRecursive) names.set("#", this.#nameFor(name, own));
    for (const [defined, definition] of Object.entries(definitions)) {
      this.#keep(names.get(`#/$defs/${defined}`), definition, names);
    }
    if (!isRecursive) return this.#moved(own, names);
    this.#keep(names.get("#"), own, names);
    return { $ref: `#/components/schemas/${names.get("#") ?? name}` };
  }

  readonly #sources = new Map<string, string>();

  /** The name of a definition; one that is like it has the same, another one of that name gets a number. */
  #nameFor(wanted: string, definition: unknown): string {
    const base = wanted.replace(/[^\w.-]/g, "_");
    const source = JSON.stringify(definition);
    for (let number = 1; ; number++) {
      const name = number === 1 ? base : `${base}${number}`;
      const known = this.#sources.get(name);
      if (known !== undefined && known !== source) continue;
      this.#sources.set(name, source);
      return name;
    }
  }

  #keep(name: string | undefined, definition: unknown, names: ReadonlyMap<string, string>): void {
    if (name !== undefined && isObject(definition)) this.schemas[name] = this.#moved(definition, names);
  }

  #moved(schema: JsonSchema, names: ReadonlyMap<string, string>): JsonSchema {
    return moved(schema, names) as JsonSchema;
  }
}

function moved(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => moved(item, names));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    const name = key === "$ref" && typeof item === "string" ? names.get(item) : undefined;
    return [key, name === undefined ? moved(item, names) : `#/components/schemas/${name}`];
  });
  return Object.fromEntries(entries);
}

function refersTo(value: unknown, target: string): boolean {
  if (Array.isArray(value)) return value.some((item) => refersTo(item, target));
  if (!isObject(value)) return false;
  return value["$ref"] === target || Object.values(value).some((item) => refersTo(item, target));
}
