import { quoted } from "../errors/quoted.ts";

/** A template as others import it: what it exports are its attributes, its text is its output. */
export class TemplateModule {
  readonly #name: string | null;
  readonly #exports: Readonly<Record<string, unknown>>;
  readonly #body: string;

  constructor(name: string | null, exports: Readonly<Record<string, unknown>>, body: string) {
    this.#name = name;
    this.#exports = exports;
    this.#body = body;
  }

  /** The name of the template; null for one made from a string. */
  get templateName(): string | null {
    return this.#name;
  }

  /** The exported value of that name; undefined when there is none. */
  get(name: string): unknown {
    return Object.hasOwn(this.#exports, name) ? this.#exports[name] : undefined;
  }

  /** The names of everything that is exported. */
  names(): readonly string[] {
    return Object.keys(this.#exports);
  }

  /** What the template printed. */
  toString(): string {
    return this.#body;
  }

  __str__(): string {
    return this.#body;
  }

  __html__(): string {
    return this.#body;
  }

  __getattr__(name: string): unknown {
    return this.get(name);
  }

  get __type__(): string {
    return "jinja2.environment.TemplateModule";
  }

  __repr__(): string {
    return `<TemplateModule ${quoted(this.#name)}>`;
  }
}
