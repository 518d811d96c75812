import { TemplateNotFound } from "../errors/not-found.ts";
import { BaseLoader, type LoadedSource, type LoaderEnvironment } from "./loader.ts";

/**
 * Serves templates from an object or a `Map` of names to sources. A changed source is noticed.
 *
 * @example
 * const loader = new DictLoader({ "hello.html": "Hello, {{ name }}!" });
 * new Environment({ loader }).getTemplate("hello.html").render({ name: "Ann" }); // => "Hello, Ann!"
 */
export class DictLoader extends BaseLoader {
  readonly #sources: ReadonlyMap<string, string> | Readonly<Record<string, string>>;

  constructor(sources: ReadonlyMap<string, string> | Readonly<Record<string, string>>) {
    super();
    this.#sources = sources;
  }

  override getSource(_environment: LoaderEnvironment, name: string): LoadedSource {
    const source = this.#find(name);
    if (source === undefined) throw new TemplateNotFound(name);
    return { source, uptodate: () => this.#find(name) === source };
  }

  override listTemplates(): readonly string[] {
    const names = this.#sources instanceof Map ? [...this.#sources.keys()] : Object.keys(this.#sources);
    return names.toSorted((a, b) => (a < b ? -1 : 1));
  }

  #find(name: string): string | undefined {
    if (this.#sources instanceof Map) return this.#sources.get(name);
    const sources = this.#sources as Readonly<Record<string, string>>;
    return Object.hasOwn(sources, name) ? sources[name] : undefined;
  }
}
