import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { TemplateNotFound } from "../errors/not-found.ts";
import { BaseLoader, type LoadedSource, type LoaderEnvironment, splitTemplatePath } from "./loader.ts";

/**
 * Serves templates from directories. Of several the first that has the file is taken. A name never leads out of them,
 * but for symbolic links that the directories hold themselves.
 *
 * @example
 * new Environment({ loader: new FileSystemLoader("no-such-directory") }).getTemplate("a.html"); // throws TemplateNotFound
 */
export class FileSystemLoader extends BaseLoader {
  readonly #directories: readonly string[];
  readonly #followLinks: boolean;

  /**
   * @param directories - A path or several, absolute or relative to the working directory.
   * @param options - With `followLinks`, {@link FileSystemLoader.listTemplates} walks linked directories too.
   */
  constructor(directories: string | readonly string[], options: { readonly followLinks?: boolean } = {}) {
    super();
    this.#directories = typeof directories === "string" ? [directories] : directories;
    this.#followLinks = options.followLinks ?? false;
  }

  /** The directories that are searched, in order. */
  get searchPath(): readonly string[] {
    return this.#directories;
  }

  override getSource(_environment: LoaderEnvironment, name: string): LoadedSource {
    const segments = splitTemplatePath(name);
    for (const directory of this.#directories) {
      const filename = join(directory, ...segments);
      const modified = modificationTime(filename);
      if (modified === undefined) continue;
      const source = readFileSync(filename, "utf8");
      return { source, filename, uptodate: () => modificationTime(filename) === modified };
    }
    const where = this.#directories.map((directory) => `'${directory}'`).join(", ");
    throw new TemplateNotFound(name, `'${name}' not found in search path: ${where}`);
  }

  override listTemplates(): readonly string[] {
    const names = new Set<string>();
    for (const directory of this.#directories.filter(isDirectory)) {
      for (const file of this.#files(directory)) names.add(relative(directory, file).split(sep).join("/"));
    }
    return [...names].sort();
  }

  *#files(directory: string): Iterable<string> {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      const isLinked = entry.isSymbolicLink();
      const isFolder = isLinked ? this.#followLinks && isDirectory(path) : entry.isDirectory();
      if (isFolder) yield* this.#files(path);
      else if (entry.isFile() || (isLinked && modificationTime(path) !== undefined)) yield path;
    }
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

// Undefined for what is no file.
function modificationTime(path: string): number | undefined {
  const status = statSync(path, { throwIfNoEntry: false });
  return status?.isFile() ? status.mtimeMs : undefined;
}
