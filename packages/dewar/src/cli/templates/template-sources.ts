import { type Environment, findUndeclaredVariables, ModuleLoader, TemplateSyntaxError } from "@dewar/jinja";
import type { Flask } from "../../app.ts";
import { AppLoader } from "../../templating/app-loader.ts";

/** A template as it was found and read. */
export interface TemplateSource {
  /** Its file; its name where it comes from none. */
  readonly file: string;
  /** Why it cannot be compiled. */
  readonly error: TemplateSyntaxError | undefined;
  /** The variables that it looks up and that are no globals. */
  readonly variables: ReadonlySet<string>;
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
  return {
    all: environment.listTemplates().map((name) => readTemplate(environment, name)),
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

function readTemplate(environment: Environment, name: string): TemplateSource {
  const { source, filename } = environment.loader?.getSource(environment, name) ?? { source: "" };
  const file = filename ?? name;
  try {
    environment.compile(source, name);
    const variables = findUndeclaredVariables(environment.parse(source, name), environment.globals);
    return { file, error: undefined, variables };
  } catch (error) {
    if (error instanceof TemplateSyntaxError) return { file, error, variables: new Set() };
    throw error;
  }
}
