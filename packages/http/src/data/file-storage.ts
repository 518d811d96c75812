import { createReadStream } from "node:fs";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Headers } from "../headers/headers.ts";
import { parseOptionsHeader } from "../headers/options-header.ts";

/** A file on disk that holds an upload: a temporary one, which goes away when the request ends. */
export interface StoredFile {
  /** Absolute path. */
  readonly path: string;
  /** Its length in bytes. */
  readonly size: number;
}

/** What is known of an upload beside its content. */
export interface FileStorageOptions {
  /** The name of the form's field. */
  readonly name?: string | undefined;
  /** The name that the client gave the file. */
  readonly filename?: string | undefined;
  /** The media type; it counts when `headers` have none. */
  readonly contentType?: string | undefined;
  /** The headers of the part. */
  readonly headers?: Headers | undefined;
}

/**
 * A file that a client sent. Its content is in memory or, when large, in a temporary file; both read the same.
 *
 * Name, type and headers are the client's words: make a path of `filename` only with `secureFilename`.
 *
 * @example
 * const upload = new FileStorage("Darjeeling", { filename: "tea.txt", contentType: "text/plain; charset=utf-8" });
 * upload.mimetype; // => "text/plain"
 * await upload.text(); // => "Darjeeling"
 */
export class FileStorage {
  /** The name of the form's field. */
  readonly name: string | undefined;
  /** The name that the client gave the file. It may hold anything. */
  readonly filename: string | undefined;
  /** The headers of the part. */
  readonly headers: Headers;
  readonly #content: Uint8Array | StoredFile;

  /**
   * @param content - Bytes, text (stored as UTF-8), or a file on disk.
   * @param options - What is known of it.
   */
  constructor(content: Uint8Array | string | StoredFile = "", options: FileStorageOptions = {}) {
    this.#content = typeof content === "string" ? Buffer.from(content, "utf8") : content;
    this.name = options.name;
    this.filename = options.filename;
    this.headers = options.headers ?? new Headers();
    if (options.contentType !== undefined) this.headers.setDefault("Content-Type", options.contentType);
  }

  /** The media type with its parameters, as the client declared it. */
  get contentType(): string | undefined {
    return this.headers.get("Content-Type");
  }

  /** The media type in lower case, without parameters; "" when there is none. */
  get mimetype(): string {
    return parseOptionsHeader(this.contentType).value.toLowerCase();
  }

  /** The parameters of the media type. */
  get mimetypeParams(): Map<string, string> {
    return parseOptionsHeader(this.contentType).options;
  }

  /** The length of the content in bytes. */
  get size(): number {
    return this.#content instanceof Uint8Array ? this.#content.byteLength : this.#content.size;
  }

  /** The length in bytes, as `size`: what arrived, not what the part's headers claim. */
  get contentLength(): number {
    return this.size;
  }

  /** The content as bytes. */
  async bytes(): Promise<Uint8Array> {
    return this.#content instanceof Uint8Array ? this.#content : await readFile(this.#content.path);
  }

  /** The content as text, read as UTF-8; U+FFFD stands for what is not. */
  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  /** A new stream of the content. */
  stream(): Readable {
    if (this.#content instanceof Uint8Array) return Readable.from([this.#content], { objectMode: false });
    return createReadStream(this.#content.path);
  }

  /**
   * Writes the content to a file, which is replaced when it exists, or into a stream, which is then ended.
   *
   * @param destination - A path or a writable stream.
   */
  async save(destination: string | URL | NodeJS.WritableStream): Promise<void> {
    if (typeof destination !== "string" && !(destination instanceof URL)) {
      await pipeline(this.stream(), destination);
    } else if (this.#content instanceof Uint8Array) {
      await writeFile(destination, this.#content);
    } else {
      await copyFile(this.#content.path, destination);
    }
  }
}
