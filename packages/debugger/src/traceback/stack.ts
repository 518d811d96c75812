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
 * Reads the frames of a stack as V8 writes it, innermost first. Other lines, such as those of the message, are passed
 * over.
 *
 * @example
 * parseStack("Error: x\n    at async Shop.sell (file:///srv/shop.ts:12:7)");
 * // => [{ functionName: "Shop.sell", file: "/srv/shop.ts", line: 12, column: 7, isAsync: true }]
 */
export function parseStack(stack: string): StackFrame[] {
  return stack.split("\n").flatMap((line) => {
    const [, async, text] = FRAME.exec(line) ?? [];
    return text === undefined ? [] : [{ ...readFrame(text), isAsync: async !== undefined }];
  });
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
