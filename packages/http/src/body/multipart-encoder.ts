import { Headers, type HeadersSource } from "../headers/headers.ts";
import { encodeBoundary } from "./multipart-boundary.ts";

/** What a {@link MultipartEncoder} writes. The events of a decoder are among it. */
export type EncodableEvent =
  | { readonly kind: "preamble" | "epilogue"; readonly data: Uint8Array }
  | { readonly kind: "field"; readonly name: string | undefined; readonly headers?: HeadersSource }
  | {
      readonly kind: "file";
      readonly name: string | undefined;
      readonly filename: string;
      readonly headers?: HeadersSource;
    }
  | { readonly kind: "data"; readonly data: Uint8Array; readonly moreData: boolean };

/** A preamble comes first, then parts, each followed by its data, then the epilogue. */
type Expected = "preamble" | "part" | "data start" | "data" | "nothing";

const NOTHING = Buffer.alloc(0);
const LINE_BREAK = Buffer.from("\r\n");

/**
 * Encodes `multipart/form-data` (RFC 7578): events in, bytes out. It is the reverse of {@link MultipartDecoder}.
 *
 * @example
 * const encoder = new MultipartEncoder("cut");
 * const bytes = Buffer.concat([
 *   encoder.encode({ kind: "preamble", data: Buffer.from("") }),
 *   encoder.encode({ kind: "field", name: "tea" }),
 *   encoder.encode({ kind: "data", data: Buffer.from("green"), moreData: false }),
 *   encoder.encode({ kind: "epilogue", data: Buffer.from("") }),
 * ]);
 * bytes.toString(); // => '\r\n--cut\r\nContent-Disposition: form-data; name="tea"\r\n\r\ngreen\r\n--cut--\r\n'
 */
export class MultipartEncoder {
  readonly #boundary: string;
  #expected: Expected = "preamble";

  /**
   * @param boundary - Printable ASCII that occurs in none of the values.
   * @throws {MultipartError} When the boundary is none.
   */
  constructor(boundary: string | Uint8Array) {
    this.#boundary = encodeBoundary(boundary).toString("latin1");
  }

  /**
   * Encodes the next event.
   *
   * @returns The bytes to send; they may be none.
   * @throws {Error} When the event cannot stand here.
   * @throws {HeaderError} When a header could not be sent.
   */
  encode(event: EncodableEvent): Uint8Array {
    switch (event.kind) {
      case "preamble":
        this.#advance(event.kind, ["preamble"], "part");
        return event.data;
      case "field":
        this.#advance(event.kind, ["part"], "data start");
        return this.#encodePart(event.name, undefined, event.headers);
      case "file":
        this.#advance(event.kind, ["part"], "data start");
        return this.#encodePart(event.name, event.filename, event.headers);
      case "data":
        return this.#encodeData(event.data, event.moreData);
      default:
        this.#advance(event.kind, ["part"], "nothing");
        return Buffer.concat([Buffer.from(`\r\n--${this.#boundary}--\r\n`), event.data]);
    }
  }

  #advance(kind: string, allowed: readonly Expected[], next: Expected): void {
    if (!allowed.includes(this.#expected)) {
      throw new Error(`A multipart event "${kind}" cannot stand here. Expected was: ${this.#expected}.`);
    }
    this.#expected = next;
  }

  #encodePart(name: string | undefined, filename: string | undefined, source?: HeadersSource): Uint8Array {
    let lines = `\r\n--${this.#boundary}\r\nContent-Disposition: form-data`;
    if (name !== undefined) lines += `; name=${quote(name)}`;
    if (filename !== undefined) lines += `; filename=${quote(filename)}`;
    for (const [key, value] of new Headers(source)) {
      if (key.toLowerCase() !== "content-disposition") lines += `\r\n${key}: ${value}`;
    }
    return Buffer.from(`${lines}\r\n`);
  }

  // The blank line after the headers comes with the first data: the line break before the next boundary can be it.
  #encodeData(data: Uint8Array, moreData: boolean): Uint8Array {
    const isFirst = this.#expected === "data start";
    const isEmpty = data.byteLength === 0;
    const pending = isFirst && isEmpty ? "data start" : "data";
    this.#advance("data", ["data start", "data"], moreData ? pending : "part");
    if (!isFirst) return data;
    return isEmpty ? NOTHING : Buffer.concat([LINE_BREAK, data]);
  }
}

// A quoted string (RFC 9110, section 5.6.4). What cannot stand in a header at all is written as browsers do.
function quote(text: string): string {
  const quoted = text
    .replace(/[\\"]/g, "\\$&")
    .replace(/[\r\n\0]/g, (character) => encodeURIComponent(character));
  return `"${quoted}"`;
}
