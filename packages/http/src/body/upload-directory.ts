import { mkdtemp, open, rm, type FileHandle } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new file for an upload, open for writing. */
export interface UploadFile {
  readonly path: string;
  readonly handle: FileHandle;
}

/**
 * The temporary files of one request. They lie in a fresh directory that only this user may enter, under names that
 * owe nothing to the client. Nothing is created before the first file.
 */
export class UploadDirectory {
  #path: Promise<string> | undefined;
  #files = 0;

  /** Creates a file that only this user may read and write. */
  async createFile(): Promise<UploadFile> {
    this.#path ??= mkdtemp(join(tmpdir(), "dewar-upload-"));
    const path = join(await this.#path, String(this.#files++));
    return { path, handle: await open(path, "wx", 0o600) };
  }

  /** Removes the directory and all that is in it. */
  async remove(): Promise<void> {
    if (this.#path === undefined) return;
    const path = await this.#path.catch(() => undefined);
    this.#path = undefined;
    if (path !== undefined) await rm(path, { recursive: true, force: true });
  }
}
