import { createReadStream } from "node:fs";

/**
 * A part of a file as a body. The file is opened when the body is read, and closed when the reading ends, however it
 * ends; a body that nobody reads opens nothing.
 */
export class FileBody implements AsyncIterable<Uint8Array> {
  readonly #path: string;
  readonly #start: number;
  readonly #stop: number;

  /**
   * @param path - The file.
   * @param start - The first byte.
   * @param stop - The byte after the last.
   */
  constructor(path: string, start: number, stop: number) {
    this.#path = path;
    this.#start = start;
    this.#stop = stop;
  }

  /** A part of this body. */
  slice(start: number, stop: number): FileBody {
    return new FileBody(this.#path, this.#start + start, Math.min(this.#start + stop, this.#stop));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#stop <= this.#start) return;
    // A file that has grown since is cut off, so that the body keeps the length that was announced.
    yield* createReadStream(this.#path, { start: this.#start, end: this.#stop - 1 });
  }
}
