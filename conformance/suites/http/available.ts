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

/** An export of `@dewar/http` by name. */
export function exported<T>(name: string): T {
  const value = (http as Readonly<Record<string, unknown>>)[name];
  if (value === undefined) throw new NotAvailableError(name);
  return value as T;
}

/** A function that the package keeps to itself, by the file that holds it. */
export async function internal<T>(file: string, name: string): Promise<T> {
  const url = new URL(`../../../packages/http/src/${file}`, import.meta.url);
  const module = await import(url.href).catch((cause: unknown) => {
    throw new Error(`not available: ${file}`, { cause });
  });
  const value = (module as Readonly<Record<string, unknown>>)[name];
  if (value === undefined) throw new NotAvailableError(`${name} of ${file}`);
  return value as T;
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
  return (method as (...args: readonly unknown[]) => unknown).apply(target, args);
}
