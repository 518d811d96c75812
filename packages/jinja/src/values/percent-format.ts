import { escape, Markup } from "@dewar/markup";
import { sliceCharacters } from "./characters.ts";
import { dictGet, isDict } from "./dict.ts";
import { PythonError, typeError, valueError } from "./errors.ts";
import { floatDigits } from "./float-format.ts";
import { MISSING } from "./missing.ts";
import { integerValue, numericValue, truncate } from "./numbers.ts";
import { pad } from "./padding.ts";
import { ascii, repr } from "./repr.ts";
import { escaped, str } from "./str.ts";
import { Tuple } from "./tuple.ts";
import { Range } from "./range.ts";
import { isInteger, isNumber, isString, typeName } from "./types.ts";
import { isUndefined, Undefined } from "./undefined.ts";

interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly type: string;
}

// A conversion after its percent sign and key: flags, width, precision, a C length that means nothing, the type.
const CONVERSION = /([-+ #0]*)(\*|\d*)(?:\.(\*|\d*))?[hlL]?([\s\S])?/y;

/**
 * Python's `text % values`, C's printf.
 *
 * @param text - The format; safe HTML escapes what is put into it and stays safe.
 * @param values - A {@link Tuple} of values, a dict for `%(key)s`, or a single value.
 * @throws {@link PythonError} (TypeError, ValueError, KeyError) for values that do not fit the format.
 * @example
 * percentFormat("%s has %03d", new Tuple(["x", 7])); // => "x has 007"
 */
export function percentFormat(text: string | Markup, values: unknown): string | Markup {
  if (text instanceof Markup) return new Markup(new PercentFormatter(text.toString(), values, true).format());
  return new PercentFormatter(text, values, false).format();
}

class PercentFormatter {
  readonly #text: string;
  readonly #values: unknown;
  readonly #html: boolean;
  readonly #positional: readonly unknown[];
  #next = 0;
  #position = 0;

  constructor(text: string, values: unknown, html: boolean) {
    this.#text = text;
    this.#values = values;
    this.#html = html;
    this.#positional = values instanceof Tuple ? values.items : [values];
  }

  format(): string {
    let output = "";
    for (;;) {
      const percent = this.#text.indexOf("%", this.#position);
      if (percent === -1) break;
      output += this.#text.slice(this.#position, percent);
      this.#position = percent + 1;
      output += this.#convert();
    }
    this.#checkLeftovers();
    return output + this.#text.slice(this.#position);
  }

  #convert(): string {
    if (this.#text[this.#position] === "%") {
      this.#position++;
      return "%";
    }
    const key = this.#readKey();
    const { flags, width, precision, type } = this.#readConversion();
    const value = key === undefined ? this.#take() : this.#lookup(key);
    return this.#print(value, { flags, width, precision, type });
  }

  /** Reads a key in parentheses, which may hold balanced ones. */
  #readKey(): string | undefined {
    if (this.#text[this.#position] !== "(") return undefined;
    if (!isDict(this.#values)) throw typeError("format requires a mapping");
    const start = this.#position + 1;
    let depth = 0;
    for (let index = this.#position; index < this.#text.length; index++) {
      if (this.#text[index] === "(") depth++;
      if (this.#text[index] === ")") depth--;
      if (depth > 0) continue;
      this.#position = index + 1;
      return this.#text.slice(start, index);
    }
    throw valueError("incomplete format key");
  }

  #readConversion(): Conversion {
    CONVERSION.lastIndex = this.#position;
    const [all = "", flags = "", width = "", precision, type] = CONVERSION.exec(this.#text) ?? [];
    if (type === undefined) throw valueError("incomplete format");
    this.#position += all.length;
    const fieldWidth = width === "*" ? this.#takeInteger() : Number(width);
    return {
      flags: fieldWidth < 0 ? `${flags}-` : flags,
      width: Math.abs(fieldWidth),
      precision: precision === "*" ? Math.max(this.#takeInteger(), 0) : optionalNumber(precision),
      type,
    };
  }

  #take(): unknown {
    if (this.#next >= this.#positional.length) throw typeError("not enough arguments for format string");
    return this.#positional[this.#next++];
  }

  #takeInteger(): number {
    const value = this.#take();
    if (!isInteger(value)) throw typeError("* wants int");
    return Number(value);
  }

  #lookup(key: string): unknown {
    const found = isDict(this.#values) ? dictGet(this.#values, key) : MISSING;
    if (found === MISSING) throw new PythonError("KeyError", repr(key));
    return found;
  }

  // Python lets values over only of what could have been asked by key.
  #checkLeftovers(): void {
    if (this.#next >= this.#positional.length) return;
    const values = this.#values;
    if (isDict(values) || Array.isArray(values) || values instanceof Range || isUndefined(values)) return;
    throw typeError("not all arguments converted during string formatting");
  }

  #print(value: unknown, conversion: Conversion): string {
    const text = this.#textOf(value, conversion.type);
    if (text === undefined) return printNumber(value, conversion);
    const { precision, width, flags, type } = conversion;
    const cut = precision === undefined || type === "c" ? text : sliceCharacters(text, 0, precision);
    return pad(cut, width, " ", flags.includes("-") ? "<" : ">");
  }

  #textOf(value: unknown, type: string): string | undefined {
    switch (type) {
      case "s":
        return this.#html ? escaped(value) : str(value);
      case "r":
        return this.#html ? escape(repr(value)) : repr(value);
      case "a":
        return this.#html ? escape(ascii(value)) : ascii(value);
      case "c":
        return characterOf(value);
      default:
        return undefined;
    }
  }
}

function optionalNumber(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

function characterOf(value: unknown): string {
  const code = integerValue(value);
  if (code !== undefined) {
    if (code < 0 || code > 0x10ffff) throw new PythonError("OverflowError", "%c arg not in range(0x110000)");
    return String.fromCodePoint(Number(code));
  }
  if (isString(value) && Array.from(value.toString()).length === 1) return value.toString();
  throw typeError("%c requires int or char");
}

function printNumber(value: unknown, conversion: Conversion): string {
  const { flags, precision, type, width } = conversion;
  const { negative, prefix, digits } = isFloatType(type)
    ? floatParts(value, type, precision, flags.includes("#"))
    : integerParts(value, type, precision, flags.includes("#"));
  const sign = negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  if (flags.includes("-")) return pad(digits, width, " ", "<", sign + prefix);
  return flags.includes("0")
    ? pad(digits, width, "0", "=", sign + prefix)
    : pad(digits, width, " ", ">", sign + prefix);
}

interface NumberParts {
  readonly negative: boolean;
  readonly prefix: string;
  readonly digits: string;
}

function isFloatType(type: string): boolean {
  return "eEfFgG".includes(type);
}

function floatParts(
  value: unknown,
  type: string,
  precision: number | undefined,
  alternate: boolean,
): NumberParts {
  if (value instanceof Undefined) return value.fail();
  const number = numericValue(value);
  if (number === undefined) throw typeError(`must be real number, not ${typeName(value)}`);
  const double = Number(number);
  const style = type.toLowerCase();
  const digits = floatDigits(double, style === "e" || style === "f" ? style : "g", precision, alternate);
  const negative = double < 0 || Object.is(double, -0);
  return { negative, prefix: "", digits: type === style ? digits : digits.toUpperCase() };
}

const RADIX: ReadonlyMap<string, number> = new Map([
  ["d", 10],
  ["i", 10],
  ["u", 10],
  ["o", 8],
  ["x", 16],
  ["X", 16],
]);

function integerParts(
  value: unknown,
  type: string,
  precision: number | undefined,
  alternate: boolean,
): NumberParts {
  const radix = RADIX.get(type);
  if (radix === undefined) throw valueError(`unsupported format character '${type}'`);
  const integer = integerFor(value, type, radix);
  const digits = integer
    .toString(radix)
    .replace("-", "")
    .padStart(precision ?? 0, "0");
  const prefix = alternate && radix !== 10 ? `0${type}` : "";
  return { negative: integer < 0, prefix, digits: type === "X" ? digits.toUpperCase() : digits };
}

function integerFor(value: unknown, type: string, radix: number): number | bigint {
  if (value instanceof Undefined && radix === 10) return value.fail();
  const integer = integerValue(value);
  if (integer !== undefined) return integer;
  if (radix === 10 && isNumber(value)) return truncate(Number(value));
  throw typeError(
    `%${type} format: ${radix === 10 ? "a real number" : "an integer"} is required, not ${typeName(value)}`,
  );
}
