import { Float, Range, repr, Tuple } from "../../../packages/jinja/src/index.ts";
import { equals } from "../../../packages/jinja/src/values/equality.ts";
import { typeError } from "../../../packages/jinja/src/values/errors.ts";
import { Markup } from "../../../packages/markup/src/index.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Decodes the members of an object, each a tagged value. */
export function decodeMembers(members: Json): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, decode(value)]));
}

/** Decodes one tagged value of the case files. */
export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== "object" || value === null) return value;
  const [[tag, content] = ["", undefined], second] = Object.entries(value);
  const decodeTag = second === undefined ? TAGS[tag] : undefined;
  return decodeTag === undefined ? decodeMembers(value as Json) : decodeTag(content);
}

const TAGS: Readonly<Record<string, (content: unknown) => unknown>> = {
  $float: (content) => floatOf(Number(SPECIAL_FLOATS[String(content)] ?? content)),
  $int: (content) => BigInt(String(content)),
  $tuple: (content) => new Tuple((content as readonly unknown[]).map(decode)),
  $set: (content) => new Set((content as readonly unknown[]).map(decode)),
  $dict: (content) =>
    new Map((content as readonly [unknown, unknown][]).map(([key, value]) => [decode(key), decode(value)])),
  $markup: (content) => new Markup(content),
  $range: (content) => {
    const [start = 0, stop = 0, step = 1] = content as readonly number[];
    return new Range(start, stop, step);
  },
  $object: (content) => new SimpleNamespace(decodeMembers(asRecord(content))),
};

const SPECIAL_FLOATS: Readonly<Record<string, number>> = { nan: Number.NaN, inf: 1 / 0, "-inf": -1 / 0 };

function floatOf(value: number): unknown {
  return Number.isSafeInteger(value) ? new Float(value) : value;
}

/** An object with attributes and without items, as Python's `types.SimpleNamespace`: equal by them, and no key. */
class SimpleNamespace {
  constructor(members: Readonly<Record<string, unknown>>) {
    Object.assign(this, members);
  }

  get __type__(): string {
    return "types.SimpleNamespace";
  }

  __eq__(other: unknown): boolean {
    return (
      other instanceof SimpleNamespace &&
      equals(new Map(Object.entries(this)), new Map(Object.entries(other)))
    );
  }

  __hash__(): never {
    throw typeError("unhashable type: 'types.SimpleNamespace'");
  }

  __repr__(): string {
    const members = Object.entries(this).map(([name, value]) => `${name}=${repr(value)}`);
    return `namespace(${members.join(", ")})`;
  }
}

/** Sees a parsed member of a record as an object: the form of the files is trusted. */
export function asRecord(value: unknown): Json {
  return value as Json;
}
