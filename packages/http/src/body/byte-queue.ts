/**
 * Bytes that arrive in chunks at one end and are taken at the other.
 *
 * Bytes that were handed out are never written again, so they need no copy. A chunk that meets an empty queue is
 * taken over as it is; one that meets a rest is appended to a buffer that doubles, so that the work stays linear
 * even when every chunk is a single byte.
 */
export class ByteQueue {
  #buffer: Buffer = Buffer.alloc(0);
  #start = 0;
  #end = 0;

  /** The number of bytes in the queue. */
  get length(): number {
    return this.#end - this.#start;
  }

  /** The bytes in the queue, not taken, not copied. */
  peek(): Buffer {
    return this.#buffer.subarray(this.#start, this.#end);
  }

  /** Appends a chunk. Its bytes must not change afterwards. */
  push(chunk: Uint8Array): void {
    if (this.#start === this.#end) {
      this.#buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      this.#start = 0;
      this.#end = chunk.byteLength;
      return;
    }
    // The end of a chunk that was taken over is the end of its buffer: this always makes room of our own first.
    if (this.#end + chunk.byteLength > this.#buffer.length) this.#grow(chunk.byteLength);
    this.#buffer.set(chunk, this.#end);
    this.#end += chunk.byteLength;
  }

  /** Removes the first `count` bytes. */
  skip(count: number): void {
    this.#start = Math.min(this.#start + count, this.#end);
  }

  #grow(more: number): void {
    const rest = this.peek();
    const grown = Buffer.allocUnsafeSlow(Math.max(2 * rest.length, rest.length + more));
    rest.copy(grown);
    this.#buffer = grown;
    this.#start = 0;
    this.#end = rest.length;
  }
}
