import { dirname, resolve } from "node:path";
import { linesOf, type Place } from "./source-excerpt.ts";

/** What an import names: `from "..."`, `import "..."`, `import("...")`, `require("...")`. */
const SPECIFIERS = /\b(?:from|import|require)\b ?\(?["']([^"']+)["']/g;

/**
 * Finds the statement that asked for a module which cannot be found.
 *
 * @param message - Node's, which names what was looked for and the file that wanted it, but no line.
 * @returns undefined where the message is about something else, or the statement is nowhere to be seen.
 */
export function importPlace(message: string): Place | undefined {
  const [, wanted] = /["']([^"'\n]+)["']/.exec(message) ?? [];
  // An ES module; or the first of those that CommonJS was on the way through.
  const [, file] = /\bimported from (.+)/.exec(message) ?? /\nRequire stack:\n- (.+)/.exec(message) ?? [];
  if (wanted === undefined || file === undefined) return undefined;
  for (const [index, text] of linesOf(file).entries()) {
    for (const found of text.matchAll(SPECIFIERS)) {
      const [statement, specifier = ""] = found;
      if (!leadsTo(wanted, specifier, dirname(file))) continue;
      return { file, line: index + 1, column: found.index + statement.length - specifier.length };
    }
  }
  return undefined;
}

/**
 * Whether this is what could not be found. Node names the path of a file, the bare name of a package, or what of a
 * package is not there: `./part`.
 */
function leadsTo(wanted: string, specifier: string, folder: string): boolean {
  if (specifier === wanted || specifier.startsWith(`${wanted}/`)) return true;
  return specifier.startsWith(".")
    ? resolve(folder, specifier) === wanted
    : wanted.startsWith("./") && specifier.endsWith(wanted.slice(1));
}
