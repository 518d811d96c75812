import type { StoredFile } from "../data/file-storage.ts";
import { concatenate } from "./concatenate.ts";
import type { UploadDirectory, UploadFile } from "./upload-directory.ts";

/**
 * The content of one uploaded file while it arrives: in memory at first, on disk once it has grown too large.
 *
 * Adding bytes is synchronous and never touches the disk; {@link flush} does, when {@link isDue} says so.
 */
export class UploadSpool {
  readonly #directory: UploadDirectory;
  readonly #maxMemory: number;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #isComplete = false;
  #file: UploadFile | undefined;
  #isOpen = false;

  /**
   * @param directory - Where to create a file.
   * @param maxMemory - The most bytes that stay in memory.
   */
  constructor(directory: UploadDirectory, maxMemory: number) {
    this.#directory = directory;
    this.#maxMemory = maxMemory;
  }

  /** The content: bytes in memory, or a file on disk to which all bytes were flushed. */
  get content(): Uint8Array | StoredFile {
    if (this.#file === undefined) return concatenate(this.#chunks);
    return { path: this.#file.path, size: this.#size };
  }

  /** Whether bytes wait to be written to disk. */
  get isDue(): boolean {
    return this.#size > this.#maxMemory && (this.#chunks.length > 0 || (this.#isComplete && this.#isOpen));
  }

  /** Adds bytes at the end. */
  append(chunk: Uint8Array, isLast: boolean): void {
    if (chunk.byteLength > 0) this.#chunks.push(chunk);
    this.#size += chunk.byteLength;
    this.#isComplete = isLast;
  }

  /** Writes what waits, and closes the file after the last bytes. */
  async flush(): Promise<void> {
    if (this.#file === undefined) {
      this.#file = await this.#directory.createFile();
      this.#isOpen = true;
    }
    const chunks = this.#chunks;
    this.#chunks = [];
    for (const chunk of chunks) await this.#file.handle.appendFile(chunk);
    if (this.#isComplete) await this.close();
  }

  /** Closes the file, if there is one. */
  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#file?.handle.close();
  }
}
