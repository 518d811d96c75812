import { readFileSync } from "node:fs";
import type { Difference } from "./compare.ts";

/** A reason why answers differ, and where. All else about the exchanges that it names must agree. */
interface ListedDifference {
  readonly reason: string;
  /** What differs. A body that differs has another length. */
  readonly parts: readonly string[];
  /** Names of exchanges; that of a GET stands for its HEAD too. */
  readonly exchanges: readonly string[];
}

/** A difference that may occur in any exchange, between exactly these values. */
interface GeneralDifference {
  readonly reason: string;
  readonly part: string;
  readonly flask: string;
  readonly dewar: string;
}

/** The list of differences.json. */
export class ListedDifferences {
  readonly #general: readonly GeneralDifference[];
  readonly #parts = new Map<string, Set<string>>();

  constructor(file: URL = new URL("differences.json", import.meta.url)) {
    const { general, listed } = JSON.parse(readFileSync(file, "utf8")) as {
      general: readonly GeneralDifference[];
      listed: readonly ListedDifference[];
    };
    this.#general = general;
    for (const { parts, exchanges } of listed) {
      for (const name of exchanges) this.#parts.set(name, new Set([...this.#partsOf(name), ...parts]));
    }
  }

  /** Names of the exchanges that are listed. */
  get names(): Iterable<string> {
    return this.#parts.keys();
  }

  /** The differences of an exchange that the list does not know. */
  unlisted(name: string, differences: readonly Difference[]): Difference[] {
    const own = this.#partsOf(name.replace(": HEAD ", ": GET "));
    const parts = own.size === 0 ? this.#partsOf(name) : own;
    return differences.filter(
      (difference) =>
        !this.#isGeneral(difference) &&
        !parts.has(difference.part) &&
        !parts.has(difference.part.replace("content-length", "body")),
    );
  }

  /** Whether an exchange that is listed does not differ in all that the list says. */
  isStale(name: string, differences: readonly Difference[]): boolean {
    return [...this.#partsOf(name)].some((part) => !differences.some((one) => one.part === part));
  }

  #partsOf(name: string): ReadonlySet<string> {
    return this.#parts.get(name) ?? new Set();
  }

  #isGeneral({ part, flask, dewar }: Difference): boolean {
    return this.#general.some(
      (one) => one.part === part.replace(/^\d+: /, "") && one.flask === flask && one.dewar === dewar,
    );
  }
}
