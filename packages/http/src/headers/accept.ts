import { parseListHeader } from "./list-header.ts";
import { dumpOptionsHeader, parseOptionsHeader } from "./options-header.ts";

/** One choice of an `Accept` header: a value, and from 0 (never) to 1 how much it is liked. */
export interface AcceptItem {
  readonly value: string;
  readonly quality: number;
}

const QUALITY = /^[0-9]+(?:\.[0-9]+)?$/;

/**
 * What a client accepts (RFC 9110, section 12.5): choices in order of how specific they are, then of quality.
 *
 * This class serves `Accept-Encoding`; its subclasses know media types, languages and charsets.
 *
 * @example
 * const accept = Accept.fromHeader("gzip;q=0.5, br");
 * accept.best; // => "br"
 * accept.bestMatch(["gzip", "zstd"]); // => "gzip"
 */
export class Accept {
  readonly #items: readonly AcceptItem[];

  /** @param items - Pairs of value and quality, in any order. */
  constructor(items: Iterable<readonly [value: string, quality: number]> = []) {
    const ranked = Array.from(items, ([value, quality]) => ({
      value,
      quality,
      specificity: this.specificity(value),
    }));
    ranked.sort((a, b) => compareSpecificity(b.specificity, a.specificity) || b.quality - a.quality);
    this.#items = ranked.map(({ value, quality }) => ({ value, quality }));
  }

  /** Reads the header. A choice whose quality is not a number from 0 to 1 is left out. */
  static fromHeader(text: string | undefined): Accept {
    return new Accept(parseAccept(text));
  }

  /** Writes the header. */
  toHeader(): string {
    return this.#items
      .map(({ value, quality }) => (quality === 1 ? value : `${value};q=${quality}`))
      .join(",");
  }

  toString(): string {
    return this.toHeader();
  }

  /** The number of choices. */
  get size(): number {
    return this.#items.length;
  }

  /** The first choice, else undefined. */
  get best(): string | undefined {
    return this.#items[0]?.value;
  }

  /** The quality that the client gives to `value`; 0 when it does not accept it. */
  quality(value: string): number {
    return this.#items[this.find(value)]?.quality ?? 0;
  }

  /** Whether a choice covers `value`, be it with quality 0. */
  has(value: string): boolean {
    return this.find(value) !== -1;
  }

  /** The index of the first choice that covers `value`, else -1. */
  find(value: string): number {
    return this.#items.findIndex((item) => this.matches(value, item.value));
  }

  /**
   * The offer that the client likes best: of those with the highest quality the one that it named most specifically,
   * then the first.
   *
   * @param offers - What the server has, in its own order of preference.
   * @param fallback - The answer when the client accepts none.
   */
  bestMatch(offers: Iterable<string>): string | undefined;
  bestMatch<D>(offers: Iterable<string>, fallback: D): string | D;
  bestMatch(offers: Iterable<string>, fallback?: unknown): unknown {
    let best: unknown = fallback;
    let bestQuality = 0;
    let bestSpecificity: readonly boolean[] = [];
    for (const offer of offers) {
      const choice = this.#items[this.find(offer)];
      if (choice === undefined || choice.quality === 0 || choice.quality < bestQuality) continue;
      const specificity = this.specificity(choice.value);
      if (choice.quality === bestQuality && compareSpecificity(specificity, bestSpecificity) <= 0) continue;
      best = offer;
      bestQuality = choice.quality;
      bestSpecificity = specificity;
    }
    return best;
  }

  /** The values in order. */
  *values(): Generator<string> {
    for (const { value } of this.#items) yield value;
  }

  [Symbol.iterator](): IterableIterator<AcceptItem> {
    return this.#items[Symbol.iterator]();
  }

  /** How exactly a choice is named: part by part whether it is not a wildcard. */
  protected specificity(value: string): readonly boolean[] {
    return [value !== "*"];
  }

  /** Whether the client's `choice` covers the server's `offer`. */
  protected matches(offer: string, choice: string): boolean {
    return choice === "*" || choice.toLowerCase() === offer.toLowerCase();
  }
}

/** The choices of an Accept header, in its order. */
export function parseAccept(text: string | undefined): [value: string, quality: number][] {
  const choices: [string, number][] = [];
  for (const element of parseListHeader(text)) {
    const { value, options } = parseOptionsHeader(element);
    const quality = options.get("q");
    options.delete("q");
    if (quality !== undefined && !(QUALITY.test(quality) && Number(quality) <= 1)) continue;
    choices.push([
      options.size === 0 ? value : dumpOptionsHeader(value, options),
      quality === undefined ? 1 : Number(quality),
    ]);
  }
  return choices;
}

// Part by part; of two that agree so far the longer one is the more specific.
function compareSpecificity(a: readonly boolean[], b: readonly boolean[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part !== other) return part ? 1 : -1;
  }
  return a.length - b.length;
}
