import { isDict } from "../values/dict.ts";
import { SandboxedEnvironment } from "./sandboxed-environment.ts";

const LIST_CHANGERS: ReadonlySet<string> = new Set([
  "append",
  "clear",
  "extend",
  "insert",
  "pop",
  "remove",
  "reverse",
  "sort",
]);

const DICT_CHANGERS: ReadonlySet<string> = new Set(["clear", "pop", "popitem", "setdefault", "update"]);

const SET_CHANGERS: ReadonlySet<string> = new Set([
  "add",
  "clear",
  "difference_update",
  "discard",
  "pop",
  "remove",
  "symmetric_difference_update",
  "update",
]);

/**
 * A sandbox whose templates cannot change the lists, dicts and sets they are given either.
 *
 * @example
 * new ImmutableSandboxedEnvironment().fromString("{{ x.append(1) }}").render({ x: [] }); // throws SecurityError
 */
export class ImmutableSandboxedEnvironment extends SandboxedEnvironment {
  override isSafeAttribute(object: unknown, name: string, value: unknown): boolean {
    return super.isSafeAttribute(object, name, value) && !changes(object, name);
  }
}

function changes(object: unknown, name: string): boolean {
  if (Array.isArray(object)) return LIST_CHANGERS.has(name);
  if (object instanceof Set) return SET_CHANGERS.has(name);
  return isDict(object) && DICT_CHANGERS.has(name);
}
