import type { JsonSchema } from "../json-schema.ts";
import { type FieldOptions, MarshallingError, nullable, Raw } from "./raw.ts";

/** A whole number: 0 where there is no value. Fractions are cut off. */
export class Integer extends Raw<number | null> {
  constructor(options: FieldOptions<number | null> = {}) {
    super({ default: 0, ...options });
  }

  override get jsonSchema(): JsonSchema {
    return nullable("integer");
  }

  override format(value: unknown): number {
    if (typeof value === "string" && !/^\s*[-+]?\d+\s*$/.test(value)) throw notNumber(value);
    // Whole numbers have one zero; adding makes the negative one positive.
    return Math.trunc(numberOf(value)) + 0;
  }
}

/** A number. */
export class Float extends Raw<number | null> {
  override get jsonSchema(): JsonSchema {
    return nullable("number");
  }

  override format(value: unknown): number {
    return numberOf(value);
  }
}

/** Whether a value is something: not false, zero, or empty. */
export class BooleanField extends Raw<boolean | null> {
  override get jsonSchema(): JsonSchema {
    return nullable("boolean");
  }

  override format(value: unknown): boolean {
    if (Array.isArray(value)) return value.length > 0;
    return value instanceof Map || value instanceof Set ? value.size > 0 : Boolean(value);
  }
}

/** A number as text, with all of its digits: for clients whose numbers have fewer. */
export class Arbitrary extends Raw<string | null> {
  override get jsonSchema(): JsonSchema {
    return nullable("string");
  }

  override format(value: unknown): string {
    return decimalOf(value);
  }
}

/** A number as text with so many decimals; a half goes to the even digit. */
export class Fixed extends Raw<string | null> {
  readonly decimals: number;

  constructor(options: FieldOptions<string | null> & { readonly decimals?: number } = {}) {
    super(options);
    this.decimals = options.decimals ?? 5;
  }

  override get jsonSchema(): JsonSchema {
    return nullable("string");
  }

  override format(value: unknown): string {
    return roundHalfEven(decimalOf(value), this.decimals);
  }
}

function numberOf(value: unknown): number {
  const isEmpty = typeof value === "string" && value.trim() === "";
  const number = isEmpty || typeof value === "object" ? Number.NaN : Number(value);
  if (Number.isNaN(number)) throw notNumber(value);
  return number;
}

const DECIMAL = /^([-+]?)(\d+)(?:\.(\d*))?$/;

/** A number as decimal text, with all the digits that it really has. */
function decimalOf(value: unknown): string {
  if (typeof value === "string" && DECIMAL.test(value.trim())) return value.trim();
  if (typeof value === "bigint") return String(value);
  let whole = numberOf(value);
  if (!Number.isFinite(whole)) throw notNumber(value);
  // A binary fraction is a whole number over a power of two; doubling is exact, and so is 5 ** n / 10 ** n.
  let decimals = 0;
  for (; !Number.isInteger(whole); decimals++) whole *= 2;
  return placePoint(BigInt(whole) * 5n ** BigInt(decimals), decimals);
}

/** A whole number with a point before its last digits. */
function placePoint(digits: bigint, decimals: number): string {
  if (decimals === 0) return String(digits);
  const minus = digits < 0n ? "-" : "";
  const text = String(digits < 0n ? -digits : digits).padStart(decimals + 1, "0");
  return `${minus}${text.slice(0, -decimals)}.${text.slice(-decimals)}`;
}

function roundHalfEven(decimal: string, decimals: number): string {
  const [, sign = "", whole = "0", fraction = ""] = DECIMAL.exec(decimal) ?? [];
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, "0"));
  const rest = fraction.slice(decimals);
  const half = `5${"0".repeat(Math.max(rest.length - 1, 0))}`;
  const isUp = rest !== "" && (rest > half || (rest === half && kept % 2n === 1n));
  const rounded = isUp ? kept + 1n : kept;
  return placePoint(sign === "-" ? -rounded : rounded, decimals);
}

function notNumber(value: unknown): MarshallingError {
  return new MarshallingError(
    `${JSON.stringify(value) ?? String(value)} is no number that the field can write.`,
  );
}
