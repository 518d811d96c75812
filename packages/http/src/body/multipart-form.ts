import { FileStorage } from "../data/file-storage.ts";
import { MultiDict } from "../data/multi-dict.ts";
import { RequestEntityTooLarge } from "../errors/client-errors.ts";
import type { Headers } from "../headers/headers.ts";
import { parseOptionsHeader } from "../headers/options-header.ts";
import { concatenate } from "./concatenate.ts";
import type { BodyLimits } from "./limits.ts";
import { MultipartDecoder } from "./multipart-decoder.ts";
import type { DataEvent, FieldEvent, FileEvent } from "./multipart-events.ts";
import type { ParsedForm } from "./parsed-form.ts";
import { UploadDirectory } from "./upload-directory.ts";
import { UploadSpool } from "./upload-spool.ts";

interface OpenField {
  readonly part: FieldEvent;
  readonly chunks: Uint8Array[];
}

interface OpenFile {
  readonly part: FileEvent;
  readonly spool: UploadSpool;
}

// The decoder is fed in pieces of this size, whatever the transport hands over.
const PIECE = 64 * 1024;
const UTF_8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Collects the fields and files of a `multipart/form-data` body while it arrives. */
export class MultipartForm {
  readonly #decoder: MultipartDecoder;
  readonly #maxFormMemorySize: number;
  readonly #maxFileMemory: number;
  readonly #directory = new UploadDirectory();
  readonly #form = new MultiDict();
  readonly #files: OpenFile[] = [];
  #current: OpenField | OpenFile | undefined;
  // The bytes of all fields: a limit for each of them would let a thousand fields take a thousand times as much.
  #fieldMemory = 0;

  /**
   * @param boundary - The parameter of the content type.
   * @param limits - What to refuse.
   * @param maxFileMemory - The most bytes of a file that stay in memory.
   * @throws {MultipartError} When the boundary is none.
   */
  constructor(boundary: string, limits: BodyLimits, maxFileMemory: number) {
    const { maxFormMemorySize, maxFormParts } = limits;
    this.#decoder = new MultipartDecoder(boundary, { maxFormMemorySize, maxParts: maxFormParts });
    this.#maxFormMemorySize = maxFormMemorySize;
    this.#maxFileMemory = maxFileMemory;
  }

  /** Takes the next bytes. Throws what {@link MultipartDecoder.nextEvent} throws. */
  write(chunk: Uint8Array): void {
    for (let start = 0; start < chunk.byteLength; start += PIECE) {
      this.#decoder.receive(chunk.subarray(start, start + PIECE));
      this.#collect();
    }
  }

  /** Tells that the body is over. Throws what {@link MultipartDecoder.nextEvent} throws. */
  end(): ParsedForm {
    this.#decoder.receive(null);
    this.#collect();
    const files = new MultiDict<FileStorage>();
    for (const file of this.#files) files.add(file.part.name ?? "", storageOf(file));
    return { form: this.#form, files };
  }

  /** Writes to disk what has grown too large for memory; undefined when nothing has. */
  flush(): Promise<void> | undefined {
    const due = this.#files.map((file) => file.spool).filter((spool) => spool.isDue);
    return due.length === 0 ? undefined : flushAll(due);
  }

  /** Closes and removes the temporary files. */
  async remove(): Promise<void> {
    for (const { spool } of this.#files) await spool.close();
    await this.#directory.remove();
  }

  #collect(): void {
    for (;;) {
      const event = this.#decoder.nextEvent();
      switch (event.kind) {
        case "field":
          this.#current = { part: event, chunks: [] };
          break;
        case "file":
          this.#current = { part: event, spool: new UploadSpool(this.#directory, this.#maxFileMemory) };
          this.#files.push(this.#current);
          break;
        case "data":
          this.#append(event);
          break;
        case "preamble":
        case "epilogue":
          break;
        case "need-data":
          return;
      }
    }
  }

  #append({ data, moreData }: DataEvent): void {
    const current = this.#current;
    if (current === undefined) return;
    if ("spool" in current) {
      current.spool.append(data, !moreData);
      return;
    }
    this.#fieldMemory += data.byteLength;
    if (this.#fieldMemory > this.#maxFormMemorySize) throw new RequestEntityTooLarge();
    current.chunks.push(data);
    // A part without a name is kept under the empty one.
    if (!moreData) this.#form.add(current.part.name ?? "", textOf(current));
  }
}

async function flushAll(spools: readonly UploadSpool[]): Promise<void> {
  for (const spool of spools) await spool.flush();
}

function storageOf({ part, spool }: OpenFile): FileStorage {
  return new FileStorage(spool.content, {
    name: part.name ?? "",
    filename: part.filename,
    headers: part.headers,
  });
}

function textOf({ part, chunks }: OpenField): string {
  return decodeField(concatenate(chunks), part.headers);
}

// Other charsets are not read: nothing in a browser sends them, and their decoders are a risk of their own.
function decodeField(bytes: Uint8Array, headers: Headers): string {
  const contentType = headers.get("Content-Type");
  const charset = contentType && parseOptionsHeader(contentType).options.get("charset")?.toLowerCase();
  if (charset === "iso-8859-1") return Buffer.from(bytes).toString("latin1");
  if (charset === "ascii" || charset === "us-ascii") {
    return Buffer.from(bytes)
      .toString("latin1")
      .replace(/[\x80-\xff]/g, "\ufffd");
  }
  return UTF_8.decode(bytes);
}
