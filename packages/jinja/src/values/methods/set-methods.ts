import { hashable } from "../dict.ts";
import { isSubset, storedKey } from "../equality.ts";
import { PythonError } from "../errors.ts";
import { iterate } from "../iterate.ts";
import { MISSING } from "../missing.ts";
import { repr } from "../repr.ts";
import { type MethodTable, methodTable } from "./method-table.ts";

/**
 * Builds a set as Python does: of equal items the first stays.
 *
 * @throws {@link PythonError} (TypeError) for a list, dict or set among the items.
 */
export function setOf(items: Iterable<unknown>): Set<unknown> {
  const set = new Set<unknown>();
  for (const item of items) addTo(set, item);
  return set;
}

function addTo(set: Set<unknown>, item: unknown): void {
  const key = hashable(item);
  if (storedKey(set, key) === MISSING) set.add(key);
}

function removeFrom(set: Set<unknown>, item: unknown): boolean {
  return set.delete(storedKey(set, hashable(item)));
}

function asSet(value: unknown): ReadonlySet<unknown> {
  return value instanceof Set ? value : setOf(iterate(value));
}

function without(set: Iterable<unknown>, others: readonly unknown[]): Set<unknown> {
  const excluded = others.map(asSet);
  return new Set([...set].filter((item) => excluded.every((other) => storedKey(other, item) === MISSING)));
}

function within(set: Iterable<unknown>, others: readonly unknown[]): Set<unknown> {
  const required = others.map(asSet);
  return new Set([...set].filter((item) => required.every((other) => storedKey(other, item) !== MISSING)));
}

function replaceItems(set: Set<unknown>, items: Iterable<unknown>): null {
  const kept = [...items];
  set.clear();
  for (const item of kept) set.add(item);
  return null;
}

/** The methods of Python's `set`. */
export const setMethods: MethodTable = methodTable([
  [
    "element",
    function add(this: Set<unknown>, element: unknown): null {
      addTo(this, element);
      return null;
    },
  ],
  [
    "element",
    function discard(this: Set<unknown>, element: unknown): null {
      removeFrom(this, element);
      return null;
    },
  ],
  [
    "element",
    function remove(this: Set<unknown>, element: unknown): null {
      if (!removeFrom(this, element)) throw new PythonError("KeyError", repr(element));
      return null;
    },
  ],
  [
    "",
    function pop(this: Set<unknown>): unknown {
      if (this.size === 0) throw new PythonError("KeyError", repr("pop from an empty set"));
      const [first] = this;
      this.delete(first);
      return first;
    },
  ],
  [
    "",
    function clear(this: Set<unknown>): null {
      this.clear();
      return null;
    },
  ],
  [
    "",
    function copy(this: Set<unknown>): Set<unknown> {
      return new Set(this);
    },
  ],
  [
    "*others",
    function union(this: Set<unknown>, others: readonly unknown[]): Set<unknown> {
      return setOf([...this, ...others.flatMap((other) => Array.from(iterate(other)))]);
    },
  ],
  [
    "*others",
    function intersection(this: Set<unknown>, others: readonly unknown[]): Set<unknown> {
      return within(this, others);
    },
  ],
  [
    "*others",
    function difference(this: Set<unknown>, others: readonly unknown[]): Set<unknown> {
      return without(this, others);
    },
  ],
  [
    "other",
    function symmetric_difference(this: Set<unknown>, other: unknown): Set<unknown> {
      const second = asSet(other);
      return new Set([...without(this, [second]), ...without(second, [this])]);
    },
  ],
  [
    "*others",
    function update(this: Set<unknown>, others: readonly unknown[]): null {
      for (const other of others) for (const item of Array.from(iterate(other))) addTo(this, item);
      return null;
    },
  ],
  [
    "*others",
    function intersection_update(this: Set<unknown>, others: readonly unknown[]): null {
      return replaceItems(this, within(this, others));
    },
  ],
  [
    "*others",
    function difference_update(this: Set<unknown>, others: readonly unknown[]): null {
      return replaceItems(this, without(this, others));
    },
  ],
  [
    "other",
    function symmetric_difference_update(this: Set<unknown>, other: unknown): null {
      const second = asSet(other);
      return replaceItems(this, [...without(this, [second]), ...without(second, [this])]);
    },
  ],
  [
    "other",
    function issubset(this: Set<unknown>, other: unknown): boolean {
      return isSubset(this, asSet(other));
    },
  ],
  [
    "other",
    function issuperset(this: Set<unknown>, other: unknown): boolean {
      return isSubset(asSet(other), this);
    },
  ],
  [
    "other",
    function isdisjoint(this: Set<unknown>, other: unknown): boolean {
      return within(this, [other]).size === 0;
    },
  ],
]);
