import { MultiDict } from "../data/multi-dict.ts";
import { BadRequest } from "../errors/bad-request.ts";
import { parseOptionsHeader } from "../headers/options-header.ts";
import { BodyLimits } from "./limits.ts";
import { MultipartForm } from "./multipart-form.ts";
import type { ParsedForm } from "./parsed-form.ts";
import { UrlEncodedForm } from "./urlencoded-form.ts";

/** Options of {@link FormParser}. */
export interface FormParserOptions {
  /** What to refuse. Default: the limits of {@link BodyLimits}. */
  readonly limits?: BodyLimits | undefined;
  /** Whether a malformed form counts as an empty one, as it does in Flask. Default: false. */
  readonly silent?: boolean | undefined;
  /** The most bytes of a file that stay in memory; a larger one goes to a temporary file. Default: 500 000. */
  readonly maxFileMemory?: number | undefined;
}

/**
 * Parses a form while its body arrives: `multipart/form-data` or `application/x-www-form-urlencoded`. A body of any
 * other type is a form without fields.
 *
 * What is wrong with the form is told at the end, so that it meets the code that asks for the form. The temporary
 * files exist until {@link remove} is called, which the owner of the parser must do in any case.
 *
 * @example
 * const parser = new FormParser("application/x-www-form-urlencoded");
 * parser.write(Buffer.from("tea=gre"));
 * parser.write(Buffer.from("en"));
 * parser.end().form.get("tea"); // => "green"
 */
export class FormParser {
  readonly #silent: boolean;
  #collector: MultipartForm | UrlEncodedForm | undefined;
  #error: unknown;
  #writing: Promise<void> | undefined;

  /**
   * @param contentType - The `Content-Type` header; undefined when there is none.
   * @param options - Limits, and how strict to be.
   */
  constructor(contentType: string | undefined, options: FormParserOptions = {}) {
    this.#silent = options.silent ?? false;
    this.#guard(() => {
      this.#collector = collectorFor(contentType, options);
    });
  }

  /** Whether a body of that type is a form. */
  static accepts(contentType: string | undefined): boolean {
    return formTypeOf(contentType) !== undefined;
  }

  /**
   * Takes the next bytes. They must not change afterwards.
   *
   * @returns A promise when a file is being written to disk: wait for it before the next bytes.
   */
  write(chunk: Uint8Array): void | Promise<void> {
    const collector = this.#collector;
    if (collector === undefined || this.#error !== undefined) return;
    this.#guard(() => collector.write(chunk));
    if (this.#error !== undefined || !(collector instanceof MultipartForm)) return;
    this.#writing = collector.flush();
    return this.#writing;
  }

  /**
   * Tells that the body is over.
   *
   * @returns The fields and files.
   * @throws {RequestEntityTooLarge} When the form is over a limit.
   * @throws {BadRequest} When it is malformed, unless the parser is silent.
   */
  end(): ParsedForm {
    let parsed: ParsedForm = { form: new MultiDict(), files: new MultiDict() };
    const collector = this.#collector;
    if (collector !== undefined && this.#error === undefined) {
      this.#guard(() => {
        parsed = collector.end();
      });
    }
    if (this.#error !== undefined && !(this.#silent && this.#error instanceof BadRequest)) throw this.#error;
    return parsed;
  }

  /** Removes the temporary files, also those of an upload that was broken off. */
  async remove(): Promise<void> {
    await this.#writing?.catch(() => undefined);
    if (this.#collector instanceof MultipartForm) await this.#collector.remove();
  }

  #guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#error = error;
    }
  }
}

/**
 * Parses a form that is in memory as a whole. Its files stay in memory too.
 *
 * @param contentType - The `Content-Type` header; undefined when there is none.
 * @param body - The bytes.
 * @param options - Limits, and how strict to be.
 * @returns The fields and files.
 * @throws {RequestEntityTooLarge} When the form is over a limit.
 * @throws {BadRequest} When it is malformed and `silent` is false.
 * @example
 * parseForm("application/x-www-form-urlencoded", Buffer.from("tea=green")).form.get("tea"); // => "green"
 */
export function parseForm(
  contentType: string | undefined,
  body: Uint8Array,
  options: Omit<FormParserOptions, "maxFileMemory"> = {},
): ParsedForm {
  const parser = new FormParser(contentType, { ...options, maxFileMemory: Number.POSITIVE_INFINITY });
  // Without temporary files there is nothing to wait for and nothing to remove.
  void parser.write(body);
  return parser.end();
}

function collectorFor(
  contentType: string | undefined,
  options: FormParserOptions,
): MultipartForm | UrlEncodedForm | undefined {
  const { limits = new BodyLimits(), maxFileMemory = 500_000 } = options;
  switch (formTypeOf(contentType)) {
    case "multipart/form-data": {
      const boundary = parseOptionsHeader(contentType).options.get("boundary") ?? "";
      return new MultipartForm(boundary, limits, maxFileMemory);
    }
    case "application/x-www-form-urlencoded":
      return new UrlEncodedForm(limits);
    default:
      return undefined;
  }
}

function formTypeOf(
  contentType: string | undefined,
): "multipart/form-data" | "application/x-www-form-urlencoded" | undefined {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  if (type === "multipart/form-data" || type === "application/x-www-form-urlencoded") return type;
  return undefined;
}
