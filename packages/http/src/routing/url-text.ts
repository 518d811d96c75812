/**
 * The text of a value that is to stand in a URL.
 *
 * @param value - A string, number, boolean, bigint, bytes (read as UTF-8), or an object with a `toString` of its
 *   own.
 * @throws TypeError for a value that has no text: null, undefined, a symbol, a function, a plain object.
 */
export function textForUrl(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint")
    return String(value);
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  const text = ownText(value);
  if (text !== undefined) return text;
  throw new TypeError(`A URL cannot hold ${nameOf(value)}. Give a string or a number.`);
}

/**
 * What a value is as a primitive: that of an object which stands for one, such as a boxed float of a template; any
 * other value itself.
 */
export function primitiveOf(value: unknown): unknown {
  return typeof value === "object" && value !== null ? value.valueOf() : value;
}

const PLAIN_OBJECT_TEXT: unknown = Reflect.get(Object.prototype, "toString");

function ownText(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const toText: unknown = Reflect.get(value, "toString");
  if (typeof toText !== "function" || toText === PLAIN_OBJECT_TEXT) return undefined;
  const text: unknown = toText.call(value);
  return typeof text === "string" ? text : undefined;
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array here";
  return typeof value === "object" ? "a plain object" : `a ${typeof value}`;
}
