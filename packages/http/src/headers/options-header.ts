import { parseExtendedValue } from "./extended-value.ts";
import { endOfQuotedString, quoteHeaderValue } from "./quoting.ts";
import { skipWhiteSpace } from "./white-space.ts";

/** A header like `Content-Type`: a value, and parameters after semicolons. */
export interface OptionsHeader {
  /** The text before the first semicolon. */
  readonly value: string;
  /** The parameters; names in lower case, values without quotes and decoded. */
  readonly options: Map<string, string>;
}

interface RawOption {
  readonly name: string;
  readonly value: string;
}

const NAME = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+=/y;
const TOKEN = /[!#$%&'*+\-.^_`|~0-9A-Za-z]+/y;
const CONTINUATION = /\*[0-9]+$/;

/**
 * Reads a header like `Content-Type` or `Content-Disposition`, with extended parameters (`filename*=UTF-8''...`,
 * RFC 8187) and parameters in pieces (`filename*0=...`, RFC 2231). A parameter that is broken is left out; of two
 * with the same name the later one counts.
 *
 * @param text - The header, undefined when there is none.
 * @example
 * parseOptionsHeader("text/html; charset=utf-8").options.get("charset"); // => "utf-8"
 * parseOptionsHeader("attachment; filename*=UTF-8''caf%C3%A9").options.get("filename"); // => "café"
 */
export function parseOptionsHeader(text: string | undefined): OptionsHeader {
  const options = new Map<string, string>();
  if (text === undefined) return { value: "", options };
  const semicolon = text.indexOf(";");
  if (semicolon === -1) return { value: text.trim(), options };
  const value = text.slice(0, semicolon).trim();
  if (value !== "") joinPieces(rawOptions(text, semicolon + 1), options);
  return { value, options };
}

/**
 * Writes a header like `Content-Type` or `Content-Disposition`. Values are quoted where they need it; the value of a
 * name that ends with `*` is written as it is. Options that are undefined or null are left out.
 *
 * @param value - The text before the first semicolon; undefined for none.
 * @param options - Names and values.
 * @example
 * dumpOptionsHeader("attachment", { filename: "a b.txt" }); // => 'attachment; filename="a b.txt"'
 */
export function dumpOptionsHeader(
  value: string | undefined,
  options: Readonly<Record<string, unknown>> | ReadonlyMap<string, unknown>,
): string {
  const segments = value === undefined ? [] : [value];
  for (const [name, option] of options instanceof Map ? options : Object.entries(options)) {
    if (option === undefined || option === null) continue;
    const text = String(option);
    segments.push(`${name}=${name.endsWith("*") ? text : quoteHeaderValue(text)}`);
  }
  return segments.join("; ");
}

// Skips to the next semicolon whenever something is not a parameter, so that the rest is still read.
function rawOptions(text: string, start: number): RawOption[] {
  const found: RawOption[] = [];
  let index = start;
  while (index < text.length) {
    index = skipWhiteSpace(text, index);
    NAME.lastIndex = index;
    const name = NAME.exec(text)?.[0];
    if (name !== undefined) {
      index += name.length;
      const end = endOfValue(text, index);
      if (end > index) {
        found.push({ name: name.slice(0, -1).toLowerCase(), value: plainValue(text.slice(index, end)) });
        index = end;
      }
    }
    const semicolon = text.indexOf(";", index);
    if (semicolon === -1) return found;
    index = semicolon + 1;
  }
  return found;
}

function endOfValue(text: string, start: number): number {
  if (text.charCodeAt(start) === 34) return endOfQuotedString(text, start);
  TOKEN.lastIndex = start;
  return start + (TOKEN.exec(text)?.[0].length ?? 0);
}

// Browsers write a quote in a file name as %22 (HTML, "multipart/form-data encoding algorithm").
function plainValue(text: string): string {
  if (!text.startsWith('"')) return text;
  const inner = text.slice(1, -1);
  return /[\\%]/.test(inner)
    ? inner.replace(/\\([\\"])|%22/g, (_, escaped: string | undefined) => escaped ?? '"')
    : inner;
}

function joinPieces(raw: readonly RawOption[], options: Map<string, string>): void {
  let charset: ReturnType<typeof parseExtendedValue>["charset"];
  for (const option of raw) {
    let { name, value } = option;
    if (name.endsWith("*")) {
      name = name.slice(0, -1);
      const extended = parseExtendedValue(value, charset);
      ({ value, charset } = extended);
    }
    const piece = CONTINUATION.exec(name);
    if (piece === null) {
      options.set(name, value);
      continue;
    }
    name = name.slice(0, piece.index);
    options.set(name, (options.get(name) ?? "") + value);
  }
}
