import { statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { BaseLoader, type LoadedSource, type LoaderEnvironment, splitTemplatePath } from "./loader.ts";
import { FileSystemLoader } from "./file-system-loader.ts";

/** A name npm takes: with or without a scope, never leading out of `node_modules`. */
const PACKAGE_NAME = /^(?:@[a-z0-9~_-][a-z0-9._~-]*\/)?[a-z0-9~_-][a-z0-9._~-]*$/i;

/**
 * Serves the templates that come with an installed npm package, from a directory of it.
 *
 * @example
 * const loader = new PackageLoader("@dewar/markup", "src");
 * new Environment({ loader }).listTemplates().includes("escape.ts"); // => true
 * new PackageLoader("not-installed"); // throws TypeError
 */
export class PackageLoader extends BaseLoader {
  readonly #files: FileSystemLoader;

  /**
   * @param name - The package.
   * @param directory - The directory in it.
   * @param options - `from`: a file or its URL, such as `import.meta.url`, whose packages are meant; without it those
   * of the working directory.
   * @throws TypeError where there is no such package, or no such directory in it.
   */
  constructor(name: string, directory = "templates", options: { readonly from?: string | URL } = {}) {
    super();
    const path = join(
      packageFolder(name, options.from ?? resolve("package.json")),
      ...splitTemplatePath(directory),
    );
    if (!isDirectory(path)) {
      throw new TypeError(
        `the package ${JSON.stringify(name)} has no directory ${JSON.stringify(directory)}`,
      );
    }
    this.#files = new FileSystemLoader(path);
  }

  override getSource(environment: LoaderEnvironment, name: string): LoadedSource {
    return this.#files.getSource(environment, name);
  }

  override listTemplates(): readonly string[] {
    return this.#files.listTemplates();
  }
}

// A package need not export its package.json, so that the folders are looked at where Node would look for them.
function packageFolder(name: string, from: string | URL): string {
  const folders = PACKAGE_NAME.test(name) ? (createRequire(from).resolve.paths(name) ?? []) : [];
  const found = folders.map((folder) => join(folder, name)).find(isDirectory);
  if (found === undefined) {
    throw new TypeError(
      `there is no package ${JSON.stringify(name)} for ${String(from)}: install it, or give the file that depends on ` +
        "it as `from`",
    );
  }
  return found;
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
