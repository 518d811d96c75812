import { BadRequest } from "../errors/bad-request.ts";

/** Options of {@link parseJsonBody}. */
export interface JsonBodyOptions {
  /** How deep lists and objects may lie in each other. Default: 1000, about what Python's reader takes. */
  readonly maxDepth?: number | undefined;
}

const QUOTE = 34;
const BACKSLASH = 92;

/**
 * Parses a JSON body (RFC 8259): UTF-8, or UTF-16 that says so, with or without a byte order mark.
 *
 * A key named `__proto__` becomes an ordinary property. The depth is capped, since code that walks a value
 * recursively is stopped hard by one that is deep enough.
 *
 * @param body - Bytes, or the text of them.
 * @param options - How deep the value may be.
 * @throws {BadRequest} When it is not JSON or too deep. The `cause` is the parser's error.
 * @example
 * parseJsonBody('{"tea": ["green", 2]}'); // => { tea: ["green", 2] }
 * parseJsonBody("{tea}"); // throws BadRequest
 */
export function parseJsonBody(body: string | Uint8Array, options: JsonBodyOptions = {}): unknown {
  const text = typeof body === "string" ? body : decode(body);
  if (isDeeperThan(text, options.maxDepth ?? 1000)) {
    throw new BadRequest("Failed to decode JSON object: it is nested too deeply.");
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new BadRequest(`Failed to decode JSON object: ${cause instanceof Error ? cause.message : ""}`, {
      cause,
    });
  }
}

/** Whether lists and objects lie more than `depth` deep in each other. Text that is not JSON has some answer. */
function isDeeperThan(text: string, depth: number): boolean {
  // Every level takes two characters, so that most bodies need no look.
  if (text.length <= 2 * depth) return false;
  let level = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) inString = !inString;
    else if (inString) {
      if (code === BACKSLASH) index += 1;
    } else if (isOpening(code)) {
      level += 1;
      if (level > depth) return true;
    } else if (isClosing(code)) level -= 1;
  }
  return false;
}

function isOpening(code: number): boolean {
  return code === 91 || code === 123;
}

function isClosing(code: number): boolean {
  return code === 93 || code === 125;
}

// A JSON text starts with an ASCII character, so that zeros, or a mark, among its first bytes tell its encoding.
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new BadRequest("Failed to decode JSON object: the body is not Unicode text.", { cause });
  }
}

function encodingOf(bytes: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return "utf-16le";
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== undefined)) return "utf-16be";
  return "utf-8";
}
