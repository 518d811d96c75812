import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Environment } from "../environment.ts";
import { FileSystemLoader } from "../loaders/file-system-loader.ts";
import { selectAutoescape } from "../select-autoescape.ts";

/** The options of the command, as `parseArgs` takes them. */
export const COMMAND_OPTIONS = {
  out: { type: "string", short: "o" },
  environment: { type: "string", short: "e" },
  ending: { type: "string", multiple: true },
  extension: { type: "string", multiple: true },
  "no-autoescape": { type: "boolean" },
  "trim-blocks": { type: "boolean" },
  "lstrip-blocks": { type: "boolean" },
  "ignore-errors": { type: "boolean" },
  quiet: { type: "boolean", short: "q" },
  help: { type: "boolean", short: "h" },
} as const;

type OptionName = keyof typeof COMMAND_OPTIONS;

/** What was given for the options. */
export type CompileOptions = {
  readonly [Name in OptionName]?: (typeof COMMAND_OPTIONS)[Name] extends { multiple: true }
    ? string[]
    : (typeof COMMAND_OPTIONS)[Name]["type"] extends "string"
      ? string
      : boolean;
};

/** The command's words make no sense. */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  readonly code: string = "USAGE_ERROR";
}

/**
 * Compiles a directory of templates.
 *
 * @returns The names of what was compiled.
 * @throws UsageError, TemplateSyntaxError
 */
export async function compileCommand(
  templates: string | undefined,
  options: CompileOptions,
  log: ((message: string) => void) | undefined,
): Promise<readonly string[]> {
  if (options.out === undefined) throw new UsageError("--out is missing: the directory to write to");
  const environment = await environmentOf(templates, options);
  return environment.compileTemplates(options.out, {
    ...(options.ending && { extensions: options.ending.map((ending) => ending.replace(/^\./, "")) }),
    ignoreErrors: options["ignore-errors"] ?? false,
    ...(log && { log }),
  });
}

async function environmentOf(templates: string | undefined, options: CompileOptions): Promise<Environment> {
  const loader = templates === undefined ? undefined : new FileSystemLoader(existing(templates));
  if (options.environment !== undefined) {
    const environment = await importEnvironment(options.environment);
    return loader === undefined ? environment : environment.overlay({ loader });
  }
  if (loader === undefined) throw new UsageError("give a directory of templates, or --environment");
  return new Environment({
    loader,
    autoescape: options["no-autoescape"] === true ? false : selectAutoescape(),
    extensions: options.extension ?? [],
    trimBlocks: options["trim-blocks"] ?? false,
    lstripBlocks: options["lstrip-blocks"] ?? false,
  });
}

function existing(directory: string): string {
  const status = statSync(directory, { throwIfNoEntry: false });
  if (status?.isDirectory() !== true)
    throw new UsageError(`there is no directory ${JSON.stringify(directory)}`);
  return directory;
}

async function importEnvironment(path: string): Promise<Environment> {
  const { default: environment } = (await import(pathToFileURL(resolve(path)).href)) as { default?: unknown };
  if (environment instanceof Environment) return environment;
  throw new UsageError(`the default export of ${path} is no Environment of @dewar/jinja`);
}
