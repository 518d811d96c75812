import { MultiDict } from "../data/multi-dict.ts";
import { BadRequest } from "../errors/bad-request.ts";
import { RequestEntityTooLarge } from "../errors/client-errors.ts";
import { percentEncode } from "../urls/percent-encode.ts";
import { percentDecode } from "./percent-decoding.ts";

/** Options of {@link parseUrlEncoded}. */
export interface UrlEncodedOptions {
  /** The most fields that are taken. Default: 10 000. */
  readonly maxFields?: number | undefined;
}

/** What a field can be written from. */
export type FormValue = string | number | bigint | boolean | null | undefined;

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
// What stands for itself; the same set as in the URLs that are built here.
const ENCODED = /[^A-Za-z0-9\-._~!$'()*,/:;?@]/gu;

/**
 * Parses `application/x-www-form-urlencoded`, the format of simple forms and of query strings.
 *
 * `+` is a space, names without `=` have the value `""`, a semicolon is data. Percent-encoded bytes that are not
 * UTF-8 stay percent-encoded. Brackets in names have no meaning.
 *
 * @param body - Text, or the bytes of it.
 * @param options - The most fields to take.
 * @throws {BadRequest} When the bytes are not UTF-8.
 * @throws {RequestEntityTooLarge} When there are too many fields.
 * @example
 * parseUrlEncoded("tea=green&tea=black+1&cup").getList("tea"); // => ["green", "black 1"]
 * parseUrlEncoded("__proto__=1").get("__proto__"); // => "1"
 */
export function parseUrlEncoded(body: string | Uint8Array, options: UrlEncodedOptions = {}): MultiDict {
  return new MultiDict(readUrlEncoded(body, options));
}

/** The names and values of {@link parseUrlEncoded}, in order. Throws what it throws. */
export function readUrlEncoded(
  body: string | Uint8Array,
  { maxFields = 10_000 }: UrlEncodedOptions = {},
): [name: string, value: string][] {
  const text = (typeof body === "string" ? body : decode(body)).replaceAll("+", " ");
  const fields: [string, string][] = [];
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf("&", start);
    if (end === -1) end = text.length;
    if (end > start) {
      if (fields.length === maxFields) throw new RequestEntityTooLarge();
      fields.push(readField(text.slice(start, end)));
    }
    start = end + 1;
  }
  return fields;
}

/**
 * Writes `application/x-www-form-urlencoded`. It is the reverse of {@link parseUrlEncoded}.
 *
 * @param fields - Names and values, in the order to write them. Null and undefined values are left out.
 * @example
 * dumpUrlEncoded([["tea", "green & black"], ["cup", 2]]); // => "tea=green+%26+black&cup=2"
 */
export function dumpUrlEncoded(fields: Iterable<readonly [string, FormValue]>): string {
  let text = "";
  for (const [name, value] of fields) {
    if (value === undefined || value === null) continue;
    if (text !== "") text += "&";
    text += `${encode(name)}=${encode(String(value))}`;
  }
  return text;
}

function readField(field: string): [name: string, value: string] {
  const equals = field.indexOf("=");
  if (equals === -1) return [percentDecode(field), ""];
  return [percentDecode(field.slice(0, equals)), percentDecode(field.slice(equals + 1))];
}

function encode(text: string): string {
  return percentEncode(text, ENCODED).replaceAll("%20", "+");
}

function decode(bytes: Uint8Array): string {
  try {
    return UTF_8.decode(bytes);
  } catch (cause) {
    throw new BadRequest("The form data is not UTF-8.", { cause });
  }
}
