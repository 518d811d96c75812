import {
  type Dict,
  dictDelete,
  dictEntries,
  dictGet,
  dictKeys,
  dictOf,
  dictSet,
  isDict,
  type MutableDict,
} from "../dict.ts";
import { DictView } from "../dict-view.ts";
import { PythonError, typeError, valueError } from "../errors.ts";
import { iterate, tryIterate } from "../iterate.ts";
import { MISSING } from "../missing.ts";
import { repr } from "../repr.ts";
import { Tuple } from "../tuple.ts";
import { isPlainObject } from "../types.ts";
import { Undefined } from "../undefined.ts";
import { type MethodDefinition, type MethodTable, methodTable } from "./method-table.ts";

/**
 * The pairs of key and value which `dict(...)` and `update(...)` accept: those of a dict, or of a list of pairs.
 *
 * @throws {@link PythonError} (TypeError, ValueError) for items that are no pairs.
 */
export function pairsOf(source: unknown): [key: unknown, value: unknown][] {
  if (isDict(source)) return dictEntries(source);
  if (source instanceof Undefined) return source.fail();
  return Array.from(iterate(source), (item, index) => {
    const found = tryIterate(item);
    if (found === undefined) {
      throw typeError(`cannot convert dictionary update sequence element #${index} to a sequence`);
    }
    const pair = Array.from(found);
    if (pair.length === 2) return [pair[0], pair[1]];
    throw valueError(`dictionary update sequence element #${index} has length ${pair.length}; 2 is required`);
  });
}

function takeUnder(dict: MutableDict, key: unknown): unknown {
  const value = dictGet(dict, key);
  if (value !== MISSING) dictDelete(dict, key);
  return value;
}

const readingMethods: readonly MethodDefinition[] = [
  [
    "key default?",
    function get(this: Dict, key: unknown, fallback: unknown = null): unknown {
      const value = dictGet(this, key);
      return value === MISSING ? fallback : value;
    },
  ],
  [
    "",
    function items(this: Dict): DictView {
      return new DictView(this, "items");
    },
  ],
  [
    "",
    function keys(this: Dict): DictView {
      return new DictView(this, "keys");
    },
  ],
  [
    "",
    function values(this: Dict): DictView {
      return new DictView(this, "values");
    },
  ],
];

/** The methods of a dict that is an instance of a class of its own: those which only read. */
export const mappingMethods: MethodTable = methodTable(readingMethods);

/** The methods of Python's `dict`. */
export const dictMethods: MethodTable = methodTable([
  ...readingMethods,
  [
    "key default?",
    function pop(this: MutableDict, key: unknown, fallback: unknown = MISSING): unknown {
      const value = takeUnder(this, key);
      if (value !== MISSING) return value;
      if (fallback === MISSING) throw new PythonError("KeyError", repr(key));
      return fallback;
    },
  ],
  [
    "",
    function popitem(this: MutableDict): Tuple {
      const pair = dictEntries(this).at(-1);
      if (pair === undefined) throw new PythonError("KeyError", repr("popitem(): dictionary is empty"));
      dictDelete(this, pair[0]);
      return new Tuple(pair);
    },
  ],
  [
    "key default?",
    function setdefault(this: MutableDict, key: unknown, fallback: unknown = null): unknown {
      const value = dictGet(this, key);
      if (value !== MISSING) return value;
      dictSet(this, key, fallback);
      return fallback;
    },
  ],
  [
    "other? **keywords",
    function update(this: MutableDict, other: unknown, keywords: Readonly<Record<string, unknown>>): null {
      const pairs = other === undefined ? [] : pairsOf(other);
      for (const [key, value] of [...pairs, ...Object.entries(keywords)]) dictSet(this, key, value);
      return null;
    },
  ],
  [
    "",
    function clear(this: MutableDict): null {
      for (const key of dictKeys(this)) dictDelete(this, key);
      return null;
    },
  ],
  [
    "",
    function copy(this: MutableDict): MutableDict {
      return isPlainObject(this) ? { ...this } : dictOf(dictEntries(this));
    },
  ],
  [
    "iterable value?",
    function fromkeys(this: MutableDict, iterable: unknown, value: unknown = null): MutableDict {
      return dictOf(Array.from(iterate(iterable), (key) => [key, value]));
    },
  ],
]);
