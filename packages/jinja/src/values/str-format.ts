import { escape, htmlOf, Markup } from "@dewar/markup";
import { isDict } from "./dict.ts";
import { PythonError, typeError, valueError } from "./errors.ts";
import { formatSpec } from "./format-spec.ts";
import { tryLength } from "./length.ts";
import { getAttribute, getItem } from "./lookup.ts";
import { MISSING } from "./missing.ts";
import { ascii, repr } from "./repr.ts";
import { str } from "./str.ts";
import { typeName } from "./types.ts";

/** How a format reaches into its arguments; a sandbox puts its own rules here. */
export interface FormatAccess {
  /** The value of `{0.name}`. */
  attribute(value: unknown, name: string): unknown;
  /** The value of `{0[key]}`; digits come as a number. */
  item(value: unknown, key: string | number): unknown;
}

/** The arguments of a format. */
export interface FormatArguments {
  readonly positional: readonly unknown[];
  /** The value of `{name}`, {@link MISSING} when there is none. */
  keyword(name: string): unknown;
}

/** The attribute rule and item rule of every template; what is not there throws as in Python. */
export const plainAccess: FormatAccess = {
  attribute(value, name) {
    const found = getAttribute(value, name);
    if (found !== MISSING) return found;
    throw new PythonError("AttributeError", `'${typeName(value)}' object has no attribute '${name}'`);
  },
  item(value, key) {
    const found = getItem(value, key);
    if (found !== MISSING) return found;
    if (isDict(value)) throw new PythonError("KeyError", repr(key));
    if (tryLength(value) === undefined) throw typeError(`'${typeName(value)}' object is not subscriptable`);
    if (typeof key === "number") throw new PythonError("IndexError", `${typeName(value)} index out of range`);
    throw typeError(`${typeName(value)} indices must be integers, not 'str'`);
  },
};

/**
 * Python's `text.format(...)`: fields by number or name with attributes and items, conversions (`!r`), format
 * specs which may hold fields themselves.
 *
 * @param text - The format; safe HTML escapes what is put into it and stays safe.
 * @param values - Positional arguments and a lookup of keyword arguments.
 * @param access - How fields reach into values.
 * @throws {@link PythonError} (ValueError, IndexError, KeyError, AttributeError) for a format that is malformed or
 *   asks for what is not there.
 * @example
 * strFormat("{0[a]:>4}|{1!r}", { positional: [{ a: 5 }, "x"], keyword: () => MISSING }); // => "   5|'x'"
 */
export function strFormat(
  text: string | Markup,
  values: FormatArguments,
  access: FormatAccess = plainAccess,
): string | Markup {
  if (text instanceof Markup) {
    return new Markup(new StrFormatter(values, access, formatHtml).format(text.toString(), 0));
  }
  return new StrFormatter(values, access, formatSpec).format(text, 0);
}

function formatHtml(value: unknown, spec: string): string {
  const html = htmlOf(value);
  if (html === undefined) return escape(formatSpec(value, spec));
  if (spec !== "")
    throw valueError(`Format specifier ${spec} given, but ${typeName(value)} does not take one.`);
  return html;
}

interface Field {
  readonly name: string;
  readonly conversion: string;
  readonly spec: string;
}

class StrFormatter {
  readonly #values: FormatArguments;
  readonly #access: FormatAccess;
  readonly #print: (value: unknown, spec: string) => string;
  // Undefined until the first field tells whether fields are numbered by hand or by their order.
  #numbering: "manual" | "automatic" | undefined;
  #next = 0;

  constructor(
    values: FormatArguments,
    access: FormatAccess,
    print: (value: unknown, spec: string) => string,
  ) {
    this.#values = values;
    this.#access = access;
    this.#print = print;
  }

  format(text: string, depth: number): string {
    if (depth > 1) throw valueError("Max string recursion exceeded");
    let output = "";
    let position = 0;
    while (position < text.length) {
      const brace = text.slice(position).search(/[{}]/);
      if (brace === -1) break;
      const at = position + brace;
      output += text.slice(position, at);
      if (text[at] === text[at + 1]) {
        output += text.charAt(at);
        position = at + 2;
        continue;
      }
      if (text[at] === "}") throw valueError("Single '}' encountered in format string");
      const end = fieldEnd(text, at + 1);
      output += this.#field(text.slice(at + 1, end), depth);
      position = end + 1;
    }
    return output + text.slice(position);
  }

