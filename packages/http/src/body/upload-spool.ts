import type { FileHandle } from "node:fs/promises";
import type { StoredFile } from "../data/file-storage.ts";
import { concatenate } from "./concatenate.ts";
import type { UploadDirectory, UploadFile } from "./upload-directory.ts";

// Fewer, larger writes: each is a trip to another thread.
const WRITE_SIZE = 256 * 1024;

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
  // The bytes that are in `#chunks`.
  #waiting = 0;
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
    if (this.#size <= this.#maxMemory) return false;
    if (this.#isComplete) return this.#waiting > 0 || this.#isOpen;
    return this.#waiting >= WRITE_SIZE;
  }

  /** Adds bytes at the end. */
  append(chunk: Uint8Array, isLast: boolean): void {
    if (chunk.byteLength > 0) this.#chunks.push(chunk);
    this.#size += chunk.byteLength;
    this.#waiting += chunk.byteLength;
    this.#isComplete = isLast;
  }

  /** Writes what waits, and closes the file after the last bytes. */
  async flush(): Promise<void> {
    if (this.#file === undefined) {
      this.#file = await this.#directory.createFile();
      this.#isOpen = true;
    }
    const chunks = this.#chunks;
    const size = this.#waiting;
    this.#chunks = [];
    this.#waiting = 0;
    if (size > 0) await append(this.#file.handle, chunks, size);
    if (this.#isComplete) await this.close();
  }

  /** Closes the file, if there is one. */
  async close(): Promise<void> {
    this.#isOpen = false;
    await this.#file?.handle.close();
  }
}

async function append(handle: FileHandle, chunks: readonly Uint8Array[], size: number): Promise<void> {
  const { bytesWritten } = await handle.writev(chunks);
  // A disk may take less than it is given.
  if (bytesWritten < size) await handle.appendFile(concatenate(chunks).subarray(bytesWritten));
}
