/** A class that prints itself inside lists and dicts, as Python's classes do with the method of that name. */
export interface HasRepr {
  __repr__(): string;
}

/** Whether a value prints itself. */
export function hasRepr(value: object): value is HasRepr {
  return "__repr__" in value && typeof value.__repr__ === "function";
}

/** A class that prints itself otherwise than it appears inside of lists and dicts. */
export interface HasStr {
  __str__(): string;
}

/** Whether a value has a text of its own. */
export function hasStr(value: object): value is HasStr {
  return "__str__" in value && typeof value.__str__ === "function";
}

/** A class that may refuse to be the key of a dict or an item of a set. */
export interface HasHash {
  /** @throws When the object cannot be a key. */
  __hash__(): void;
}

/** Whether a value must be asked before it becomes a key. */
export function hasHash(value: object): value is HasHash {
  return "__hash__" in value && typeof value.__hash__ === "function";
}

/** A class that decides itself what it is equal to. */
export interface HasEquals {
  __eq__(other: unknown): boolean;
}

/** Whether a value compares itself. */
export function hasEquals(value: unknown): value is HasEquals {
  return (
    typeof value === "object" && value !== null && "__eq__" in value && typeof value.__eq__ === "function"
  );
}

/**
 * A class or function that stands for one of Python: it tells the name of its type, with the module if it has one
 * (`"jinja2.runtime.Macro"`). Without it the name of the JavaScript class is used.
 */
export interface HasTypeName {
  readonly __type__: string;
}

/** The Python type which a value declares, if it does. */
export function declaredTypeName(value: object): string | undefined {
  return "__type__" in value && typeof value.__type__ === "string" ? value.__type__ : undefined;
}
