import { UndefinedError } from "../errors/runtime-error.ts";
import { MISSING } from "./missing.ts";
import type { HasEquals, HasRepr } from "./protocols.ts";
import { repr } from "./repr.ts";
import { describeType, isString } from "./types.ts";

/** What an undefined value remembers of the lookup that found nothing. */
export interface UndefinedOptions {
  /** The whole message, where the lookup has a better one than "... is undefined". */
  readonly hint?: string | undefined;
  /** The value in which was looked; {@link MISSING} or absent for a variable. */
  readonly object?: unknown;
  /** The name or key that was looked for. */
  readonly name?: unknown;
  /** The class of error to throw. */
  readonly error?: new (
    message: string,
  ) => Error;
}

/** A class of undefined values, as an environment is given one. */
export type UndefinedClass = new (options?: UndefinedOptions) => Undefined;

/**
 * What a template holds where it looked for something that does not exist. It prints as nothing, is false, empty
 * and equal to its like; every other use throws.
 *
 * @example
 * String(new Undefined({ name: "user" })); // => ""
 * new Undefined({ name: "user" }).attribute("name"); // throws UndefinedError
 */
export class Undefined implements Iterable<unknown>, HasEquals, HasRepr {
  readonly #options: UndefinedOptions;

  constructor(options: UndefinedOptions = {}) {
    this.#options = options;
  }

  /** The name or key that was looked for. */
  get undefinedName(): unknown {
    return this.#options.name;
  }

  /** The value in which was looked, {@link MISSING} for a variable. */
  get undefinedObject(): unknown {
    return "object" in this.#options ? this.#options.object : MISSING;
  }

  /** The message given by the lookup, if it gave one. */
  get undefinedHint(): string | undefined {
    return this.#options.hint;
  }

  /** What is missing, in words. */
  get undefinedMessage(): string {
    const { undefinedHint: hint, undefinedObject: object, undefinedName: name } = this;
    if (hint !== undefined) return hint;
    if (object === MISSING) return `${repr(name)} is undefined`;
    if (!isString(name)) return `${describeType(object)} has no element ${repr(name)}`;
    return `${repr(describeType(object))} has no attribute ${repr(name)}`;
  }

  /** @throws {@link UndefinedError}, always. Every use that the class does not allow ends here. */
  fail(): never {
    throw new (this.#options.error ?? UndefinedError)(this.undefinedMessage);
  }

  /** How it prints. */
  toString(): string {
    return "";
  }

  /** Whether it counts as true. */
  truth(): boolean {
    return false;
  }

  /** Its length. */
  size(): number {
    return 0;
  }

  /** Whether an item is in it. */
  has(_item: unknown): boolean {
    return false;
  }

  /** What stands under a name or key of it. */
  attribute(_name: unknown): unknown {
    return this.fail();
  }

  __eq__(other: unknown): boolean {
    return other instanceof Undefined && other.constructor === this.constructor;
  }

  __repr__(): string {
    return "Undefined";
  }

  [Symbol.iterator](): IterableIterator<unknown> {
    return [][Symbol.iterator]();
  }
}

/**
 * An undefined value whose attributes and items are undefined too, so that `{{ a.b.c }}` prints nothing.
 *
 * @example
 * String(new ChainableUndefined({ name: "user" }).attribute("name")); // => ""
 */
export class ChainableUndefined extends Undefined {
  override attribute(_name: unknown): unknown {
    return this;
  }

  /** Its HTML is its text: nothing. */
  __html__(): string {
    return this.toString();
  }
}

/**
 * An undefined value that prints what is missing.
 *
 * @example
 * String(new DebugUndefined({ name: "user" })); // => "{{ user }}"
 */
export class DebugUndefined extends Undefined {
  override toString(): string {
    return `{{ ${this.#describe()} }}`;
  }

  #describe(): string {
    const { undefinedHint: hint, undefinedObject: object, undefinedName: name } = this;
    if (hint !== undefined) return `undefined value printed: ${hint}`;
    if (object === MISSING) return String(name);
    return `no such element: ${describeType(object)}[${repr(name)}]`;
  }
}

/**
 * An undefined value that may only be tested for being defined.
 *
 * @example
 * String(new StrictUndefined({ name: "user" })); // throws UndefinedError
 */
export class StrictUndefined extends Undefined {
  override toString(): string {
    return this.fail();
  }

  override truth(): boolean {
    return this.fail();
  }

  override size(): number {
    return this.fail();
  }

  override has(_item: unknown): boolean {
    return this.fail();
  }

  override __eq__(_other: unknown): boolean {
    return this.fail();
  }

  __hash__(): void {
    this.fail();
  }

  override [Symbol.iterator](): IterableIterator<unknown> {
    return this.fail();
  }
}

/** Where a logging undefined reports; `console` is one. */
export interface UndefinedLogger {
  warn(message: string): void;
  error(message: string): void;
}

/**
 * Makes a class of undefined values that behaves like another and reports each use: printing, testing and looping
 * as a warning, a use that throws as an error.
 *
 * @param logger - Where to report.
 * @param base - The class whose behaviour to keep.
 * @example
 * const Logging = makeLoggingUndefined({ warn: () => {}, error: () => {} });
 * String(new Logging({ name: "user" })); // => ""
 */
export function makeLoggingUndefined(
  logger: UndefinedLogger = console,
  base: UndefinedClass = Undefined,
): UndefinedClass {
  return class LoggingUndefined extends base {
    #warn(): void {
      logger.warn(`Template variable warning: ${this.undefinedMessage}`);
    }

    override fail(): never {
      logger.error(`Template variable error: ${this.undefinedMessage}`);
      return super.fail();
    }

    override toString(): string {
      this.#warn();
      return super.toString();
    }

    override truth(): boolean {
      this.#warn();
      return super.truth();
    }

    override [Symbol.iterator](): IterableIterator<unknown> {
      this.#warn();
      return super[Symbol.iterator]();
    }
  };
}

/**
 * Whether a value stands for something that does not exist: an {@link Undefined}, or JavaScript's own `undefined`.
 *
 * @example
 * isUndefined(new Undefined()); // => true
 */
export function isUndefined(value: unknown): value is Undefined | undefined {
  return value === undefined || value instanceof Undefined;
}
