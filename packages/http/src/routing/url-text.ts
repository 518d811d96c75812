/**
 * The text of a value that is to stand in a URL.
 *
 * @param value - A string, number, boolean, bigint, bytes (read as UTF-8), or an object with a `toString` of its
 *   own.
 * @throws TypeError for a value that has no text: null, undefined, a symbol, a function, a plain object.
 */
export function textForUrl(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  if (typeof value === "object" && value !== null && hasOwnText(value)) return String(value);
  throw new TypeError(`A URL cannot hold ${nameOf(value)}. Give a string or a number.`);
}

function hasOwnText(value: object): boolean {
  return !Array.isArray(value) && typeof value.toString === "function" && value.toString !== Object.prototype.toString;
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array here";
  return typeof value === "object" ? "a plain object" : `a ${typeof value}`;
}
