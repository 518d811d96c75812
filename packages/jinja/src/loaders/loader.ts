import { TemplateNotFound } from "../errors/not-found.ts";
import type { CompiledTemplate } from "../precompile/compiled-template.ts";

/** The source of a template as a loader found it. */
export interface LoadedSource {
  readonly source: string;
  /** The file it was read from, where there is one; shown in errors. */
  readonly filename?: string | null;
  /** Whether the source is still the one that was loaded; absent means it always is. */
  readonly uptodate?: () => boolean;
}

/** A template as a loader has it: its source, or compiled before. */
export type LoadedTemplate = LoadedSource | CompiledTemplate;

/** What a loader may know of the environment that asks. */
export interface LoaderEnvironment {
  readonly autoReload: boolean;
}

/**
 * Finds templates by their names. Names are separated by `/` on every system.
 *
 * @example
 * class Greetings extends BaseLoader {
 *   getSource(_environment: LoaderEnvironment, name: string): LoadedSource {
 *     return { source: `Hello from ${name}` };
 *   }
 * }
 * new Environment({ loader: new Greetings() }).getTemplate("a").render(); // => "Hello from a"
 */
export abstract class BaseLoader {
  /**
   * @param environment - The environment that asks.
   * @param name - The template's name.
   * @throws TemplateNotFound when there is no such template.
   */
  abstract getSource(environment: LoaderEnvironment, name: string): LoadedSource;

  /** As {@link BaseLoader.getSource}, for an environment that wants to render it: it may be compiled already. */
  load(environment: LoaderEnvironment, name: string): LoadedTemplate {
    return this.getSource(environment, name);
  }

  /** The names of all templates, sorted; a loader that cannot know them throws. */
  listTemplates(): readonly string[] {
    throw new TypeError("this loader cannot list its templates; give it a listTemplates method");
  }
}

/**
 * The segments of a template's name.
 *
 * @throws TemplateNotFound for a name that leads elsewhere: absolute, with `..`, a backslash, a drive or a NUL.
 */
export function splitTemplatePath(name: string): readonly string[] {
  const segments = name.split("/").filter((segment) => segment !== "" && segment !== ".");
  const leadsElsewhere = segments.some((segment) => segment === ".." || /[\\\0:]/.test(segment));
  if (leadsElsewhere || segments.length === 0) throw new TemplateNotFound(name);
  return segments;
}
