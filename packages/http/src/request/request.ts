import { BodyLimits } from "../body/limits.ts";
import { parseJsonBody } from "../body/json.ts";
import { readUrlEncoded } from "../body/urlencoded.ts";
import type { FileStorage } from "../data/file-storage.ts";
import { CombinedMultiDict, ImmutableMultiDict } from "../data/immutable-multi-dict.ts";
import { BadHost, BadRequest } from "../errors/bad-request.ts";
import { UnsupportedMediaType } from "../errors/client-errors.ts";
import { parseCookie } from "../headers/cookie.ts";
import { Headers } from "../headers/headers.ts";
import { parseListHeader } from "../headers/list-header.ts";
import { currentUrl } from "./current-url.ts";
import { getHost, isValidHost } from "./host.ts";
import { RequestBody } from "./request-body.ts";
import { RequestHeaders } from "./request-headers.ts";
import { overrideSource, type RequestSource, type SourceOverrides } from "./source.ts";
import { decodeBytes, decodePath, parseTarget, type RequestTarget } from "./target.ts";
import { withOneLeadingSlash, withoutTrailingSlashes } from "../urls/slashes.ts";

/** Options of {@link Request.getJson}. */
export interface GetJsonOptions {
  /** Read the body as JSON whatever its type. */
  readonly force?: boolean | undefined;
  /** Answer undefined where the body is not JSON. */
  readonly silent?: boolean | undefined;
}

/** A class of requests: {@link Request}, or a subclass with the same constructor. */
export type RequestClass<R extends Request = Request> = new (source: RequestSource) => R;

const FORM_METHODS: ReadonlySet<string> = new Set(["POST", "PUT", "PATCH"]);
const UTF_8 = new TextDecoder();

/**
 * An HTTP request. Nothing is computed before it is asked for.
 *
 * The path is decoded once, and everything that looks at the path looks at that one.
 *
 * The body is read by {@link loadBody}, which servers and frameworks call before the code that handles the request.
 * From then on `data`, `text`, `json`, `form` and `files` answer at once.
 *
 * @example
 * const request = buildRequest("/tea/caf%C3%A9?cups=2", { json: { sugar: false } });
 * request.path; // => "/tea/café"
 * request.args.get("cups", { type: int }); // => 2
 * request.json; // => { sugar: false }
 */
export class Request extends RequestHeaders {
  /** What the server knows of the request. */
  readonly source: RequestSource;
  /** The hosts that the application answers for, as `hostIsTrusted` takes them. Nothing means every host. */
  trustedHosts: readonly string[] | undefined;
  /** How much of a body is taken by {@link loadBody} and {@link stream}. */
  bodyLimits: BodyLimits | undefined;
  /** Whether a malformed form counts as an empty one, as it does in Flask, instead of being a 400. Default: false. */
  silentForms: boolean = false;

  #headers: Headers | undefined;
  #target: RequestTarget | undefined;
  #path: string | undefined;
  #args: ImmutableMultiDict | undefined;
  #cookies: ImmutableMultiDict | undefined;
  #body: RequestBody | undefined;
  #form: ImmutableMultiDict | undefined;
  #files: ImmutableMultiDict<FileStorage> | undefined;
  #json: { readonly value: unknown } | undefined;

  constructor(source: RequestSource) {
    super();
    this.source = source;
  }

  /** The method, in upper case. */
  get method(): string {
    return this.source.method.toUpperCase();
  }

  /** "http" or "https". */
  get scheme(): string {
    return this.source.scheme;
  }

  /** Whether the client speaks HTTPS. */
  get isSecure(): boolean {
    return this.scheme === "https" || this.scheme === "wss";
  }

  /** The headers as they arrived. */
  get headers(): Headers {
    this.#headers ??= Headers.fromRaw(this.source.rawHeaders);
    return this.#headers;
  }

  /** The decoded path below {@link rootPath}. It starts with exactly one slash. Throws what `parseTarget` throws. */
  get path(): string {
    this.#path ??= withOneLeadingSlash(this.source.path ?? decodePath(this.#parsedTarget().path));
    return this.#path;
  }

  /** The path and the query, with a question mark between them in any case. */
  get fullPath(): string {
    return `${this.path}?${decodeBytes(this.queryString)}`;
  }

