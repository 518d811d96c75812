import { existsSync, statSync } from "node:fs";
import { extname, resolve } from "node:path";
import { CommandError } from "./errors.ts";

/** Where an application is: a file, and what in it is the application or makes it. */
export interface AppLocation {
  readonly file: string;
  /** The export; undefined to look for it. */
  readonly name: string | undefined;
  /** The texts between the parentheses of a call such as `createApp(dev)`, as values. */
  readonly args: readonly unknown[] | undefined;
}

const EXTENSIONS = [".ts", ".mts", ".tsx", ".js", ".mjs"];
const PLACES = ["app", "src/app"];

/**
 * Finds the file of an application.
 *
 * @param spec - `file`, `file:name` or `file:factory(arguments)`; undefined to look at the usual places.
 * @param folder - Relative paths start from here.
 * @throws CommandError naming what was tried.
 */
export function findAppFile(spec: string | undefined, folder: string): AppLocation {
  if (spec === undefined || spec === "") return { file: usualFile(folder), name: undefined, args: undefined };
  // The last colon that a name follows; that of a Windows drive is followed by a path.
  const [, path = spec, name, args] =
    /^(.+?)(?::([\p{ID_Start}$_][\p{ID_Continue}$]*)(\(.*\))?)?$/su.exec(spec) ?? [];
  const names = candidates(path);
  const file = isFile(resolve(folder, path)) ? resolve(folder, path) : firstFile(names, folder);
  if (file === undefined) {
    throw new CommandError(
      `There is no application file "${path}"${names.length === 0 ? "" : `, nor ${list(names)}`}.`,
    );
  }
  return { file, name, args: args === undefined ? undefined : parseArguments(args.slice(1, -1)) };
}

function usualFile(folder: string): string {
  const file = firstFile(PLACES, folder);
  if (file !== undefined) return file;
  throw new CommandError(
    `There is no application here: ${folder} has no ${list(PLACES)}. Name its file, ` +
      "`dewar --app path/to/app.ts ...`, set the variable DEWAR_APP, or begin one: `dewar new my-site`.",
  );
}

/** What a path without an extension may stand for: a file, or a folder with an application in it. */
function candidates(path: string): string[] {
  return EXTENSIONS.includes(extname(path)) ? [] : [path, `${path}/app`, `${path}/index`];
}

function firstFile(names: readonly string[], folder: string): string | undefined {
  const files = names.flatMap((name) => EXTENSIONS.map((extension) => resolve(folder, name + extension)));
  return files.find(isFile);
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** A text in either kind of quotes, or a word without any. */
const TEXTS = /"(?:[^"\\]|\\.)*"|'([^']*)'|[\p{ID_Start}_$][\p{ID_Continue}$./:-]*/gu;
const JSON_WORDS = new Set(["true", "false", "null"]);

/** `"a", 3, dev` as values: JSON, but for texts that may be in single quotes or, as words, in none. */
function parseArguments(text: string): unknown[] {
  const json = text.replace(TEXTS, (token: string, quoted: string | undefined) => {
    if (token.startsWith('"') || JSON_WORDS.has(token)) return token;
    return JSON.stringify(quoted ?? token);
  });
  try {
    return JSON.parse(`[${json}]`) as unknown[];
  } catch (cause) {
    throw new CommandError(`The arguments (${text}) cannot be read. Give texts, numbers and JSON.`, {
      cause,
    });
  }
}

function list(names: readonly string[]): string {
  const extensions = EXTENSIONS.map((extension) => extension.slice(1)).join(",");
  return names.map((name) => `${name}.{${extensions}}`).join(" or ");
}
