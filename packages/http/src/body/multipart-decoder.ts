import { RequestEntityTooLarge } from "../errors/client-errors.ts";
import { ByteQueue } from "./byte-queue.ts";
import {
  endOfLine,
  endOfLineBreak,
  endOfPadding,
  endsInCarriageReturn,
  findBlankLine,
  isLineBreak,
  startOfLineBreak,
} from "./line-breaks.ts";
import { encodeBoundary } from "./multipart-boundary.ts";
import { MultipartError, type MultipartState } from "./multipart-error.ts";
import type {
  DataEvent,
  EpilogueEvent,
  FieldEvent,
  FileEvent,
  MultipartEvent,
  NeedDataEvent,
  PreambleEvent,
} from "./multipart-events.ts";
import { parsePart } from "./multipart-part.ts";

/** Limits of a {@link MultipartDecoder}; an absent one does not limit. */
export interface MultipartLimits {
  /** The most bytes that the decoder keeps at a time. */
  readonly maxFormMemorySize?: number | undefined;
  /** The most parts that the body may have. */
  readonly maxParts?: number | undefined;
}

/** A boundary in the bytes: where its line starts, where it ends, and whether it closes the body. */
interface Delimiter {
  /** The start of the line break before it. */
  readonly start: number;
  readonly end: number;
  readonly isLast: boolean;
}

const DASH = 45;
const PLACES = {
  preamble: "before its first boundary",
  part: "inside the headers of a part",
  data: "inside the data of a part",
  epilogue: "after its last boundary",
};
const NEED_DATA: NeedDataEvent = Object.freeze({ kind: "need-data" });

/**
 * Decodes `multipart/form-data` (RFC 7578): bytes in, events out, no input or output of its own.
 *
 * Lines may end in CR LF, LF or CR. The events do not depend on how the bytes were split, except that the data
 * of a part comes in pieces. The time is linear in the number of bytes, whatever they are.
 *
 * @example
 * const decoder = new MultipartDecoder("cut");
 * decoder.receive(Buffer.from('--cut\r\nContent-Disposition: form-data; name="tea"\r\n\r\ngreen\r\n--cut--'));
 * decoder.receive(null);
 * decoder.nextEvent().kind; // => "preamble"
 * decoder.nextEvent().kind; // => "field"
 * decoder.nextEvent().kind; // => "data"
 * decoder.nextEvent().kind; // => "epilogue"
 */
export class MultipartDecoder {
  readonly #delimiter: Buffer;
  readonly #maxFormMemorySize: number;
  readonly #maxParts: number;
  readonly #queue = new ByteQueue();
  #state: MultipartState = "preamble";
  #ended = false;
  #parts = 0;
  // No delimiter (or, among headers, no blank line) starts before this offset in the queue.
  #searched = 0;
  // The line break that ended the headers also counts as the one before a boundary.
  #atDataStart = false;

  /**
   * @param boundary - The parameter of the content type, without dashes before it.
   * @param limits - What to refuse.
   * @throws {MultipartError} When the boundary is none.
   */
  constructor(boundary: string | Uint8Array, limits: MultipartLimits = {}) {
    this.#delimiter = Buffer.concat([Buffer.from("--"), encodeBoundary(boundary)]);
    this.#maxFormMemorySize = limits.maxFormMemorySize ?? Number.POSITIVE_INFINITY;
    this.#maxParts = limits.maxParts ?? Number.POSITIVE_INFINITY;
  }

  /**
   * Takes the next bytes, or `null` when the body is over.
   *
   * @param chunk - Bytes that do not change afterwards: the events show them without a copy.
   * @throws {RequestEntityTooLarge} When more than `maxFormMemorySize` bytes would wait in the decoder.
   */
  receive(chunk: Uint8Array | null): void {
    if (chunk === null) {
      this.#ended = true;
      return;
    }
    if (this.#queue.length + chunk.byteLength > this.#maxFormMemorySize) throw new RequestEntityTooLarge();
    this.#queue.push(chunk);
  }

  /**
   * Tells what comes next.
   *
   * @returns The next event; `need-data` when it takes more bytes to know, and after the epilogue.
   * @throws {MultipartError} When the body is malformed, or over before its last boundary.
   * @throws {RequestEntityTooLarge} When there are more than `maxParts` parts.
   */
  nextEvent(): MultipartEvent {
    const event = this.#decode();
    if (event !== undefined) return event;
    if (this.#ended && this.#state !== "complete") {
      throw new MultipartError(`The form data is over ${PLACES[this.#state]}.`, this.#state);
    }
    return NEED_DATA;
  }

  #decode(): MultipartEvent | undefined {
    switch (this.#state) {
      case "preamble":
        return this.#decodePreamble();
      case "part":
        return this.#decodePart();
      case "data":
        return this.#decodeData();
      case "epilogue":
        return this.#decodeEpilogue();
      default:
        return undefined;
    }
  }

  #decodePreamble(): PreambleEvent | undefined {
    const bytes = this.#queue.peek();
    const delimiter = this.#findDelimiter(bytes);
    if (delimiter === undefined) return undefined;
    this.#pass(delimiter);
    return { kind: "preamble", data: bytes.subarray(0, delimiter.start) };
  }

