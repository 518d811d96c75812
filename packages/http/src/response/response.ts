import { concatenate } from "../body/concatenate.ts";
import { statusName } from "../errors/statuses.ts";
import { type CookieOptions, dumpCookie } from "../headers/set-cookie.ts";
import { generateEtag, quoteEtag, unquoteEtag, type Etag } from "../headers/etag.ts";
import { checkedValue, Headers, type HeadersSource } from "../headers/headers.ts";
import { encodeChunks, isStreamedBody, type ResponseBody, type StreamedBody } from "./body.ts";
import { contentTypeOf } from "./content-type.ts";
import { HeaderProperties } from "./header-properties.ts";
import { parseStatus } from "./status.ts";
import { forbidsBody, wireHeaders } from "./wire-headers.ts";

/** How a response differs from `200 OK` with the default type. */
export interface ResponseOptions {
  /** A status code, or a status line such as "404 Not Found". Default: 200. */
  status?: number | string | undefined;
  headers?: HeadersSource | undefined;
  /** The media type. Text types get `charset=utf-8` added. */
  mimetype?: string | undefined;
  /** The whole `Content-Type` header, sent as it is. Wins over `mimetype`. */
  contentType?: string | undefined;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * An HTTP response: a status, headers and a body.
 *
 * The body is text, bytes, or a stream of either: an iterable, an async iterable such as a Node stream, or a web
 * stream. Text and bytes are sent with their length; a stream is sent while it is read.
 *
 * @example
 * const response = new Response("Hello", { status: 201, headers: { "X-Greeting": "yes" } });
 * response.status; // => "201 Created"
 * response.contentType; // => "text/plain; charset=utf-8"
 * response.text; // => "Hello"
 */
export class Response extends HeaderProperties {
  /** The media type of responses that are given none. */
  static readonly defaultMimetype: string = "text/plain";

  #statusCode = 200;
  #reason: string | undefined;
  // Most responses have a Content-Type and nothing else: no Headers are built until someone asks for them.
  #headers: Headers | undefined;
  #contentType: string | undefined;
  #body: ResponseBody;
  #onClose: (() => unknown)[] | undefined;
  #isClosed = false;

