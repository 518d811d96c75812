import { sep } from "node:path";
import { pathToFileURL } from "node:url";

/** What opens a file in the editors that have an address for it. */
const EDITORS: ReadonlyMap<string, string> = new Map([
  ["vscode", "vscode://file{file}:{line}:{column}"],
  ["cursor", "cursor://file{file}:{line}:{column}"],
  ["windsurf", "windsurf://file{file}:{line}:{column}"],
  ["zed", "zed://file{file}:{line}:{column}"],
  ["idea", "idea://open?file={file}&line={line}&column={column}"],
  ["webstorm", "webstorm://open?file={file}&line={line}&column={column}"],
  ["sublime", "subl://open?url=file://{file}&line={line}&column={column}"],
]);
const DEFAULT = "vscode";

/**
 * The address that opens a file in an editor, with `{file}`, `{line}` and `{column}` in it.
 *
 * @param wanted - An address, or the name of an editor. Default: the variable DEWAR_EDITOR.
 * @returns undefined when it is neither, and for `none`: the page then has no links.
 */
export function editorAddress(wanted: string | undefined = process.env["DEWAR_EDITOR"]): string | undefined {
  const name = wanted === undefined || wanted === "" ? DEFAULT : wanted;
  return name.includes("{file}") && !/^\s*(?:javascript|data):/i.test(name) ? name : EDITORS.get(name);
}

/**
 * The link to a place.
 *
 * @param address - What {@link editorAddress} gave.
 * @param file - An absolute path; anything else has no link.
 */
export function editorLink(
  address: string | undefined,
  file: string,
  line: number,
  column: number,
): string | undefined {
  if (address === undefined || !(file.startsWith(sep) || /^[a-z]:[\\/]/i.test(file))) return undefined;
  const values: Readonly<Record<string, string>> = {
    "{file}": pathToFileURL(file).pathname,
    "{line}": String(line),
    "{column}": String(column),
  };
  return address.replace(/\{(?:file|line|column)\}/g, (part) => values[part] ?? part);
}
