import { Markup } from "@dewar/markup";
import { characters } from "./characters.ts";
import { typeError, valueError } from "./errors.ts";
import { Range } from "./range.ts";
import { Tuple } from "./tuple.ts";
import { typeName } from "./types.ts";
import { Undefined } from "./undefined.ts";

interface Bounds {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/**
 * Python's `value[start:stop:step]` of a string, list, tuple or range. Places count code points; negative ones
 * count from the end; null stands for one that was left out.
 *
 * @throws {@link PythonError} (TypeError) for a value that cannot be sliced or a place that is no integer,
 *   (ValueError) for a step of 0.
 * @example
 * slice("hello", null, null, -1); // => "olleh"
 * slice([1, 2, 3, 4], 1, -1); // => [2, 3]
 */
export function slice(value: unknown, start: unknown, stop: unknown = null, step: unknown = null): unknown {
  if (typeof value === "string") return sliceText(value, start, stop, step);
  if (Array.isArray(value)) return sliceItems(value, start, stop, step);
  if (value instanceof Tuple) return new Tuple(sliceItems(value.items, start, stop, step));
  if (value instanceof Markup) return new Markup(sliceText(value.toString(), start, stop, step));
  if (value instanceof Range) return sliceRange(value, boundsOf(value.length, start, stop, step));
  if (value instanceof Undefined) return value.attribute("slice");
  throw typeError(`'${typeName(value)}' object is not subscriptable`);
}

function sliceText(text: string, start: unknown, stop: unknown, step: unknown): string {
  const units = characters(text);
  const bounds = boundsOf(units.length, start, stop, step);
  if (bounds.step === 1 && typeof units === "string") return units.slice(bounds.start, bounds.stop);
  return pick(units, bounds).join("");
}

function sliceItems(items: readonly unknown[], start: unknown, stop: unknown, step: unknown): unknown[] {
  const bounds = boundsOf(items.length, start, stop, step);
  return bounds.step === 1 ? items.slice(bounds.start, bounds.stop) : pick(items, bounds);
}

function pick(items: ArrayLike<unknown>, { start, stop, step }: Bounds): unknown[] {
  const picked: unknown[] = [];
  for (let index = start; step > 0 ? index < stop : index > stop; index += step) picked.push(items[index]);
  return picked;
}

function sliceRange(range: Range, { start, stop, step }: Bounds): Range {
  return new Range(range.at(start), range.at(stop), range.step * step);
}

// The rules of CPython's slice.indices(): every bound is brought into the sequence before it is walked.
function boundsOf(length: number, start: unknown, stop: unknown, step: unknown): Bounds {
  const by = placeOf(step) ?? 1;
  if (by === 0) throw valueError("slice step cannot be zero");
  const lowest = by > 0 ? 0 : -1;
  const highest = by > 0 ? length : length - 1;
  const clamp = (place: number | undefined, absent: number) => {
    if (place === undefined) return absent;
    return Math.min(Math.max(place < 0 ? place + length : place, lowest), highest);
  };
  const first = clamp(placeOf(start), by > 0 ? lowest : highest);
  const last = clamp(placeOf(stop), by > 0 ? highest : lowest);
  return { start: first, stop: last, step: by };
}

function placeOf(value: unknown): number | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  if (typeof value === "boolean" || typeof value === "bigint") return Number(value);
  throw typeError("slice indices must be integers or None or have an __index__ method");
}