  #field(text: string, depth: number): string {
    const { name, conversion, spec } = splitField(text);
    const value = convert(this.#resolve(name), conversion);
    const inner = spec.includes("{") || spec.includes("}") ? this.format(spec, depth + 1) : spec;
    return this.#print(value, inner);
  }

  #resolve(name: string): unknown {
    const first = /^[^.[]*/.exec(name)?.[0] ?? "";
    let value = this.#argument(first);
    for (const step of fieldSteps(name.slice(first.length))) {
      value = step.attribute
        ? this.#access.attribute(value, step.key)
        : this.#access.item(value, itemKey(step.key));
    }
    return value;
  }

  #argument(name: string): unknown {
    if (name !== "" && !/^\d+$/.test(name)) {
      const value = this.#values.keyword(name);
      if (value === MISSING) throw new PythonError("KeyError", repr(name));
      return value;
    }
    const index = this.#number(name);
    if (index >= this.#values.positional.length) {
      throw new PythonError(
        "IndexError",
        `Replacement index ${index} out of range for positional args tuple`,
      );
    }
    return this.#values.positional[index];
  }

  #number(name: string): number {
    const numbering = name === "" ? "automatic" : "manual";
    if (this.#numbering !== undefined && this.#numbering !== numbering) {
      throw valueError(
        `cannot switch from ${fieldNumbering(this.#numbering)} to ${fieldNumbering(numbering)}`,
      );
    }
    this.#numbering = numbering;
    return name === "" ? this.#next++ : Number(name);
  }
}

function fieldNumbering(numbering: "manual" | "automatic"): string {
  return numbering === "manual" ? "manual field specification" : "automatic field numbering";
}

// A field ends at the brace that closes it; those of fields in its spec, and brackets in its name, come in pairs.
function fieldEnd(text: string, start: number): number {
  let depth = 1;
  let inBrackets = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (character === "[") inBrackets = true;
    else if (character === "]") inBrackets = false;
    else if (inBrackets) continue;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return index;
  }
  throw valueError(
    start === text.length ? "Single '{' encountered in format string" : "expected '}' before end of string",
  );
}

function splitField(text: string): Field {
  const match = /^((?:\[[^\]]*\]?|[^[!:])*)(?:!([\s\S]?)([\s\S]*))?([\s\S]*)$/.exec(text);
  const [, name = "", conversion, afterConversion, rest = ""] = match ?? [];
  if (conversion === undefined) return { name, conversion: "", spec: rest.slice(1) };
  if (conversion === "") throw valueError("end of string while looking for conversion specifier");
  if (afterConversion !== undefined && afterConversion !== "" && !afterConversion.startsWith(":")) {
    throw valueError("expected ':' after conversion specifier");
  }
  return { name, conversion, spec: (afterConversion ?? "").slice(1) };
}

interface FieldStep {
  readonly attribute: boolean;
  readonly key: string;
}

function fieldSteps(path: string): FieldStep[] {
  const steps: FieldStep[] = [];
  let position = 0;
  while (position < path.length) {
    if (path[position] !== "." && path[position] !== "[") {
      throw valueError("Only '.' or '[' may follow ']' in format field specifier");
    }
    const attribute = path[position] === ".";
    const rest = path.slice(position + 1);
    const key = (attribute ? /^[^.[]*/ : /^[^\]]*/).exec(rest)?.[0] ?? "";
    if (!attribute && key.length === rest.length) throw valueError("Missing ']' in format string");
    if (key === "") throw valueError("Empty attribute in format string");
    steps.push({ attribute, key });
    position += 1 + key.length + (attribute ? 0 : 1);
  }
  return steps;
}

function itemKey(text: string): string | number {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function convert(value: unknown, conversion: string): unknown {
  switch (conversion) {
    case "":
      return value;
    case "s":
      return str(value);
    case "r":
      return repr(value);
    case "a":
      return ascii(value);
    default:
      throw valueError(`Unknown conversion specifier '${conversion}'`);
  }
}
