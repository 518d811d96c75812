import { FilterArgumentError } from "../errors/runtime-error.ts";
import { type FilterFunction, withParameters } from "../runtime/calling.ts";
import { roundHalfEven } from "../values/decimal.ts";
import { PythonError, typeError } from "../values/errors.ts";
import { floatFrom } from "../values/float.ts";
import { floatDigits } from "../values/float-format.ts";
import { indexOf } from "../values/index-value.ts";
import { divide, multiply, negate, power } from "../values/arithmetic.ts";
import { integerValue, normalizeInteger, numericValue, toDouble, truncate } from "../values/numbers.ts";
import { parseDecimal, parseInteger } from "../values/parse-number.ts";
import { divideHalfEven } from "../values/decimal.ts";
import { truthy } from "../values/truth.ts";
import { isString, typeName } from "../values/types.ts";
import { Undefined } from "../values/undefined.ts";

function abs(x: unknown): unknown {
  const number = numericValue(x);
  if (number === undefined) throw typeError(`bad operand type for abs(): '${typeName(x)}'`);
  const integer = integerValue(x);
  if (integer !== undefined) return integer < 0 ? negate(integer) : integer;
  return floatFrom(Math.abs(Number(number)));
}

/** Reads an integer, from a text in any base; what cannot be read gives `default`. */
function int(value: unknown, fallback: unknown = 0, base: unknown = 10): unknown {
  if (value instanceof Undefined) return value.fail();
  if (isString(value)) {
    const text = value.toString();
    return integerIn(base, text) ?? wholePart(numericValue(parseDecimal(text))) ?? fallback;
  }
  return integerValue(value) ?? wholePart(numericValue(value)) ?? fallback;
}

// In a base that there is not, no text is an integer.
function integerIn(base: unknown, text: string): number | bigint | undefined {
  const radix = Number(integerValue(base) ?? Number.NaN);
  return radix === 0 || (radix >= 2 && radix <= 36) ? parseInteger(text, radix) : undefined;
}

function wholePart(value: number | bigint | undefined): number | bigint | undefined {
  return value !== undefined && Number.isFinite(Number(value)) ? truncate(Number(value)) : undefined;
}

/** Reads a float; what cannot be read gives `default`. */
function float(value: unknown, fallback: unknown = floatFrom(0)): unknown {
  if (value instanceof Undefined) return value.fail();
  if (isString(value)) return parseDecimal(value.toString()) ?? fallback;
  const number = numericValue(value);
  return number === undefined ? fallback : floatFrom(toDouble(number));
}

/** Rounds to a count of decimals: `common` half to even, `ceil` up, `floor` down. An integer rounds to an integer. */
function round(value: unknown, precision: unknown = 0, method: unknown = "common"): unknown {
  if (method !== "common" && method !== "ceil" && method !== "floor") {
    throw new FilterArgumentError("method must be common, ceil or floor");
  }
  if (method !== "common") return roundTowards(method, value, precision);
  const number = numericValue(value);
  if (number === undefined) throw typeError(`type ${typeName(value)} doesn't define __round__ method`);
  const integer = integerValue(value);
  if (precision === null) return integer ?? truncate(roundHalfEven(Number(number), 0));
  const decimals = indexOf(precision);
  return integer === undefined
    ? floatFrom(roundHalfEven(Number(number), decimals))
    : roundInteger(integer, decimals);
}

function roundTowards(method: "ceil" | "floor", value: unknown, precision: unknown): unknown {
  const scale = power(10, precision);
  const scaled = multiply(value, scale);
  const number = numericValue(scaled);
  if (number === undefined) throw typeError(`must be real number, not ${typeName(scaled)}`);
  return divide(integerValue(scaled) ?? truncate(Math[method](Number(number))), scale);
}

function roundInteger(value: number | bigint, decimals: number): number | bigint {
  if (decimals >= 0) return value;
  if (decimals < -400) return 0;
  const unit = 10n ** BigInt(-decimals);
  const size = BigInt(value) < 0n ? -BigInt(value) : BigInt(value);
  const rounded = divideHalfEven(size, unit) * unit;
  return normalizeInteger(value < 0 ? -rounded : rounded);
}

const SIZES = ["k", "M", "G", "T", "P", "E", "Z", "Y"] as const;

/** A size in bytes for people: `13.0 kB`, or with `binary` in steps of 1024: `12.7 KiB`. */
function filesizeformat(value: unknown, binary: unknown = false): string {
  const bytes = numericValue(float(value, null));
  if (bytes === undefined) {
    throw isString(value)
      ? new PythonError("ValueError", `could not convert string to float: '${value.toString()}'`)
      : typeError(`float() argument must be a string or a real number, not '${typeName(value)}'`);
  }
  return sizeText(Number(bytes), truthy(binary));
}

function sizeText(bytes: number, binary: boolean): string {
  const base = binary ? 1024 : 1000;
  if (bytes === 1) return "1 Byte";
  if (bytes < base) return `${truncate(bytes)} Bytes`;
  let unit = base;
  let place = 0;
  while (place < SIZES.length - 1 && !(bytes < unit * base)) {
    unit *= base;
    place++;
  }
  const letter = SIZES[place] ?? "";
  const amount = floatDigits((base * bytes) / (unit * base), "f", 1);
  return `${amount} ${binary ? `${letter.toUpperCase()}i` : letter}B`;
}

/** The filters that read, round and print numbers. */
export const numberFilters: Readonly<Record<string, FilterFunction>> = {
  abs: withParameters(["x"], abs),
  int: withParameters(["value", "default?", "base?"], int),
  float: withParameters(["value", "default?"], float),
  round: withParameters(["value", "precision?", "method?"], round),
  filesizeformat: withParameters(["value", "binary?"], filesizeformat),
};