  /** Where the application is mounted, decoded, without a slash at the end: "" for the root. */
  get rootPath(): string {
    return withoutTrailingSlashes(this.source.rootPath ?? "");
  }

  /** The same as {@link rootPath}. */
  get scriptRoot(): string {
    return this.rootPath;
  }

  /** The query as it was sent, without its question mark. */
  get queryString(): string {
    return this.#parsedTarget().query;
  }

  /** The fields of the query. */
  get args(): ImmutableMultiDict {
    this.#args ??= new ImmutableMultiDict(readUrlEncoded(decodeBytes(this.queryString)));
    return this.#args;
  }

  /**
   * The host that the client asked for, without a port that the scheme implies; "" when it is missing or malformed.
   *
   * @throws {SecurityError} When it is not one of {@link trustedHosts}.
   */
  get host(): string {
    return getHost(this.scheme, this.#namedHost(), this.source.server, this.trustedHosts);
  }

  /** The whole URL, for people to read: characters beyond ASCII are not percent-encoded. */
  get url(): string {
    return currentUrl({ ...this.#root(), path: this.path, query: this.queryString });
  }

  /** {@link url} without the query. */
  get baseUrl(): string {
    return currentUrl({ ...this.#root(), path: this.path });
  }

  /** The URL of the application. */
  get rootUrl(): string {
    return currentUrl(this.#root());
  }

  /** The URL of the server. */
  get hostUrl(): string {
    return currentUrl({ scheme: this.scheme, host: this.host });
  }

  /** The address of the client, or of the last proxy before this server. */
  get remoteAddr(): string | undefined {
    return this.source.remoteAddr;
  }

  /**
   * The addresses that the request claims to have passed, the client first. Whoever sends a request can claim
   * anything here; `proxyFix` finds the address that can be trusted.
   */
  get accessRoute(): string[] {
    const forwarded = this.joined("X-Forwarded-For");
    if (forwarded !== undefined) return parseListHeader(forwarded);
    return this.remoteAddr === undefined ? [] : [this.remoteAddr];
  }

  /** The cookies. */
  get cookies(): ImmutableMultiDict {
    if (this.#cookies === undefined) {
      const lines = this.headers.getAll("Cookie");
      this.#cookies = parseCookie(lines.length === 0 ? undefined : lines.join("; "));
    }
    return this.#cookies;
  }

  /**
   * Checks what no application should have to: that the target is a path, and that there is one well-formed,
   * trusted host. HTTP/1.0 clients may leave the host out.
   *
   * @throws {BadRequest} When the target is malformed.
   * @throws {BadHost} When the host is malformed or given twice.
   * @throws {SecurityError} When the host is not one of {@link trustedHosts}.
   */
  assertWellFormed(): void {
    this.#parsedTarget();
    const named = this.#namedHost();
    if (named === undefined) return;
    if (!isValidHost(named) || countLines(this.source.rawHeaders, "host") > 1) {
      throw new BadHost("The Host header is malformed, or there are several.");
    }
    if (this.trustedHosts !== undefined) void this.host;
  }

  /**
   * Reads the body. Small forms are parsed when they are asked for, large ones while they arrive.
   *
   * @param limits - How much to take. Default: {@link bodyLimits}, else the defaults of `BodyLimits`.
   * @returns A promise only if there is something to wait for.
   * @throws {RequestEntityTooLarge} When the body is over the limit.
   * @throws {ClientDisconnected} When the body ends too early.
   */
  loadBody(limits: BodyLimits | undefined = this.bodyLimits): void | Promise<void> {
    if (this.source.body === undefined) return undefined;
    return this.#openBody().load(limits ?? new BodyLimits());
  }

  /** The body as it arrives. Reading it is for those who do not call {@link loadBody}; it can be done once. */
  get stream(): AsyncIterable<Uint8Array> {
    return this.#openBody().stream(this.bodyLimits ?? new BodyLimits());
  }

  /**
   * The bytes of the body. Empty for a large form, whose parts are in `form` and `files`.
   *
   * @throws {BodyNotLoadedError} Before the body was read, as every property below.
   */
  get data(): Uint8Array {
    return this.#openBody().bytes;
  }

  /** The body as text, read as UTF-8. */
  get text(): string {
    return UTF_8.decode(this.data);
  }

  /**
   * The fields of the form in the body.
   *
   * @throws {RequestEntityTooLarge} When the form is over a limit.
   * @throws {BadRequest} When it is malformed, unless {@link silentForms} is set.
   */
  get form(): ImmutableMultiDict {
    this.#form ??= new ImmutableMultiDict(this.#openBody().form.form);
    return this.#form;
  }

  /** The files of the form in the body. Throws what {@link form} throws. */
  get files(): ImmutableMultiDict<FileStorage> {
    this.#files ??= new ImmutableMultiDict(this.#openBody().form.files);
    return this.#files;
  }

  /** The fields of the query, and after them those of the form. */
  get values(): CombinedMultiDict {
    const sources = FORM_METHODS.has(this.method) ? [this.args, this.form] : [this.args];
    return new CombinedMultiDict<string>(sources);
  }

  /** The body read as JSON. Throws what {@link getJson} throws. */
  get json(): unknown {
    return this.getJson();
  }

  /**
   * The body read as JSON.
   *
   * @param options - Whether to insist on the type, and whether to throw.
   * @throws {UnsupportedMediaType} When the type of the body is not JSON. Forms of other sites cannot send JSON,
   * which is why the type is asked for.
   * @throws {BadRequest} When the body is not JSON.
   */
  getJson(options: GetJsonOptions = {}): unknown {
    const { force = false, silent = false } = options;
    if (!force && !this.isJson) {
      if (silent) return undefined;
      return this.onJsonLoadingFailed(undefined);
    }
    try {
      this.#json ??= { value: this.parseJson(this.data) };
      return this.#json.value;
    } catch (error) {
      if (!(error instanceof BadRequest)) throw error;
      return silent ? undefined : this.onJsonLoadingFailed(error);
    }
  }

  /**
   * A request of the same class that differs from this one in what its source says. The two share one body.
   *
   * @param overrides - What differs.
   * @example
   * buildRequest("/admin/users").derive({ rootPath: "/admin", path: "/users" }).path; // => "/users"
   */
  derive(overrides: SourceOverrides): this {
    const derived = new (classOf(this))(overrideSource(this.source, overrides));
    derived.trustedHosts = this.trustedHosts;
    derived.bodyLimits = this.bodyLimits;
    derived.silentForms = this.silentForms;
    derived.#body = this.#openBody();
    return derived;
  }

  /** Removes the temporary files of uploads. Whoever handles a request calls this once it has been answered. */
  close(): void | Promise<void> {
    return this.#body?.close();
  }

  /** Parses JSON for {@link getJson}. */
  protected parseJson(data: Uint8Array): unknown {
    return parseJsonBody(data);
  }

  /**
   * What {@link getJson} does where there is no JSON; what it returns is returned there.
   *
   * @param error - What is wrong with the body; undefined when its type is not JSON.
   */
  protected onJsonLoadingFailed(error: BadRequest | undefined): unknown {
    throw (
      error ??
      new UnsupportedMediaType(
        "Did not attempt to load JSON data because the request Content-Type was not 'application/json'.",
      )
    );
  }

  #parsedTarget(): RequestTarget {
    this.#target ??= parseTarget(this.source.target);
    return this.#target;
  }

  #namedHost(): string | undefined {
    return this.source.host ?? this.#parsedTarget().authority ?? this.headers.get("Host");
  }

  #root(): { scheme: string; host: string; rootPath: string } {
    return { scheme: this.scheme, host: this.host, rootPath: this.rootPath };
  }

  #openBody(): RequestBody {
    this.#body ??= new RequestBody(this.source.body, {
      contentType: this.contentType,
      contentLength: this.contentLength,
      silentForms: this.silentForms,
    });
    return this.#body;
  }
}

// TypeScript types the constructor of an object as Function. Request classes share the constructor of Request.
function classOf<R extends Request>(request: R): RequestClass<R> {
  return request.constructor as RequestClass<R>;
}

function countLines(rawHeaders: readonly string[], name: string): number {
  let count = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const candidate = rawHeaders[index] ?? "";
    if (candidate.length === name.length && candidate.toLowerCase() === name) count += 1;
  }
  return count;
}
