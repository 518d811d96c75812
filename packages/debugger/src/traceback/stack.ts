import { fileURLToPath } from "node:url";

/** A line of an error's stack. */
export interface StackFrame {
  /** As V8 writes it, such as `Shop.sell` or `new Shop`; empty at the top level of a module, and in a template. */
  readonly functionName: string;
  /** An absolute path; what stands in the stack when it is none, such as `node:fs` or a template's name. */
  readonly file: string;
  /** One-based; undefined for what has no place, such as built-in functions. */
  readonly line: number | undefined;
  readonly column: number | undefined;
  /** Whether the function was waiting for the one before it, and is no longer on the stack. */
  readonly isAsync: boolean;
}

const FRAME = /^ {4}at (async )?(.*)$/;
const PLACE = /^(.*?):(\d+):(\d+)$/;

/**
 * Reads a line of a stack as V8 writes it.
 *
 * @returns undefined for other lines, such as those of the message.
 * @example
 * parseLine("    at async Shop.sell (file:///srv/shop.ts:12:7)");
 * // => { functionName: "Shop.sell", file: "/srv/shop.ts", line: 12, column: 7, isAsync: true }
 */
export function parseLine(line: string): StackFrame | undefined {
  const [, async, text] = FRAME.exec(line) ?? [];
  return text === undefined ? undefined : { ...readFrame(text), isAsync: async !== undefined };
}

/** Whether a frame is of a function: the debugger says `sell` where the stack says `Shop.sell` or `Object.sell [as buy]`. */
export function isSameFunction(frame: StackFrame, functionName: string): boolean {
  const [name = ""] = frame.functionName.split(" [as ");
  return functionName.replace(/^.*[. ]/, "") === name.replace(/^.*[. ]/, "");
}

/** `Shop.sell (/srv/shop.ts:12:7)`, or the place alone. A path may have parentheses of its own. */
function readFrame(text: string): Omit<StackFrame, "isAsync"> {
  const start = text.endsWith(")") ? text.indexOf(" (") : -1;
  const name = start === -1 ? "" : text.slice(0, start);
  const place = start === -1 ? text : text.slice(start + 2, -1);
  const [, file = place, line, column] = PLACE.exec(place) ?? [];
  return {
    functionName: name === "<anonymous>" ? "" : name,
    file: pathOf(file),
    line: line === undefined ? undefined : Number(line),
    column: column === undefined ? undefined : Number(column),
  };
}

/** The path of a `file:` URL; loaders put a query behind it. */
export function pathOf(file: string): string {
  if (!file.startsWith("file:")) return file;
  try {
    return fileURLToPath(file.replace(/[?#].*$/s, ""));
  } catch {
    return file;
  }
}
