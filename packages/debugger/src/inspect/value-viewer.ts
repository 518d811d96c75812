import { types } from "node:util";
import { membersOf, preview } from "./preview.ts";
import { isSecret, MASK } from "./secrets.ts";

/** A value as the page shows it. */
export interface ValueView {
  /** In one line. */
  readonly text: string;
  /** What kind of value it is, for its colour. */
  readonly kind: "string" | "number" | "boolean" | "nothing" | "function" | "object" | "error";
  /** What its members can be asked for by; undefined when it has none. */
  readonly handle: number | undefined;
}

/** A member of a value that is shown. */
export interface MemberView {
  readonly name: string;
  readonly value: ValueView;
}

const MAX_MEMBERS = 100;
const MAX_HANDLES = 5000;

/** Shows values one level at a time, and masks what is named like a secret. */
export class ValueViewer {
  // In the order of their handles, so that the oldest can be let go.
  readonly #values = new Map<number, object>();
  #nextHandle = 1;

  /**
   * Shows a value.
   *
   * @param name - What it is called, if it has a name.
   */
  view(value: unknown, name = ""): ValueView {
    const isHidden = isSecret(name) && value !== undefined && value !== null;
    if (isHidden && typeof value !== "function") return { text: MASK, kind: "string", handle: undefined };
    try {
      return { text: preview(value), kind: kindOf(value), handle: this.#keep(value) };
    } catch (error) {
      // Such as a namespace of a module that is not loaded yet.
      return { text: `(cannot be shown: ${String(error)})`, kind: "nothing", handle: undefined };
    }
  }

  /** Shows values that have names. */
  viewAll(values: Iterable<readonly [name: string, value: unknown]>): MemberView[] {
    return Array.from(values, ([name, value]) => ({ name, value: this.view(value, name) }));
  }

  /** The members of a value that was shown; undefined when too many others have been shown since. */
  members(handle: number): MemberView[] | undefined {
    const value = this.#values.get(handle);
    if (value === undefined) return undefined;
    return this.viewAll(membersOf(value, MAX_MEMBERS).map(({ name, value: member }) => [name, member]));
  }

  #keep(value: unknown): number | undefined {
    if (typeof value !== "object" || value === null || membersOf(value, 1).length === 0) return undefined;
    const handle = this.#nextHandle++;
    this.#values.set(handle, value);
    this.#values.delete(handle - MAX_HANDLES);
    return handle;
  }
}

function kindOf(value: unknown): ValueView["kind"] {
  if (value === null || value === undefined) return "nothing";
  if (types.isNativeError(value)) return "error";
  const type = typeof value;
  if (type === "bigint") return "number";
  return type === "symbol" || type === "undefined" ? "string" : type;
}
