import { MultiDict } from "../data/multi-dict.ts";
import { RequestEntityTooLarge } from "../errors/client-errors.ts";
import { concatenate } from "./concatenate.ts";
import type { BodyLimits } from "./limits.ts";
import type { ParsedForm } from "./parsed-form.ts";
import { parseUrlEncoded } from "./urlencoded.ts";

/** Collects the fields of an `application/x-www-form-urlencoded` body while it arrives. */
export class UrlEncodedForm {
  readonly #maxSize: number;
  #chunks: Uint8Array[] = [];
  #size = 0;

  /** @param limits - What to refuse. */
  constructor(limits: BodyLimits) {
    this.#maxSize = limits.maxFormMemorySize;
  }

  /**
   * Takes the next bytes.
   *
   * @throws {RequestEntityTooLarge} When there are more of them than a form may keep in memory.
   */
  write(chunk: Uint8Array): void {
    this.#size += chunk.byteLength;
    if (this.#size > this.#maxSize) {
      this.#chunks = [];
      throw new RequestEntityTooLarge();
    }
    this.#chunks.push(chunk);
  }

  /** Tells that the body is over. Throws what {@link parseUrlEncoded} throws. */
  end(): ParsedForm {
    return { form: parseUrlEncoded(concatenate(this.#chunks)), files: new MultiDict() };
  }
}
