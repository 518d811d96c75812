import * as http from "@dewar/http";

/** Thrown by a case whose function our API does not have. */
export class NotAvailableError extends Error {
  override readonly name = "NotAvailableError";

  constructor(name: string) {
    super(`not available: ${name}`);
  }
}

/** A Python name in ours: `max_age` is `maxAge`. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A function of our API. */
export type Callable = (...args: readonly unknown[]) => unknown;

/** A function that `@dewar/http` exports. */
export function exported(name: string): Callable {
  return ((http as Readonly<Record<string, unknown>>)[name] as Callable) ?? unavailable(name);
}

/** A new object of a class that `@dewar/http` exports. */
export function construct(name: string, args: readonly unknown[]): unknown {
  return Reflect.construct(exported(name), args);
}

function unavailable(name: string): never {
  throw new NotAvailableError(name);
}

/** Reads a member of an object by its Python name. */
export function readMember(target: object, name: string): unknown {
  const member = camelCase(name);
  if (!(member in target)) throw new NotAvailableError(`${target.constructor.name}.${member}`);
  return (target as Record<string, unknown>)[member];
}

/** Sets a member of an object by its Python name. */
export function writeMember(target: object, name: string, value: unknown): void {
  const member = camelCase(name);
  if (!(member in target)) throw new NotAvailableError(`${target.constructor.name}.${member}`);
  (target as Record<string, unknown>)[member] = value;
}

/** Calls a method of an object by its Python name. */
export function callMember(target: object, name: string, args: readonly unknown[]): unknown {
  const method = readMember(target, name);
  if (typeof method !== "function") throw new NotAvailableError(`${target.constructor.name}.${name}()`);
  return (method as (...args: unknown[]) => unknown).apply(target, [...args]);
}
