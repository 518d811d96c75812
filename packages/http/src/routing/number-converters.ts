import type { ConverterArgument } from "./converter-arguments.ts";
import { ConverterArguments } from "./converter-arguments.ts";
import { Converter, numberArgument } from "./converters.ts";
import { ValidationError } from "./errors.ts";
import { primitiveOf } from "./url-text.ts";

/** What the two kinds of number share: a range and a sign. */
abstract class NumberConverter extends Converter<number> {
  override readonly weight: number = 50;
  readonly #min: number;
  readonly #max: number;

  protected constructor(args: ConverterArguments, bound: ReadonlyMap<string, ConverterArgument>) {
    super(args);
    this.#min = numberArgument(bound.get("min"), "min") ?? -Infinity;
    this.#max = numberArgument(bound.get("max"), "max") ?? Infinity;
  }

  override toValue(text: string): number {
    const value = Number(text);
    if (value >= this.#min && value <= this.#max) return value;
    throw new ValidationError(`${text} is outside the range of the rule.`);
  }
}

/** `<int:id>`: digits; with `signed=True` a minus may stand before them. */
export class IntegerConverter extends NumberConverter {
  override readonly regex: string;
  readonly #fixedDigits: number;

  /** @param args - `fixed_digits`: the exact count of characters. `min`, `max`: the range. `signed`. */
  constructor(args: ConverterArguments = new ConverterArguments()) {
    const bound = args.bind("fixed_digits", "min", "max", "signed");
    super(args, bound);
    this.regex = bound.get("signed") === true ? "-?\\d+" : "\\d+";
    this.#fixedDigits = numberArgument(bound.get("fixed_digits"), "fixed_digits") ?? 0;
  }

  override toValue(text: string): number {
    if (this.#fixedDigits > 0 && text.length !== this.#fixedDigits) {
      throw new ValidationError(`${text} does not have ${this.#fixedDigits} digits.`);
    }
    const value = super.toValue(text);
    // Two URLs must never name one number, which they would beyond the exact integers.
    if (Number.isSafeInteger(value)) return value;
    throw new ValidationError(`${text} is too large to be an exact number.`);
  }

  override toUrl(value: unknown): string {
    const digits = integerOf(value).toString();
    const width = digits.startsWith("-") ? this.#fixedDigits - 1 : this.#fixedDigits;
    return digits.replace(/\d+/, (unsigned) => unsigned.padStart(width, "0"));
  }
}

/** `<float:ratio>`: digits, a point, digits; with `signed=True` a minus may stand before them. */
export class FloatConverter extends NumberConverter {
  override readonly regex: string;

  /** @param args - `min`, `max`: the range. `signed`. */
  constructor(args: ConverterArguments = new ConverterArguments()) {
    const bound = args.bind("min", "max", "signed");
    super(args, bound);
    this.regex = bound.get("signed") === true ? "-?\\d+\\.\\d+" : "\\d+\\.\\d+";
  }

  override toUrl(value: unknown): string {
    return plainDecimal(numberOf(value));
  }
}

function integerOf(value: unknown): bigint {
  return typeof value === "bigint" ? value : BigInt(Math.trunc(numberOf(value)));
}

function numberOf(value: unknown): number {
  const primitive = primitiveOf(value);
  switch (typeof primitive) {
    case "number":
    case "bigint":
    case "boolean":
      if (Number.isFinite(Number(primitive))) return Number(primitive);
      break;
    case "string":
      if (primitive.trim() !== "" && Number.isFinite(Number(primitive))) return Number(primitive);
      break;
    default:
      throw new TypeError("The variable of the rule takes a number, not an object or a list.");
  }
  throw new ValidationError(`The variable of the rule takes a number, not "${primitive}".`);
}

// Never an exponent, and always a point: the only form that the converter reads back.
function plainDecimal(number: number): string {
  const [mantissa = "", exponent] = number.toString().split("e");
  if (exponent === undefined) return mantissa.includes(".") ? mantissa : `${mantissa}.0`;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const point = whole.length + Number(exponent);
  if (point > 0) return `${sign}${(whole + fraction).padEnd(point, "0")}.0`;
  return `${sign}0.${"0".repeat(-point)}${whole}${fraction}`;
}
