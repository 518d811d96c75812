import assert from "node:assert/strict";

/**
 * Compares a value with what an example's comment says.
 *
 * The comment is a literal, so a value of a class is compared by what it shows of itself: its text when the
 * literal is a string, its primitive value when it is another primitive, else its `toJSON()` or its own members.
 *
 * @throws AssertionError when they differ.
 */
export function equal(actual: unknown, expected: unknown): void {
  assert.deepEqual(shown(actual, expected), shown(expected, expected));
}

/**
 * Runs a piece of an example that is said to throw.
 *
 * @param run - The piece.
 * @param name - The name of the error's class, or of one that it extends.
 * @param words - Words that the message must contain.
 * @throws AssertionError when it does not throw so.
 */
export async function throws(run: () => Promise<unknown>, name: string, words: string): Promise<void> {
  const error = await run().then(
    () => assert.fail(`nothing was thrown, expected ${name}`),
    (reason: unknown) => reason,
  );
  assert.ok(namesOf(error).includes(name), `threw ${String(error)}, expected ${name}`);
  assert.ok(String(error).includes(words), `threw ${String(error)}, expected a message with: ${words}`);
}

function shown(value: unknown, like: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (typeof like === "string") return textOf(value);
  if (typeof like !== "object" || like === null) return value.valueOf();
  if (Array.isArray(value))
    return value.map((item, index) => shown(item, Array.isArray(like) ? like[index] : like));
  if (ArrayBuffer.isView(value)) return [...Buffer.from(value.buffer, value.byteOffset, value.byteLength)];
  if (value.constructor === like.constructor && !isPlain(value)) return value;
  return members(
    "toJSON" in value && typeof value.toJSON === "function" ? (value.toJSON() as unknown) : value,
    like,
  );
}

// Objects without a prototype and plain ones look alike in a literal.
function members(value: unknown, like: object): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Symbol.iterator in value && Array.isArray(like)) {
    return [...(value as Iterable<unknown>)].map((item, index) => shown(item, like[index]));
  }
  const entries = Object.entries(value).map(([key, item]) => [key, shown(item, Reflect.get(like, key))]);
  return Object.fromEntries(entries);
}

// Whether the text says something is what the comparison finds out.
function textOf(value: { toString(): string }): string {
  return value.toString();
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function namesOf(error: unknown): string[] {
  const names = [error instanceof Error ? error.name : ""];
  for (
    let type: unknown = error;
    typeof type === "object" && type !== null;
    type = Object.getPrototypeOf(type)
  ) {
    names.push(type.constructor.name);
  }
  return names;
}
