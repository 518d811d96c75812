import { FormParser, type FormParserOptions, parseForm } from "../body/form-parser.ts";
import type { BodyLimits } from "../body/limits.ts";
import type { ParsedForm } from "../body/parsed-form.ts";
import { type BodySource, consumeBody, readBody } from "../body/read-body.ts";
import type { FileStorage } from "../data/file-storage.ts";
import { MultiDict } from "../data/multi-dict.ts";
import { RequestEntityTooLarge } from "../errors/client-errors.ts";
import { ChunkQueue } from "./chunk-queue.ts";

/** What the headers of a request say of its body, and what becomes of a malformed form. */
export interface BodyDescription {
  readonly contentType: string | undefined;
  readonly contentLength: number | undefined;
  /** Whether a malformed form counts as an empty one. */
  readonly silentForms: boolean;
}

/** The body of a request was asked for before it was read. */
export class BodyNotLoadedError extends Error {
  override readonly name: string = "BodyNotLoadedError";
  readonly code: string = "BODY_NOT_LOADED";

  constructor() {
    super(
      "The body of this request has not been read. Await request.loadBody() first, or read request.stream; " +
        "a route with { stream: true } has only the stream.",
    );
  }
}

const EMPTY = new Uint8Array(0);
// Forms up to this size are kept as bytes and parsed when they are asked for; larger ones are parsed as they arrive.
const BUFFERED_FORM = 64 * 1024;

/** The body of a request: read once, within limits, and parsed when it is asked for. */
export class RequestBody {
  readonly #source: Uint8Array | BodySource | undefined;
  readonly #description: BodyDescription;
  #limits: BodyLimits | undefined;
  #bytes: Uint8Array | undefined;
  #parser: FormParser | undefined;
  #form: ParsedForm | undefined;
  /** Why the body could not be read. Whoever asks for it later, such as a hook before a view, is told the same. */
  #failure: unknown;

  constructor(source: Uint8Array | BodySource | undefined, description: BodyDescription) {
    this.#source = source;
    this.#description = description;
  }

  /** Reads the body. What is wrong with a form is told when the form is asked for; a body over the limit at once. */
  load(limits: BodyLimits): void | Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#bytes !== undefined || this.#parser !== undefined) return undefined;
    this.#limits = limits;
    const source = this.#source;
    const { contentLength, contentType } = this.#description;
    if (source === undefined) return undefined;
    if (source instanceof Uint8Array) {
      if (source.byteLength > limits.maxContentLength) throw this.#failed(new RequestEntityTooLarge());
      this.#bytes = source;
      return undefined;
    }
    const isLong = contentLength === undefined || contentLength > BUFFERED_FORM;
    return isLong && FormParser.accepts(contentType)
      ? this.#parse(source, limits)
      : this.#read(source, limits);
  }

  /** All bytes. Empty for a form that was parsed as it arrived. */
  get bytes(): Uint8Array {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#bytes !== undefined) return this.#bytes;
    if (this.#parser !== undefined || this.#source === undefined) return EMPTY;
    throw new BodyNotLoadedError();
  }

  get form(): ParsedForm {
    if (this.#failure !== undefined) throw this.#failure;
    this.#form ??= this.#parser === undefined ? this.#parseBytes() : this.#parser.end();
    return this.#form;
  }

  /** The bytes as they arrive, for whoever reads the body alone. */
  async *stream(limits: BodyLimits): AsyncGenerator<Uint8Array, void, undefined> {
    if (this.#bytes !== undefined) yield this.#bytes;
    else if (this.#source instanceof Uint8Array) yield this.#source;
    else if (this.#source !== undefined) yield* this.#chunks(this.#source, limits);
  }

  /** Removes the temporary files of uploads. */
  close(): void | Promise<void> {
    return this.#parser?.remove();
  }

  async #read(source: BodySource, limits: BodyLimits): Promise<void> {
    try {
      this.#bytes = await readBody(source, this.#readOptions(limits));
    } catch (error) {
      throw this.#failed(error);
    }
  }

  async #parse(source: BodySource, limits: BodyLimits): Promise<void> {
    const parser = new FormParser(this.#description.contentType, this.#parserOptions(limits));
    this.#parser = parser;
    try {
      await consumeBody(source, this.#readOptions(limits), (chunk) => parser.write(chunk));
    } catch (error) {
      throw this.#failed(error);
    }
  }

  #failed(error: unknown): unknown {
    this.#failure = error;
    return error;
  }

  #parseBytes(): ParsedForm {
    const bytes = this.bytes;
    if (bytes.byteLength === 0) return { form: new MultiDict(), files: new MultiDict<FileStorage>() };
    return parseForm(this.#description.contentType, bytes, this.#parserOptions(this.#limits));
  }

  #parserOptions(limits: BodyLimits | undefined): FormParserOptions {
    return { limits, silent: this.#description.silentForms };
  }

  #readOptions(limits: BodyLimits): { contentLength: number | undefined; maxContentLength: number } {
    return { contentLength: this.#description.contentLength, maxContentLength: limits.maxContentLength };
  }

  // One chunk waits at a time: the sink's promise holds the source back until the reader asks for more.
  async *#chunks(source: BodySource, limits: BodyLimits): AsyncGenerator<Uint8Array, void, undefined> {
    const queue = new ChunkQueue();
    void consumeBody(source, this.#readOptions(limits), (chunk) => queue.put(chunk)).then(
      () => queue.end(),
      (error: unknown) => queue.fail(error),
    );
    try {
      for (let chunk = await queue.take(); chunk !== undefined; chunk = await queue.take()) yield chunk;
    } finally {
      queue.abandon();
    }
  }
}
