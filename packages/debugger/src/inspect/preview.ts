import { inspect, types } from "node:util";
import { isSecret, MASK } from "./secrets.ts";

/** A member of an object: a property, an item, an entry. */
export interface Member {
  readonly name: string;
  readonly value: unknown;
}

/** Stands for the value of a property that would have to be computed. */
const COMPUTED: object = Object.freeze({});

const LONGEST_STRING = 300;
const SHORT_STRING = 60;
const SHOWN_MEMBERS = 8;

/**
 * A value in one line, with what is named like a secret masked. No code of the value's runs: not its getters, nor
 * what a proxy does, nor its `toString`.
 *
 * @example
 * preview({ user: "ann", password: "tea", cart: [1, 2] }); // => "{ user: 'ann', password: ••••••, cart: Array(2) }"
 */
export function preview(value: unknown): string {
  if (!isPlainToSee(value)) return short(value, LONGEST_STRING);
  if (types.isNativeError(value)) {
    const message = ownValue(value, "message");
    return `${className(value)}: ${typeof message === "string" ? message.slice(0, LONGEST_STRING) : short(message, SHORT_STRING)}`;
  }
  const members = membersOf(value, SHOWN_MEMBERS);
  const rest = sizeOf(value) - members.length;
  const texts = members.map(({ name, value: member }) => {
    const text = isSecret(name) ? MASK : short(member, SHORT_STRING);
    if (Array.isArray(value) || types.isSet(value)) return text;
    return types.isMap(value) ? `${name} => ${text}` : `${name}: ${text}`;
  });
  if (rest > 0) texts.push(`… ${rest} more`);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  const inside = texts.length === 0 ? `${open}${close}` : `${open} ${texts.join(", ")} ${close}`;
  const name = titleOf(value);
  return name === "" ? inside : `${name} ${inside}`;
}

/**
 * The members of an object: entries of a Map, items of a Set or an array, its own properties.
 *
 * @param limit - No more than so many.
 */
export function membersOf(value: object, limit: number): Member[] {
  if (types.isProxy(value)) return [];
  if (types.isMap(value)) {
    return take(Map.prototype.entries.call(value), limit).map(([key, item]) => ({
      name: keyText(key),
      value: item,
    }));
  }
  if (types.isSet(value))
    return take(Set.prototype.values.call(value), limit).map((item, index) => ({
      name: `${index}`,
      value: item,
    }));
  return ownKeys(value, limit).map((key) => {
    const descriptor = Reflect.getOwnPropertyDescriptor(value, key);
    const hasValue = descriptor !== undefined && "value" in descriptor;
    const member: unknown = hasValue ? descriptor.value : COMPUTED;
    return { name: String(key), value: member };
  });
}

/** Whether a value is best told by its members. */
function isPlainToSee(value: unknown): value is object {
  if (typeof value !== "object" || value === null || value === COMPUTED || types.isProxy(value)) return false;
  return !(
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isPromise(value) ||
    types.isBoxedPrimitive(value) ||
    types.isAnyArrayBuffer(value) ||
    ArrayBuffer.isView(value)
  );
}

/** A value without its members. */
function short(value: unknown, longest: number): string {
  if (value === COMPUTED) return "(computed when read)";
  if (typeof value === "object" && value !== null) {
    if (types.isProxy(value)) return "Proxy {…}";
    if (isPlainToSee(value)) return titleOf(value) || (ownKeys(value, 1).length === 0 ? "{}" : "{…}");
  }
  const options = { depth: 0, customInspect: false, maxStringLength: longest, maxArrayLength: 8 };
  return inspect(value, { ...options, breakLength: Number.POSITIVE_INFINITY });
}

/** The class, with the number of members for what has a length; nothing for plain objects. */
function titleOf(value: object): string {
  const name = className(value);
  if (Array.isArray(value))
    return name === "Array" ? (value.length > 0 ? `Array(${value.length})` : "") : name;
  if (types.isMap(value) || types.isSet(value)) return `${name}(${sizeOf(value)})`;
  return name === "Object" ? "" : name;
}

function className(value: object): string {
  const prototype: unknown = Reflect.getPrototypeOf(value);
  if (typeof prototype !== "object" || prototype === null) return "[null prototype]";
  if (types.isProxy(prototype)) return "Object";
  const constructor = ownValue(prototype, "constructor");
  const name = typeof constructor === "function" ? ownValue(constructor, "name") : undefined;
  return typeof name === "string" && name !== "" ? name : "Object";
}

function ownValue(value: object, key: string): unknown {
  if (types.isProxy(value)) return undefined;
  return Reflect.getOwnPropertyDescriptor(value, key)?.value as unknown;
}

const TYPED_ARRAY: object = Object.getPrototypeOf(Uint8Array.prototype) as object;

function sizeOf(value: object): number {
  if (types.isMap(value)) return Reflect.get(Map.prototype, "size", value);
  if (types.isSet(value)) return Reflect.get(Set.prototype, "size", value);
  return lengthOf(value) ?? Reflect.ownKeys(value).length;
}

function lengthOf(value: object): number | undefined {
  if (Array.isArray(value)) return value.length;
  return types.isTypedArray(value) ? Number(Reflect.get(TYPED_ARRAY, "length", value)) : undefined;
}

/** Of an array only as many as are wanted are named: it may have millions. */
function ownKeys(value: object, limit: number): PropertyKey[] {
  const length = lengthOf(value);
  if (length === undefined) return Reflect.ownKeys(value).slice(0, limit);
  return Array.from({ length: Math.min(length, limit) }, (_, index) => String(index));
}

function keyText(key: unknown): string {
  return typeof key === "string" ? key : short(key, SHORT_STRING);
}

function take<T>(items: Iterable<T>, limit: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length >= limit) break;
    taken.push(item);
  }
  return taken;
}
