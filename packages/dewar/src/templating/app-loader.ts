import {
  BaseLoader,
  FileSystemLoader,
  type LoadedSource,
  type LoaderEnvironment,
  TemplateNotFound,
} from "@dewar/jinja";
import type { Flask } from "../app.ts";

/** Finds templates in the application's folder first, then in those of its blueprints, in order of registration. */
export class AppLoader extends BaseLoader {
  readonly #app: Flask;
  readonly #loaders = new Map<string, FileSystemLoader>();

  constructor(app: Flask) {
    super();
    this.#app = app;
  }

  override getSource(environment: LoaderEnvironment, name: string): LoadedSource {
    for (const loader of this.#folderLoaders()) {
      try {
        return loader.getSource(environment, name);
      } catch (error) {
        if (!(error instanceof TemplateNotFound)) throw error;
      }
    }
    const folders = this.#folderLoaders().flatMap((loader) => loader.searchPath);
    throw new TemplateNotFound(
      name,
      `'${name}' not found. ${folders.length === 0 ? "The application has no template folder" : `Looked in: ${folders.join(", ")}`}.`,
    );
  }

  override listTemplates(): string[] {
    return [...new Set(this.#folderLoaders().flatMap((loader) => loader.listTemplates()))].toSorted();
  }

  #folderLoaders(): FileSystemLoader[] {
    const owners = [this.#app, ...this.#app.blueprints.values()];
    return owners.flatMap(({ templateFolder }) =>
      templateFolder === undefined ? [] : this.#loaderOf(templateFolder),
    );
  }

  #loaderOf(folder: string): FileSystemLoader {
    const known = this.#loaders.get(folder);
    if (known !== undefined) return known;
    const loader = new FileSystemLoader(folder);
    this.#loaders.set(folder, loader);
    return loader;
  }
}
