import type { FileStorage } from "../data/file-storage.ts";
import type { MultiDict } from "../data/multi-dict.ts";

/** What a form was found to hold. */
export interface ParsedForm {
  /** The fields. */
  readonly form: MultiDict;
  /** The files. */
  readonly files: MultiDict<FileStorage>;
}
