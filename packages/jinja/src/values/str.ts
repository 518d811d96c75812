import { escape, htmlOf, Markup } from "@dewar/markup";
import { floatText } from "./float.ts";
import { hasStr } from "./protocols.ts";
import { repr } from "./repr.ts";
import { Undefined } from "./undefined.ts";

/**
 * Python's `str()`: how a value prints on its own.
 *
 * @param value - Any value; JavaScript's `undefined` prints as nothing.
 * @example
 * str(true); // => "True"
 * str(["a", null]); // => "['a', None]"
 * str(0.1 + 0.2); // => "0.30000000000000004"
 */
export function str(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return Number.isSafeInteger(value) ? String(value) : floatText(value);
    case "boolean":
      return value ? "True" : "False";
    case "undefined":
      return "";
    case "object":
      return value instanceof Markup || value instanceof Undefined ? value.toString() : objectStr(value);
    default:
      return repr(value);
  }
}

function objectStr(value: object | null): string {
  return value !== null && hasStr(value) ? value.__str__() : repr(value);
}

/**
 * Prints a value for HTML: safe HTML as it is, everything else escaped. This is what autoescaping does to every
 * output.
 *
 * @example
 * escaped("<b>"); // => "&lt;b&gt;"
 * escaped(new Markup("<b>")); // => "<b>"
 * escaped(["<"]); // => "[&#39;&lt;&#39;]"
 */
export function escaped(value: unknown): string {
  if (typeof value === "string") return escape(value);
  if (typeof value === "number") return str(value);
  return htmlOf(value) ?? escape(str(value));
}
