import { TemplateNotFound } from "../errors/not-found.ts";
import { BaseLoader, type LoadedSource, type LoaderEnvironment } from "./loader.ts";

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
    for (const loader of this.#loaders) {
      try {
        return loader.getSource(environment, name);
      } catch (error) {
        if (!(error instanceof TemplateNotFound)) throw error;
      }
    }
    throw new TemplateNotFound(name);
  }

  override listTemplates(): readonly string[] {
    return [...new Set(this.#loaders.flatMap((loader) => loader.listTemplates()))].sort();
  }
}
