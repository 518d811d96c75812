import { FLASHES } from "./reserved-keys.ts";

/** The data of a session. */
export type SessionData = Readonly<Record<string, unknown>>;

/**
 * Puts what one request changed into what another has saved meanwhile. Of each key the request's own value counts if
 * the request changed it, else the saved one. Flashed messages are joined instead: those that the request took are
 * gone, those that it added follow what others added.
 *
 * @param before - What the request began with.
 * @param mine - What it ended with.
 * @param saved - What is there now.
 * @param textOf - Writes a value so that equal ones have equal texts.
 * @example
 * mergeSessions({ a: 1, b: 1 }, { a: 2, b: 1 }, { a: 1, c: 3 }, JSON.stringify); // => { a: 2, c: 3 }
 */
export function mergeSessions(
  before: SessionData,
  mine: SessionData,
  saved: SessionData,
  textOf: (value: unknown) => string,
): SessionData {
  const old = new Map(Object.entries(before));
  const own = new Map(Object.entries(mine));
  const merged = new Map(Object.entries(saved));
  const same = (left: unknown, right: unknown): boolean => textOf(left ?? null) === textOf(right ?? null);
  for (const key of new Set([...old.keys(), ...own.keys()])) {
    if (old.has(key) === own.has(key) && same(old.get(key), own.get(key))) continue;
    const value =
      key === FLASHES ? mergeLists(old.get(key), own.get(key), merged.get(key), same) : own.get(key);
    if (value === undefined) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** Lists that grow at their end, and are taken as a whole; undefined is the empty one. */
function mergeLists(
  before: unknown,
  mine: unknown,
  saved: unknown,
  same: (left: unknown, right: unknown) => boolean,
): unknown[] | undefined {
  const [old, own, now] = [listOf(before), listOf(mine), listOf(saved)];
  const isTaken = !old.every((item, index) => index < own.length && same(item, own[index]));
  // What another request has taken is not at the start any more.
  const isThere = old.every((item, index) => index < now.length && same(item, now[index]));
  const added = isTaken ? own : own.slice(old.length);
  const left = isTaken && isThere ? now.slice(old.length) : now;
  const merged = [...left, ...added];
  return merged.length === 0 ? undefined : merged;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
