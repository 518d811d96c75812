import { sameOrEquals } from "../equality.ts";
import { PythonError, valueError } from "../errors.ts";
import { indexOf } from "../index-value.ts";
import { iterate } from "../iterate.ts";
import { compare } from "../order.ts";
import { sequenceItems, type Tuple } from "../tuple.ts";
import { truthy } from "../truth.ts";
import { typeName } from "../types.ts";
import { type MethodDefinition, type MethodTable, methodTable } from "./method-table.ts";

/** Where an item stands in a list or tuple. */
function placeOf(sequence: unknown[] | Tuple, value: unknown, start: unknown, stop: unknown): number {
  const items = sequenceItems(sequence) ?? [];
  const first = start === undefined ? 0 : boundary(start, items.length);
  const last = stop === undefined ? items.length : boundary(stop, items.length);
  for (let index = first; index < last; index++) if (sameOrEquals(items[index], value)) return index;
  throw valueError(`${typeName(sequence)}.index(x): x not in ${typeName(sequence)}`);
}

function boundary(value: unknown, length: number): number {
  const index = indexOf(value);
  return Math.min(index < 0 ? Math.max(0, index + length) : index, length);
}

function takeAt(list: unknown[], place: unknown): unknown {
  const index = place === undefined ? -1 : indexOf(place);
  if (list.length === 0) throw new PythonError("IndexError", "pop from empty list");
  const at = index < 0 ? index + list.length : index;
  if (at < 0 || at >= list.length) throw new PythonError("IndexError", "pop index out of range");
  return list.splice(at, 1)[0];
}

function sortList(list: unknown[], key: unknown, reverse: boolean): void {
  const keyed = list.map((item) => ({
    item,
    key: typeof key === "function" ? Reflect.apply(key, null, [item]) : item,
  }));
  // Equal items keep their order in both directions, as Python's sort does.
  keyed.sort((a, b) => (reverse ? compare(b.key, a.key) : compare(a.key, b.key)));
  list.splice(0, list.length, ...keyed.map(({ item }) => item));
}

const sequenceMethods: readonly MethodDefinition[] = [
  [
    "value start? stop?",
    function index(this: unknown[] | Tuple, value: unknown, start?: unknown, stop?: unknown): number {
      return placeOf(this, value, start, stop);
    },
  ],
  [
    "value",
    function count(this: unknown[] | Tuple, value: unknown): number {
      return (sequenceItems(this) ?? []).filter((item) => sameOrEquals(item, value)).length;
    },
  ],
];

/** The methods of Python's `tuple`. */
export const tupleMethods: MethodTable = methodTable(sequenceMethods);

/** The methods of Python's `list`. */
export const listMethods: MethodTable = methodTable([
  ...sequenceMethods,
  [
    "object",
    function append(this: unknown[], object: unknown): null {
      this.push(object);
      return null;
    },
  ],
  [
    "iterable",
    function extend(this: unknown[], iterable: unknown): null {
      for (const item of Array.from(iterate(iterable))) this.push(item);
      return null;
    },
  ],
  [
    "index object",
    function insert(this: unknown[], place: unknown, object: unknown): null {
      this.splice(boundary(place, this.length), 0, object);
      return null;
    },
  ],
  [
    "index?",
    function pop(this: unknown[], place?: unknown): unknown {
      return takeAt(this, place);
    },
  ],
  [
    "value",
    function remove(this: unknown[], value: unknown): null {
      const place = this.findIndex((item) => sameOrEquals(item, value));
      if (place === -1) throw valueError("list.remove(x): x not in list");
      this.splice(place, 1);
      return null;
    },
  ],
  [
    "",
    function clear(this: unknown[]): null {
      this.length = 0;
      return null;
    },
  ],
  [
    "",
    function copy(this: unknown[]): unknown[] {
      return [...this];
    },
  ],
  [
    "",
    function reverse(this: unknown[]): null {
      this.reverse();
      return null;
    },
  ],
  [
    "key? reverse?",
    function sort(this: unknown[], key: unknown = null, reverse: unknown = false): null {
      sortList(this, key, truthy(reverse));
      return null;
    },
  ],
]);
