import {
  BaseLoader,
  FileSystemLoader,
  type LoadedSource,
  type LoaderEnvironment,
  TemplateNotFound,
} from "@dewar/jinja";
import type { Flask } from "../app.ts";

/** A template folder and whose it is. */
interface Folder {
  readonly owner: string;
  readonly loader: FileSystemLoader;
}

/** Finds templates in the application's folder first, then in those of its blueprints, in order of registration. */
export class AppLoader extends BaseLoader {
  readonly #app: Flask;
  readonly #loaders = new Map<string, FileSystemLoader>();

  constructor(app: Flask) {
    super();
    this.#app = app;
  }

  override getSource(environment: LoaderEnvironment, name: string): LoadedSource {
    const attempts: string[] = [];
    for (const { owner, loader } of this.#folders()) {
      const found = sourceIn(loader, environment, name);
      attempts.push(
        `${owner}: ${loader.searchPath.join(", ")} (${found === undefined ? "not there" : "taken"})`,
      );
      if (found === undefined) continue;
      this.#explain(name, attempts);
      return { ...found, uptodate: () => !this.#reloads || (found.uptodate?.() ?? true) };
    }
    this.#explain(name, attempts);
    throw new TemplateNotFound(name, `'${name}' not found. ${searched(this.#folders())}`);
  }

  override listTemplates(): string[] {
    return [...new Set(this.#folders().flatMap(({ loader }) => loader.listTemplates()))].toSorted();
  }

  get #reloads(): boolean {
    return this.#app.config.get("TEMPLATES_AUTO_RELOAD") ?? this.#app.debug;
  }

  #explain(name: string, attempts: readonly string[]): void {
    if (!this.#app.config.get("EXPLAIN_TEMPLATE_LOADING")) return;
    this.#app.logger.info(`Looking for the template "${name}":`, ...attempts.map((line) => `\n  ${line}`));
  }

  #folders(): Folder[] {
    const { blueprints, templateFolder } = this.#app;
    const own = templateFolder === undefined ? [] : [{ owner: "application", folder: templateFolder }];
    const theirs = [...blueprints].flatMap(([name, blueprint]) =>
      blueprint.templateFolder === undefined
        ? []
        : [{ owner: `blueprint "${name}"`, folder: blueprint.templateFolder }],
    );
    return [...own, ...theirs].map(({ owner, folder }) => ({ owner, loader: this.#loaderOf(folder) }));
  }

  #loaderOf(folder: string): FileSystemLoader {
    const known = this.#loaders.get(folder);
    if (known !== undefined) return known;
    const loader = new FileSystemLoader(folder);
    this.#loaders.set(folder, loader);
    return loader;
  }
}

function sourceIn(
  loader: FileSystemLoader,
  environment: LoaderEnvironment,
  name: string,
): LoadedSource | undefined {
  try {
    return loader.getSource(environment, name);
  } catch (error) {
    if (error instanceof TemplateNotFound) return undefined;
    throw error;
  }
}

function searched(folders: readonly Folder[]): string {
  if (folders.length === 0) return "The application has no template folder.";
  return `Looked in: ${folders.flatMap(({ loader }) => loader.searchPath).join(", ")}.`;
}
