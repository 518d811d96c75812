import { ContentRange } from "./content-range.ts";
import { isByteRangeValid, plainInteger } from "./byte-range.ts";

/** One range: `start` inclusive, `stop` exclusive. A negative `start` counts from the end; no `stop` means the end. */
export interface RangeSpan {
  readonly start: number;
  readonly stop: number | undefined;
}

/**
 * The `Range` header of a request (RFC 9110, section 14.2).
 *
 * @example
 * const range = Range.fromHeader("bytes=0-499");
 * range?.rangeForLength(1000); // => { start: 0, stop: 500 }
 * range?.toContentRangeHeader(1000); // => "bytes 0-499/1000"
 */
export class Range {
  /** The unit, nearly always "bytes". */
  readonly units: string;
  /** The ranges in the order of the header. */
  readonly ranges: readonly RangeSpan[];

  /**
   * @param units - The unit.
   * @param ranges - The ranges.
   * @throws {RangeError} When a range is empty or backwards.
   */
  constructor(units: string, ranges: Iterable<RangeSpan>) {
    this.units = units;
    this.ranges = [...ranges];
    for (const { start, stop } of this.ranges) {
      if (stop !== undefined && (start < 0 || start >= stop)) {
        throw new RangeError(`${start} to ${stop} is not a valid range. The stop must be after the start.`);
      }
    }
  }

  /** Reads the header; undefined when it is missing, malformed, or its ranges overlap or go backwards. */
  static fromHeader(text: string | undefined): Range | undefined {
    const equals = text?.indexOf("=") ?? -1;
    if (text === undefined || equals === -1) return undefined;
    const ranges: RangeSpan[] = [];
    // Where the next range may start at the earliest; none may follow one that reaches the end.
    let earliest: number | undefined = 0;
    for (const item of text
      .slice(equals + 1)
      .split(",")
      .map((item) => item.trim())) {
      const span = parseSpan(item);
      if (span === undefined || earliest === undefined) return undefined;
      const isSuffix = item.startsWith("-");
      if (!isSuffix && span.start < earliest) return undefined;
      ranges.push(span);
      earliest = span.stop;
    }
    return new Range(text.slice(0, equals).trim().toLowerCase(), ranges);
  }

  /** Writes the header. */
  toHeader(): string {
    return `${this.units}=${this.ranges.map(printSpan).join(",")}`;
  }

  toString(): string {
    return this.toHeader();
  }

  /**
   * The range as positions in a body, if it is a single range of bytes that the body can satisfy.
   *
   * @param length - The length of the body in bytes, undefined when unknown.
   */
  rangeForLength(length: number | undefined): { start: number; stop: number } | undefined {
    const [span] = this.ranges;
    if (this.units !== "bytes" || length === undefined || span === undefined || this.ranges.length > 1) {
      return undefined;
    }
    const stop = span.stop ?? length;
    const start = span.start < 0 ? span.start + length : span.start;
    return isByteRangeValid(start, stop, length) ? { start, stop: Math.min(stop, length) } : undefined;
  }

  /** The `Content-Range` for a body of that length, undefined where {@link Range.rangeForLength} is. */
  makeContentRange(length: number | undefined): ContentRange | undefined {
    const span = this.rangeForLength(length);
    return span === undefined ? undefined : new ContentRange(this.units, span.start, span.stop, length);
  }

  /** The text of {@link Range.makeContentRange}. */
  toContentRangeHeader(length: number | undefined): string | undefined {
    return this.makeContentRange(length)?.toHeader();
  }
}

function parseSpan(item: string): RangeSpan | undefined {
  const dash = item.indexOf("-");
  if (dash === -1) return undefined;
  if (dash === 0) {
    const suffix = /^-[ \t]/.test(item) ? undefined : plainInteger(item.slice(1));
    return suffix === undefined ? undefined : { start: 0 - suffix, stop: undefined };
  }
  const start = plainInteger(item.slice(0, dash));
  const last = item.slice(dash + 1).trim();
  if (start === undefined || last === "") return start === undefined ? undefined : { start, stop: undefined };
  const stop = plainInteger(last);
  return stop === undefined || stop < start ? undefined : { start, stop: stop + 1 };
}

function printSpan({ start, stop }: RangeSpan): string {
  if (start < 0) return String(start);
  return stop === undefined ? `${start}-` : `${start}-${stop - 1}`;
}
