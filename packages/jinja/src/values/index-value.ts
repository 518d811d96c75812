import { overflowError, typeError } from "./errors.ts";
import { typeName } from "./types.ts";

/**
 * Reads a value where Python demands an integer (an index, a count): ints and booleans, no floats.
 *
 * @throws {@link PythonError} (TypeError) for anything else, (OverflowError) past 2^53.
 */
export function indexOf(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "bigint") return smallInteger(value) ?? tooLarge();
  throw typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
}

/** Like {@link indexOf}, but undefined for what is no integer. */
export function tryIndex(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value === "bigint") return smallInteger(value);
  return typeof value === "boolean" ? Number(value) : undefined;
}

function smallInteger(value: bigint): number | undefined {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

function tooLarge(): never {
  throw overflowError("cannot fit 'int' into an index-sized integer");
}
