import { TemplateNotFound } from "../errors/not-found.ts";
import { BaseLoader, type LoadedSource, type LoadedTemplate, type LoaderEnvironment } from "./loader.ts";

/**
 * Serves the templates of several loaders, each under a prefix of its own.
 *
 * @example
 * const loader = new PrefixLoader({ app: new DictLoader({ "a.html": "It is a." }) });
 * new Environment({ loader }).getTemplate("app/a.html").render(); // => "It is a."
 */
export class PrefixLoader extends BaseLoader {
  readonly #loaders: ReadonlyMap<string, BaseLoader>;
  readonly #delimiter: string;

  /**
   * @param loaders - The loaders by their prefixes.
   * @param delimiter - What stands between the prefix and the name.
   */
  constructor(loaders: Readonly<Record<string, BaseLoader>>, delimiter = "/") {
    super();
    this.#loaders = new Map(Object.entries(loaders));
    this.#delimiter = delimiter;
  }

  override getSource(environment: LoaderEnvironment, name: string): LoadedSource {
    return this.#ask(name, (loader, rest) => loader.getSource(environment, rest));
  }

  override load(environment: LoaderEnvironment, name: string): LoadedTemplate {
    return this.#ask(name, (loader, rest) => loader.load(environment, rest));
  }

  override listTemplates(): readonly string[] {
    return [...this.#loaders].flatMap(([prefix, loader]) => {
      return loader.listTemplates().map((name) => prefix + this.#delimiter + name);
    });
  }

  #ask<T>(name: string, ask: (loader: BaseLoader, rest: string) => T): T {
    const end = name.indexOf(this.#delimiter);
    const loader = end === -1 ? undefined : this.#loaders.get(name.slice(0, end));
    if (loader === undefined) throw new TemplateNotFound(name);
    try {
      return ask(loader, name.slice(end + this.#delimiter.length));
    } catch (error) {
      // The whole name was asked for, and is what the error must tell.
      if (error instanceof TemplateNotFound) throw new TemplateNotFound(name, name, { cause: error });
      throw error;
    }
  }
}
