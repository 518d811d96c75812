import { TemplateNotFound } from "../errors/not-found.ts";
import { BaseLoader, type LoadedSource, type LoaderEnvironment } from "./loader.ts";

/** Returns the source of a template, or null or undefined when there is none. */
export type LoadFunction = (name: string) => string | LoadedSource | null | undefined;

/**
 * Serves templates from a function.
 *
 * @example
 * const loader = new FunctionLoader((name) => (name === "a" ? "It is a." : null));
 * new Environment({ loader }).getTemplate("a").render(); // => "It is a."
 */
export class FunctionLoader extends BaseLoader {
  readonly #load: LoadFunction;

  constructor(load: LoadFunction) {
    super();
    this.#load = load;
  }

  override getSource(_environment: LoaderEnvironment, name: string): LoadedSource {
    const loaded = this.#load(name);
    if (loaded === null || loaded === undefined) throw new TemplateNotFound(name);
    return typeof loaded === "string" ? { source: loaded } : loaded;
  }
}
