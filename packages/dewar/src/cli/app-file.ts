import { existsSync, statSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";
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
  const tried = candidates(resolve(folder, path));
  const file = tried.find(isFile);
  if (file === undefined) {
    throw new CommandError(`There is no application file "${path}". Tried ${list(tried, folder)}.`);
  }
  return { file, name, args: args === undefined ? undefined : parseArguments(args.slice(1, -1)) };
}

function usualFile(folder: string): string {
  const tried = PLACES.flatMap((place) => EXTENSIONS.map((extension) => join(folder, place + extension)));
  const file = tried.find(isFile);
  if (file !== undefined) return file;
  throw new CommandError(
    `There is no application here. Name its file: \`dewar --app path/to/app.ts ...\`, or with the variable ` +
      `DEWAR_APP. Without it ${list(tried, folder)} are looked for in ${folder}.`,
  );
}

/** A path as it is; without an extension also with one, and as a folder with an application in it. */
function candidates(path: string): string[] {
  if (EXTENSIONS.includes(extname(path))) return [path];
  const names = [path, join(path, "app"), join(path, "index")];
  return [path, ...names.flatMap((name) => EXTENSIONS.map((extension) => name + extension))];
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** `"a", 3, dev` as values: what is JSON is read as JSON, words are texts. */
function parseArguments(text: string): unknown[] {
  if (text.trim() === "") return [];
  try {
    return JSON.parse(`[${text}]`) as unknown[];
  } catch {
    return text.split(",").map((part) => parseArgument(part.trim()));
  }
}

function parseArgument(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text.replace(/^'(.*)'$/s, "$1");
  }
}

function list(files: readonly string[], folder: string): string {
  return files.map((file) => relative(folder, file) || file).join(", ");
}
