import { countCharacters, sliceCharacters } from "./characters.ts";
import { overflowError, typeError, valueError } from "./errors.ts";
import { isFloat } from "./float.ts";
import { floatDigits, type FloatStyle } from "./float-format.ts";
import { integerValue, numericValue, toDouble } from "./numbers.ts";
import { type Align, pad } from "./padding.ts";
import { str } from "./str.ts";
import { isString, typeName } from "./types.ts";

interface Spec {
  readonly fill: string;
  readonly align: Align | undefined;
  readonly sign: string;
  /** Whether a number that is rounded to zero loses its minus. */
  readonly coercesZero: boolean;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number;
  readonly grouping: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:([\s\S])?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d*)([,_])?(?:\.(\d+))?([^,_])?$/u;
const INTEGER_RADIX: ReadonlyMap<string, number> = new Map([
  ["", 10],
  ["d", 10],
  ["n", 10],
  ["b", 2],
  ["o", 8],
  ["x", 16],
  ["X", 16],
]);

/**
 * Python's `format(value, spec)`: fill and alignment, sign, width, digit grouping, precision and type.
 *
 * @param spec - For instance `">10"`, `"+,.2f"`, `"#x"`.
 * @throws {@link PythonError} (ValueError) for a spec that does not fit the value, (TypeError) for a value that has
 *   no formats.
 * @example
 * formatSpec(1234567.891, ",.2f"); // => "1,234,567.89"
 * formatSpec("x", "*^5"); // => "**x**"
 */
export function formatSpec(value: unknown, spec: string): string {
  if (spec === "") return str(value);
  if (isString(value)) return formatText(value.toString(), parseSpec(spec, value));
  if (integerValue(value) !== undefined) return formatInteger(value, parseSpec(spec, value));
  if (isFloat(value)) return formatFloat(value, parseSpec(spec, value));
  throw typeError(`unsupported format string passed to ${typeName(value)}.__format__`);
}

function parseSpec(spec: string, value: unknown): Spec {
  const match = SPEC.exec(spec);
  if (match === null) throw invalidSpec(spec, value);
  const [, fill, align, sign, coercion, alternate, zero, width, grouping, precision, type] = match;
  return {
    fill: fill ?? (zero === undefined || align !== undefined ? (zero ?? " ") : "0"),
    align: isAlign(align) ? align : undefined,
    sign: sign ?? "",
    coercesZero: coercion !== undefined,
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: Number(width),
    grouping: grouping ?? "",
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? "",
  };
}

function invalidSpec(spec: string, value: unknown): Error {
  const type = typeName(value);
  if (/[.]($|[^\d])/.test(spec)) return valueError("Format specifier missing precision");
  const repeated = /[,_][,_]/.exec(spec);
  if (repeated !== null)
    return valueError(`Cannot specify '${repeated[0].charAt(0)}' with '${repeated[0].charAt(1)}'.`);
  return valueError(`Invalid format specifier '${spec}' for object of type '${type}'`);
}

function isAlign(text: string | undefined): text is Align {
  return text === "<" || text === ">" || text === "=" || text === "^";
}

function unknownType(spec: Spec, value: unknown): Error {
  return valueError(`Unknown format code '${spec.type}' for object of type '${typeName(value)}'`);
}

function formatText(text: string, spec: Spec): string {
  if (spec.type !== "" && spec.type !== "s") throw unknownType(spec, text);
  if (spec.sign !== "") throw valueError("Sign not allowed in string format specifier");
  refuseCoercion(spec, "string");
  if (spec.alternate) throw valueError("Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") throw valueError("'=' alignment not allowed in string format specifier");
  if (spec.grouping !== "") throw valueError(`Cannot specify '${spec.grouping}' with 's'.`);
  const cut = spec.precision === undefined ? text : sliceCharacters(text, 0, spec.precision);
  return pad(cut, spec.width, spec.fill, spec.align ?? "<");
}

function refuseCoercion({ coercesZero }: Spec, what: string): void {
  if (coercesZero) throw valueError(`Negative zero coercion (z) not allowed in ${what} format specifier`);
}