  /**
   * @param body - What to send. Nothing and null mean an empty body.
   * @param options - Status, headers and type.
   * @throws {HeaderError} When a header could not be sent.
   */
  constructor(body: ResponseBody = null, options?: ResponseOptions) {
    super();
    this.#body = body;
    if (options === undefined) {
      this.#contentType = contentTypeOf(new.target.defaultMimetype);
      return;
    }
    if (options.status !== undefined) this.status = options.status;
    if (options.headers !== undefined) this.#headers = new Headers(options.headers);
    const contentType = options.contentType ?? this.#typeFor(options.mimetype, new.target.defaultMimetype);
    if (contentType === undefined) return;
    if (this.#headers === undefined) this.#contentType = checkedValue("Content-Type", contentType);
    else this.#headers.set("Content-Type", contentType);
  }

  /** The status code. */
  get statusCode(): number {
    return this.#statusCode;
  }

  set statusCode(code: number) {
    this.#statusCode = code;
    this.#reason = undefined;
  }

  /** The status code and its name: "404 Not Found". Takes either form, and a bare code as text. */
  get status(): string {
    return `${this.#statusCode} ${this.reason}`;
  }

  set status(status: string | number) {
    if (typeof status === "number") {
      this.statusCode = status;
      return;
    }
    const { code, reason } = parseStatus(status);
    this.#statusCode = code;
    this.#reason = reason;
  }

  /** The name of the status: "Not Found". */
  get reason(): string {
    return this.#reason ?? statusName(this.#statusCode);
  }

  /** The headers. Whatever is changed in them is sent. */
  get headers(): Headers {
    if (this.#headers === undefined) {
      this.#headers = new Headers();
      if (this.#contentType !== undefined) this.#headers.set("Content-Type", this.#contentType);
    }
    return this.#headers;
  }

  /** The body as it was given. Setting it corrects a `Content-Length` that belonged to the old one. */
  get body(): ResponseBody {
    return this.#body;
  }

  set body(body: ResponseBody) {
    this.#body = body;
    if (this.#headers?.has("Content-Length") === true) this.contentLength = this.calculateContentLength();
  }

  /** Whether the body is a stream, of a length that is not known. */
  get isStreamed(): boolean {
    return this.#stream() !== undefined;
  }

  /**
   * The body as bytes.
   *
   * @throws {TypeError} When the body is a stream; {@link makeSequence} reads it first.
   */
  get data(): Uint8Array {
    const body = this.#wholeBody();
    return typeof body === "string" ? encoder.encode(body) : body;
  }

  set data(data: string | Uint8Array) {
    this.body = data;
  }

  /** The body as text. Bytes are read as UTF-8. Throws what {@link data} throws. */
  get text(): string {
    const body = this.#wholeBody();
    return typeof body === "string" ? body : decoder.decode(body);
  }

  /** The body read as JSON if its type says it is JSON, else undefined. */
  get json(): unknown {
    return this.getJson();
  }

  /**
   * The body read as JSON.
   *
   * @param options - `force` reads it whatever its type; `silent` answers undefined where it is not JSON.
   * @throws {SyntaxError} When the body is not JSON.
   */
  getJson(options: { force?: boolean; silent?: boolean } = {}): unknown {
    if (options.force !== true && !this.isJson) return undefined;
    try {
      return JSON.parse(this.text);
    } catch (error) {
      if (options.silent === true) return undefined;
      throw error;
    }
  }

  /** The number of bytes of the body, or undefined for a stream. */
  calculateContentLength(): number | undefined {
    if (this.isStreamed) return undefined;
    return this.data.byteLength;
  }

  /** Reads a stream to its end, so that the body is known as a whole. */
  async makeSequence(): Promise<void> {
    const stream = this.#stream();
    if (stream === undefined) return;
    const chunks: Uint8Array[] = [];
    for await (const chunk of encodeChunks(stream)) chunks.push(chunk);
    this.#body = concatenate(chunks);
  }

  /** The body as chunks of bytes. */
  iterEncoded(): AsyncIterable<Uint8Array> {
    return encodeChunks(this.#stream() ?? [this.data]);
  }

  /**
   * Adds a cookie.
   *
   * @param name - A token.
   * @param value - Any text.
   * @param options - The attributes of the cookie. Default path: "/".
   * @throws What `dumpCookie` throws for names and attributes that could not be sent.
   * @example
   * const response = new Response();
   * response.setCookie("theme", "dark", { httpOnly: true });
   * response.headers.get("Set-Cookie"); // => "theme=dark; HttpOnly; Path=/"
   */
  setCookie(name: string, value = "", options?: CookieOptions): void {
    this.headers.add("Set-Cookie", dumpCookie(name, value, options));
  }

  /**
   * Removes a cookie from the client. The domain, the path and the other attributes must be those it was set with.
   *
   * @param name - The name of the cookie.
   * @param options - The attributes that it was set with.
   */
  deleteCookie(name: string, options?: CookieOptions): void {
    this.setCookie(name, "", { ...options, expires: new Date(0), maxAge: 0 });
  }

  /** The ETag, and whether it is a weak one; undefined when there is none. */
  getEtag(): Etag | undefined {
    return unquoteEtag(this.headers.get("ETag"));
  }

  /** Sets the ETag. */
  setEtag(etag: string, weak = false): void {
    this.headers.set("ETag", quoteEtag(etag, weak));
  }

  /**
   * Computes an ETag from the body, unless there is one.
   *
   * @param options - `overwrite` replaces an ETag that is there; `weak` makes it a weak one.
   */
  addEtag(options: { overwrite?: boolean; weak?: boolean } = {}): void {
    if (options.overwrite === true || !this.headers.has("ETag")) {
      this.setEtag(generateEtag(this.data), options.weak);
    }
  }

  /** Reads a stream to its end, and sets `Content-Length` and an ETag: the response can be kept and sent again. */
  async freeze(): Promise<void> {
    await this.makeSequence();
    this.contentLength = this.data.byteLength;
    this.addEtag();
  }

  /**
   * The headers as they are sent, in a new flat array: name, value, name, value. They get the length of the body
   * where it is known, and lose what the status forbids.
   *
   * @param bodyLength - The bytes of the body, for whoever has counted them. Default: counts them.
   */
  wireHeaders(bodyLength: number | undefined = this.calculateContentLength()): string[] {
    const type = this.#contentType;
    const isPlain = this.#headers === undefined && type !== undefined && bodyLength !== undefined;
    if (isPlain && !forbidsBody(this.#statusCode))
      return ["Content-Type", type, "Content-Length", String(bodyLength)];
    return wireHeaders(this.headers, this.#statusCode, bodyLength);
  }

  /**
   * Makes `Location` an absolute URL, for clients that take no other.
   *
   * @param base - The URL of the request that the response answers.
   * @example
   * const response = redirect("cups");
   * response.makeLocationAbsolute("http://tea.test/shop/");
   * response.location; // => "http://tea.test/shop/cups"
   */
  makeLocationAbsolute(base: string): void {
    const { location } = this;
    if (location !== undefined && URL.canParse(location, base)) this.location = new URL(location, base).href;
  }

  /** Calls a function when the response has been sent or given up; at once, when it has been already. */
  callOnClose(callback: () => unknown): void {
    if (this.#isClosed) callback();
    else (this.#onClose ??= []).push(callback);
  }

  /**
   * Runs what {@link callOnClose} was given, in order. Whoever sends a response calls this once it is done. Every
   * callback runs, even where one before it fails.
   *
   * @throws {AggregateError} When callbacks failed.
   */
  close(): void | Promise<void> {
    this.#isClosed = true;
    const callbacks = this.#onClose;
    if (callbacks === undefined) return undefined;
    this.#onClose = undefined;
    return runAll(callbacks);
  }

  #typeFor(mimetype: string | undefined, standard: string): string | undefined {
    if (mimetype !== undefined) return contentTypeOf(mimetype);
    return this.#headers?.has("Content-Type") === true ? undefined : contentTypeOf(standard);
  }

  #stream(): StreamedBody | undefined {
    return isStreamedBody(this.#body) ? this.#body : undefined;
  }

  #wholeBody(): string | Uint8Array {
    const body = this.#body;
    if (body === null) return "";
    if (typeof body === "string" || body instanceof Uint8Array) return body;
    throw new TypeError(
      "The body of this response is a stream. Await response.makeSequence() to read it whole first.",
    );
  }
}

async function runAll(callbacks: readonly (() => unknown)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const callback of callbacks) {
    try {
      await callback();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, "Callbacks of Response.callOnClose() failed.");
}
