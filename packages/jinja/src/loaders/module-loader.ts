import { createRequire } from "node:module";
import { resolve } from "node:path";
import { TemplateNotFound } from "../errors/not-found.ts";
import type { CompiledTemplate } from "../precompile/compiled-template.ts";
import { BaseLoader, type LoadedSource, type LoaderEnvironment } from "./loader.ts";

/**
 * Serves templates that {@link Environment.compileTemplates} has compiled. No code is generated when they render.
 *
 * @example
 * import { mkdtempSync, rmSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * const directory = mkdtempSync(join(tmpdir(), "templates-"));
 * const loader = new DictLoader({ "hello.html": "Hello, {{ name }}!" });
 * new Environment({ loader }).compileTemplates(directory);
 * const env = new Environment({ loader: new ModuleLoader(directory) });
 * env.getTemplate("hello.html").render({ name: "Ann" }); // => "Hello, Ann!"
 * rmSync(directory, { recursive: true });
 */
export class ModuleLoader extends BaseLoader {
  readonly #templates: ReadonlyMap<string, CompiledTemplate>;

  /**
   * @param templates - The directory of the compiled templates, or what its `index.mjs` exports: with an import in
   * place of a path a bundler finds them too.
   */
  constructor(templates: string | ReadonlyMap<string, CompiledTemplate>) {
    super();
    this.#templates = typeof templates === "string" ? indexOf(templates) : templates;
  }

  override getSource(environment: LoaderEnvironment, name: string): LoadedSource {
    return { source: this.load(environment, name).text };
  }

  override load(_environment: LoaderEnvironment, name: string): CompiledTemplate {
    const template = this.#templates.get(name);
    if (template === undefined) throw new TemplateNotFound(name);
    return template;
  }

  override listTemplates(): readonly string[] {
    return [...this.#templates.keys()].sort();
  }
}

/** @throws TypeError for what is no directory of compiled templates. */
function indexOf(directory: string): ReadonlyMap<string, CompiledTemplate> {
  const file = resolve(directory, "index.mjs");
  const index: unknown = createRequire(file)(file);
  const templates: unknown =
    typeof index === "object" && index !== null && "default" in index ? index.default : null;
  if (templates instanceof Map) return templates;
  throw new TypeError(`${file} is no index of compiled templates`);
}
