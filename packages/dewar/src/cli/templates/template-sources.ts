import {
  type Environment,
  findTemplateReferences,
  findUndeclaredVariables,
  ModuleLoader,
  type ReadTemplate,
  type TemplateReference,
  TemplateSyntaxError,
} from "@dewar/jinja";
import type { Flask } from "../../app.ts";
import { AppLoader } from "../../templating/app-loader.ts";
import { TemplateNames } from "./template-names.ts";

/** A template as it was found and read. */
export interface TemplateSource {
  /** Its file; its name where it comes from none. */
  readonly file: string;
  /** Why it cannot be compiled: the first error, for nothing is read after it. */
  readonly errors: readonly TemplateProblem[];
  /** The places that name templates which are not there. */
  readonly missing: readonly TemplateProblem[];
  /** The variables that it looks up and that are no globals. */
  readonly variables: ReadonlySet<string>;
}

/** What is wrong, and where. */
export interface TemplateProblem {
  readonly message: string;
  /** One-based, as `column`. */
  readonly line: number;
  readonly column: number;
  /** The lines around it. */
  readonly codeFrame: string;
}

/** All templates of an application and its blueprints. */
export interface TemplateSources {
  readonly all: readonly TemplateSource[];
  /** Writes them as modules into a folder, and returns their names. */
  compileTo(folder: string): readonly string[];
}

/**
 * Reads the templates of an application.
 *
 * @throws What its loader throws, such as TypeError when it cannot list its templates.
 */
export function templateSources(app: Flask): TemplateSources {
  const environment = sourceEnvironment(app);
  const names = new TemplateNames(environment);
  return {
    all: environment.listTemplates().map((name) => readTemplate(environment, name, names)),
    compileTo: (folder) => environment.compileTemplates(folder),
  };
}

/** An application may serve templates that are compiled already; it is the sources that count here. */
function sourceEnvironment(app: Flask): Environment {
  const { jinjaEnv } = app;
  return jinjaEnv.loader instanceof ModuleLoader
    ? jinjaEnv.overlay({ loader: new AppLoader(app) })
    : jinjaEnv;
}

function readTemplate(environment: Environment, name: string, names: TemplateNames): TemplateSource {
  const { source, filename } = environment.loader?.getSource(environment, name) ?? { source: "" };
  const file = filename ?? name;
  try {
    environment.compile(source, name);
    const template = environment.parse(source, name);
    const variables = findUndeclaredVariables(template, environment.globals);
    const missing = findTemplateReferences(template)
      .filter((reference) => leadsNowhere(reference, name, names))
      .map((reference) => describeMissing(reference, template, name, names));
    return { file, errors: [], missing, variables };
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const { message, lineno: line, column = 1, codeFrame } = error;
    return { file, errors: [{ message, line, column, codeFrame }], missing: [], variables: new Set() };
  }
}

/** Of several names one is enough; one that is computed may be any. */
function leadsNowhere(
  { names: tried, isOptional }: TemplateReference,
  from: string,
  names: TemplateNames,
): boolean {
  return !isOptional && tried.every((name) => name !== null && !names.has(name, from));
}

function describeMissing(
  { names: tried, start }: TemplateReference,
  { source }: ReadTemplate,
  from: string,
  names: TemplateNames,
): TemplateProblem {
  const wanted = tried.flatMap((name) => name ?? []);
  const quoted = wanted.map((name) => `"${name}"`).join(", nor ");
  const near = wanted.map((name) => names.near(name, from)).find((name) => name !== undefined);
  const suggestion = near === undefined ? "" : ` Did you mean "${near}"?`;
  return {
    message: wanted.length === 0 ? "No template is named." : `There is no template ${quoted}.${suggestion}`,
    ...source.locate(start),
    codeFrame: source.codeFrame(start),
  };
}
