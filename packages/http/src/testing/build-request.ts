import { dumpUrlEncoded } from "../body/urlencoded.ts";
import { Headers, type HeadersSource } from "../headers/headers.ts";
import { Request, type RequestClass } from "../request/request.ts";
import type { RequestSource } from "../request/source.ts";
import { decodePath } from "../request/target.ts";
import { iriToUri } from "../urls/iri.ts";
import { percentEncode } from "../urls/percent-encode.ts";
import { withoutTrailingSlashes } from "../urls/slashes.ts";
import { encodeTestBody, fieldPairs, type TestBodyOptions, type TestFields } from "./test-body.ts";

/** What a test request has besides its path. */
export interface TestRequestOptions extends TestBodyOptions {
  /** Default: "GET". */
  readonly method?: string | undefined;
  /** Fields to add to the query of the path, or the query as text. */
  readonly query?: TestFields | string | undefined;
  readonly headers?: HeadersSource | undefined;
  /** The `Content-Type` header, where it is not the one that goes with the body. */
  readonly contentType?: string | undefined;
  /** The URL of the application; its path is where the application is mounted. Default: "http://localhost". */
  readonly baseUrl?: string | undefined;
  /** The address of the client. Default: "127.0.0.1". */
  readonly remoteAddr?: string | undefined;
}

/**
 * Makes a request as a server would, without a server.
 *
 * @param path - A path with or without a query, or a whole URL. Characters beyond ASCII are encoded.
 * @param options - Method, headers, body and so on.
 * @param requestClass - The class to make. Default: {@link Request}.
 * @example
 * const request = buildRequest("/cups?size=2", { method: "POST", form: { tea: "green" } });
 * request.url; // => "http://localhost/cups?size=2"
 * request.form.get("tea"); // => "green"
 */
export function buildRequest(path: string, options?: TestRequestOptions): Request;
export function buildRequest<R extends Request>(
  path: string,
  options: TestRequestOptions,
  requestClass: RequestClass<R>,
): R;
export function buildRequest(
  path: string,
  options: TestRequestOptions = {},
  requestClass: RequestClass = Request,
): Request {
  const request = new requestClass(testSource(path, options));
  // Tests may look into the body at once: bytes are there without waiting.
  if (request.source.body instanceof Uint8Array || request.source.body === undefined) void request.loadBody();
  return request;
}

function testSource(path: string, options: TestRequestOptions): RequestSource {
  const base = splitBase(
    /^https?:\/\//i.test(path) ? originOf(path) : (options.baseUrl ?? "http://localhost"),
  );
  const { body, contentType } = encodeTestBody(options);
  const headers = new Headers(options.headers);
  headers.setDefault("Host", base.host);
  const type = options.contentType ?? contentType;
  if (type !== undefined) headers.set("Content-Type", type);
  if (body instanceof Uint8Array) headers.setDefault("Content-Length", body.byteLength);
  else if (body !== undefined) headers.setDefault("Transfer-Encoding", "chunked");
  return {
    method: options.method ?? "GET",
    scheme: base.scheme,
    target: targetOf(path, options.query),
    rawHeaders: headers.toRaw(),
    rootPath: base.rootPath,
    remoteAddr: options.remoteAddr ?? "127.0.0.1",
    body,
  };
}

function splitBase(baseUrl: string): { scheme: string; host: string; rootPath: string } {
  const [, scheme = "", host = "", rootPath = ""] =
    /^(https?):\/\/([^/?#]*)(\/[^?#]*)?$/i.exec(baseUrl) ?? [];
  if (host === "")
    throw new TypeError(`${baseUrl} is no base URL. Write one such as "http://localhost/shop".`);
  return {
    scheme: scheme.toLowerCase(),
    host,
    rootPath: withoutTrailingSlashes(decodePath(iriToUri(rootPath))),
  };
}

function originOf(url: string): string {
  return /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? url;
}

function targetOf(path: string, query: TestFields | string | undefined): string {
  const [beforeFragment = ""] = path.replace(/^https?:\/\/[^/?#]*/i, "").split("#", 1);
  const target = beforeFragment.startsWith("/") ? beforeFragment : `/${beforeFragment}`;
  const more =
    query === undefined || typeof query === "string" ? (query ?? "") : dumpUrlEncoded(fieldPairs(query));
  const joint = target.includes("?") ? "&" : "?";
  return encodeTarget(more === "" ? target : `${target}${joint}${more}`);
}

// Not the whole of `iriToUri`: a test of "//x" means that path, not a host.
function encodeTarget(target: string): string {
  return percentEncode(target, /[^!-~]+/gu);
}
