import type { OnUpdate } from "../data/callback-dict.ts";
import { isByteRangeValid, plainInteger } from "./byte-range.ts";

/**
 * The `Content-Range` header: which part of the whole a response is (RFC 9110, section 14.4).
 *
 * @example
 * new ContentRange("bytes", 0, 500, 1000).toHeader(); // => "bytes 0-499/1000"
 * ContentRange.fromHeader("bytes 0-499/1000")?.stop; // => 500
 */
export class ContentRange {
  #units: string | undefined;
  #start: number | undefined;
  #stop: number | undefined;
  #length: number | undefined;
  readonly #onUpdate: OnUpdate<ContentRange> | undefined;

  /**
   * @param units - The unit; undefined for no header.
   * @param start - First position, undefined with `stop` when no part is sent.
   * @param stop - The position after the last one.
   * @param length - The length of the whole, undefined when unknown.
   * @param onUpdate - Called after every change.
   * @throws {RangeError} When start, stop and length do not fit together.
   */
  constructor(
    units?: string,
    start?: number,
    stop?: number,
    length?: number,
    onUpdate?: OnUpdate<ContentRange>,
  ) {
    this.set(start, stop, length, units);
    this.#onUpdate = onUpdate;
  }

  /** Reads the header; undefined when it is missing or malformed. */
  static fromHeader(text: string | undefined, onUpdate?: OnUpdate<ContentRange>): ContentRange | undefined {
    const trimmed = text?.trim() ?? "";
    const space = trimmed.indexOf(" ");
    const slash = trimmed.indexOf("/", space);
    if (space === -1 || slash === -1) return undefined;
    const lengthText = trimmed.slice(slash + 1);
    const length = lengthText === "*" ? undefined : plainInteger(lengthText);
    if (length === undefined && lengthText !== "*") return undefined;
    const span = parsePart(trimmed.slice(space + 1, slash).trimStart());
    if (span === undefined || !isByteRangeValid(span.start, span.stop, length)) return undefined;
    return new ContentRange(trimmed.slice(0, space), span.start, span.stop, length, onUpdate);
  }

  /** The unit; undefined when there is no header. */
  get units(): string | undefined {
    return this.#units;
  }
  set units(units: string | undefined) {
    this.set(this.#start, this.#stop, this.#length, units);
  }

  /** The first position. */
  get start(): number | undefined {
    return this.#start;
  }
  set start(start: number | undefined) {
    this.set(start, this.#stop, this.#length, this.#units);
  }

  /** The position after the last one. */
  get stop(): number | undefined {
    return this.#stop;
  }
  set stop(stop: number | undefined) {
    this.set(this.#start, stop, this.#length, this.#units);
  }

  /** The length of the whole, undefined when unknown. */
  get length(): number | undefined {
    return this.#length;
  }
  set length(length: number | undefined) {
    this.set(this.#start, this.#stop, length, this.#units);
  }

  /** Sets everything at once; parameters and error as in the constructor. */
  set(
    start: number | undefined,
    stop: number | undefined,
    length?: number,
    units: string | undefined = "bytes",
  ): void {
    if (!isByteRangeValid(start, stop, length)) {
      throw new RangeError(
        `Bad range provided: ${start} to ${stop} of ${length}. The start must be before the stop and the length.`,
      );
    }
    this.#units = units;
    this.#start = start;
    this.#stop = stop;
    this.#length = length;
    this.#onUpdate?.(this);
  }

  /** Empties the structure, so that the header is removed. */
  unset(): void {
    this.#units = undefined;
    this.#start = this.#stop = this.#length = undefined;
    this.#onUpdate?.(this);
  }

  /** Writes the header; empty when there is none. */
  toHeader(): string {
    if (this.#units === undefined) return "";
    const length = this.#length ?? "*";
    if (this.#start === undefined || this.#stop === undefined) return `${this.#units} */${length}`;
    return `${this.#units} ${this.#start}-${this.#stop - 1}/${length}`;
  }

  toString(): string {
    return this.toHeader();
  }
}

interface Part {
  readonly start: number | undefined;
  readonly stop: number | undefined;
}

function parsePart(text: string): Part | undefined {
  if (text === "*") return { start: undefined, stop: undefined };
  const dash = text.indexOf("-");
  const start = plainInteger(text.slice(0, Math.max(dash, 0)));
  const last = plainInteger(text.slice(dash + 1));
  return start === undefined || last === undefined ? undefined : { start, stop: last + 1 };
}