function formatInteger(value: unknown, spec: Spec): string {
  const integer = integerValue(value) ?? 0;
  const radix = INTEGER_RADIX.get(spec.type);
  if (radix === undefined) return formatIntegerOtherwise(integer, value, spec);
  refuseCoercion(spec, "integer");
  if (spec.precision !== undefined) throw valueError("Precision not allowed in integer format specifier");
  if (spec.grouping === "," && radix !== 10) throw valueError(`Cannot specify ',' with '${spec.type}'.`);
  const plain = integer.toString(radix).replace("-", "");
  const digits = spec.type === "X" ? plain.toUpperCase() : plain;
  const prefix = spec.alternate && radix !== 10 ? `0${spec.type}` : "";
  return layOut(digits, "", signOf(integer < 0, spec) + prefix, spec, radix === 10 ? 3 : 4);
}

function formatIntegerOtherwise(integer: number | bigint, value: unknown, spec: Spec): string {
  if (spec.type === "c") {
    refuseCoercion(spec, "integer");
    if (spec.sign !== "") throw valueError("Sign not allowed with integer format specifier 'c'");
    if (integer < 0 || integer > 0x10ffff) throw overflowError("%c arg not in range(0x110000)");
    const align = spec.align === undefined || spec.align === "=" ? ">" : spec.align;
    return pad(String.fromCodePoint(Number(integer)), spec.width, spec.fill, align);
  }
  if (!"eEfFgG%".includes(spec.type)) throw unknownType(spec, value);
  return formatDouble(toDouble(integer), spec);
}

function formatFloat(value: unknown, spec: Spec): string {
  if (!"eEfFgGn%".includes(spec.type)) throw unknownType(spec, value);
  return formatDouble(Number(numericValue(value)), spec);
}

function formatDouble(value: number, spec: Spec): string {
  const percent = spec.type === "%";
  const lower = spec.type.toLowerCase();
  const digits = floatDigits(percent ? value * 100 : value, styleOf(lower), spec.precision, spec.alternate);
  const cased = lower === spec.type ? digits : digits.toUpperCase();
  const [, whole = "", rest = ""] = /^(\d*)([\s\S]*)$/.exec(cased) ?? [];
  const isZero = !/[1-9]/.test(digits.replace(/e.*/, "")) && Number.isFinite(value);
  const negative = (value < 0 || Object.is(value, -0)) && !(spec.coercesZero && isZero);
  return layOut(whole, rest + (percent ? "%" : ""), signOf(negative, spec), spec, 3);
}

function styleOf(type: string): FloatStyle {
  if (type === "%") return "f";
  if (type === "n") return "g";
  return type === "e" || type === "f" || type === "g" ? type : "";
}

function signOf(negative: boolean, spec: Spec): string {
  if (negative) return "-";
  return spec.sign === "-" ? "" : spec.sign;
}

// With zeros as fill the grouping runs through them; any other fill stays outside of the number.
function layOut(whole: string, rest: string, sign: string, spec: Spec, size: number): string {
  const align = spec.align ?? (spec.zero ? "=" : ">");
  const { grouping, width, fill } = spec;
  if (grouping === "" || whole === "") return pad(whole + rest, width, fill, align, sign);
  if (align !== "=" || fill !== "0")
    return pad(group(whole, grouping, size) + rest, width, fill, align, sign);
  const room = width - sign.length - countCharacters(rest);
  return sign + group(pad(whole, digitsIn(room, size), "0", ">"), grouping, size) + rest;
}

// How many digits fill a room with separators; where one would stand first, a digit more than fits.
function digitsIn(room: number, size: number): number {
  return Math.floor(room / (size + 1)) * size + (room % (size + 1) || 1);
}

function group(digits: string, separator: string, size: number): string {
  const first = digits.length % size || size;
  let text = digits.slice(0, first);
  for (let index = first; index < digits.length; index += size)
    text += separator + digits.slice(index, index + size);
  return text;
}