  #decodePart(): FieldEvent | FileEvent | undefined {
    const bytes = this.#queue.peek();
    // The data would begin at once, and nothing would say what it is.
    if (isLineBreak(bytes[0])) throw new MultipartError("A part of the form data has no headers.", "part");
    const blank = findBlankLine(bytes, this.#searched);
    if (blank === undefined) {
      this.#searched = Math.max(0, bytes.length - 3);
      return undefined;
    }
    this.#parts += 1;
    if (this.#parts > this.#maxParts) throw new RequestEntityTooLarge();
    const part = parsePart(bytes.subarray(0, blank.start));
    this.#skip(blank.end);
    this.#state = "data";
    this.#atDataStart = true;
    return part;
  }

  #decodeData(): DataEvent | undefined {
    const bytes = this.#queue.peek();
    const delimiter = this.#findDelimiter(bytes);
    if (delimiter !== undefined) {
      this.#pass(delimiter);
      return { kind: "data", data: bytes.subarray(0, delimiter.start), moreData: false };
    }
    const end = this.#endOfSafeData(bytes);
    if (end === 0) return undefined;
    const searched = this.#searched;
    this.#skip(end);
    this.#searched = Math.max(0, searched - end);
    this.#atDataStart = false;
    return { kind: "data", data: bytes.subarray(0, end), moreData: true };
  }

  #decodeEpilogue(): EpilogueEvent | undefined {
    if (!this.#ended) return undefined;
    const bytes = this.#queue.peek();
    this.#skip(bytes.length);
    this.#state = "complete";
    return { kind: "epilogue", data: bytes.subarray(endOfLineBreak(bytes, endOfPadding(bytes, 0))) };
  }

  #pass(delimiter: Delimiter): void {
    this.#skip(delimiter.end);
    this.#state = delimiter.isLast ? "epilogue" : "part";
  }

  #skip(count: number): void {
    this.#queue.skip(count);
    this.#searched = 0;
  }

  // In the preamble a boundary may stand anywhere, in data only at the start of a line.
  #findDelimiter(bytes: Buffer): Delimiter | undefined {
    const anywhere = this.#state === "preamble";
    let at = bytes.indexOf(this.#delimiter, this.#searched);
    while (at !== -1) {
      if (anywhere || this.#startsLine(bytes, at)) {
        const delimiter = this.#readDelimiter(bytes, at);
        if (delimiter === "incomplete") {
          this.#searched = at;
          return undefined;
        }
        if (delimiter !== undefined) return delimiter;
        at += 1;
      } else {
        // Jumping over the rest of the line keeps a body of nothing but dashes linear.
        at = endOfLine(bytes, at);
      }
      at = bytes.indexOf(this.#delimiter, at);
    }
    this.#searched = Math.max(this.#searched, bytes.length - this.#delimiter.length + 1);
    return undefined;
  }

  #startsLine(bytes: Buffer, at: number): boolean {
    return at === 0 ? this.#atDataStart : isLineBreak(bytes[at - 1]);
  }

  // Undefined means that the text only looks like a delimiter, as "--cutter" does when the boundary is "cut".
  #readDelimiter(bytes: Buffer, at: number): Delimiter | "incomplete" | undefined {
    const start = startOfLineBreak(bytes, at);
    const after = at + this.#delimiter.length;
    if (bytes[after] === DASH) {
      if (bytes[after + 1] === DASH) return { start, end: after + 2, isLast: true };
      return after + 1 === bytes.length ? "incomplete" : undefined;
    }
    const padded = endOfPadding(bytes, after);
    if (padded === bytes.length) return "incomplete";
    const end = endOfLineBreak(bytes, padded);
    if (end === padded) return undefined;
    if (end === bytes.length && endsInCarriageReturn(bytes) && !this.#ended) return "incomplete";
    return { start, end, isLast: false };
  }

  // Data is safe to hand out up to the last line break that a delimiter, so far incomplete, may follow.
  #endOfSafeData(bytes: Buffer): number {
    const { length } = bytes;
    // The search stopped at a delimiter that lacks the end of its line.
    if (this.#searched + this.#delimiter.length <= length) return startOfLineBreak(bytes, this.#searched);
    const first = Math.max(0, length - this.#delimiter.length);
    for (let index = length - 1; index >= first; index--) {
      if (isLineBreak(bytes[index])) return startOfLineBreak(bytes, index + 1);
    }
    return this.#atDataStart && length < this.#delimiter.length ? 0 : length;
  }
}
