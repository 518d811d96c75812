import { TemplateNotFound } from "../errors/not-found.ts";
import { BaseLoader, type LoadedSource, type LoadedTemplate, type LoaderEnvironment } from "./loader.ts";

/**
 * Asks several loaders, one after the other, until one has the template.
 *
 * @example
 * const loader = new ChoiceLoader([new DictLoader({}), new DictLoader({ a: "It is a." })]);
 * new Environment({ loader }).getTemplate("a").render(); // => "It is a."
 */
export class ChoiceLoader extends BaseLoader {
  readonly #loaders: readonly BaseLoader[];

  constructor(loaders: readonly BaseLoader[]) {
    super();
    this.#loaders = loaders;
  }

  override getSource(environment: LoaderEnvironment, name: string): LoadedSource {
    return this.#first(name, (loader) => loader.getSource(environment, name));
  }

  override load(environment: LoaderEnvironment, name: string): LoadedTemplate {
    return this.#first(name, (loader) => loader.load(environment, name));
  }

  override listTemplates(): readonly string[] {
    return [...new Set(this.#loaders.flatMap((loader) => loader.listTemplates()))].sort();
  }

  #first<T>(name: string, ask: (loader: BaseLoader) => T): T {
    for (const loader of this.#loaders) {
      try {
        return ask(loader);
      } catch (error) {
        if (!(error instanceof TemplateNotFound)) throw error;
      }
    }
    throw new TemplateNotFound(name);
  }
}
