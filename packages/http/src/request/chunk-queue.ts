/** Thrown into a writer whose reader has gone. */
class AbandonedError extends Error {}

/** A place for one chunk between a writer that pushes and a reader that pulls. */
export class ChunkQueue {
  #chunk: Uint8Array | undefined;
  #ended = false;
  #error: { readonly reason: unknown } | undefined;
  #abandoned = false;
  #wakeReader: (() => void) | undefined;
  #releaseWriter: (() => void) | undefined;

  /** Offers a chunk. The promise is kept when the reader has taken it. */
  async put(chunk: Uint8Array): Promise<void> {
    if (this.#abandoned) throw new AbandonedError();
    this.#chunk = chunk;
    this.#wakeReader?.();
    await new Promise<void>((resolve) => {
      this.#releaseWriter = resolve;
    });
    if (this.#abandoned) throw new AbandonedError();
  }

  /** Tells the reader that there is nothing more. */
  end(): void {
    this.#ended = true;
    this.#wakeReader?.();
  }

  /** Tells the reader what went wrong. */
  fail(reason: unknown): void {
    if (!(reason instanceof AbandonedError)) this.#error = { reason };
    this.end();
  }

  /** The next chunk, undefined at the end. */
  async take(): Promise<Uint8Array | undefined> {
    while (this.#chunk === undefined && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wakeReader = resolve;
      });
    }
    if (this.#error !== undefined) throw this.#error.reason;
    const chunk = this.#chunk;
    this.#chunk = undefined;
    this.#releaseWriter?.();
    return chunk;
  }

  /** Tells the writer that nobody reads any more. */
  abandon(): void {
    this.#abandoned = true;
    this.#releaseWriter?.();
  }
}
