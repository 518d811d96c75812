import { open } from "node:fs/promises";

// A file up to this size is one read. Every client holds as much memory while it takes a larger one.
const CHUNK_SIZE = 128 * 1024;

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
    const file = await open(this.#path);
    try {
      // A file that has grown since is cut off, so that the body keeps the length that was announced.
      for (let position = this.#start; position < this.#stop; ) {
        const size = Math.min(CHUNK_SIZE, this.#stop - position);
        const { buffer, bytesRead } = await file.read(Buffer.allocUnsafeSlow(size), 0, size, position);
        if (bytesRead === 0) return;
        position += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await file.close();
    }
  }
}
