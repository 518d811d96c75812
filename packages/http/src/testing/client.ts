import type { CookieOptions } from "../headers/set-cookie.ts";
import { Headers } from "../headers/headers.ts";
import { Request, type RequestClass } from "../request/request.ts";
import type { RequestHandler } from "../server/request-handler.ts";
import { buildRequest, type TestRequestOptions } from "./build-request.ts";
import { type Cookie, CookieJar, type CookieScope } from "./cookie-jar.ts";
import { overHttp2 } from "./http2-transport.ts";
import { TestResponse } from "./test-response.ts";
import { inProcess, overFetch, overSocket, type Transport } from "./transport.ts";

/** How a {@link Client} makes its requests. */
export interface ClientOptions {
  /** The URL of the application. Default: "http://localhost". */
  readonly baseUrl?: string | undefined;
  /** Whether cookies are kept and sent back. Default: true. */
  readonly useCookies?: boolean | undefined;
  /** The class of the requests. Default: `Request`. */
  readonly requestClass?: RequestClass | undefined;
  /** Whether redirects may lead to subdomains of the application's host. Default: false. */
  readonly allowSubdomainRedirects?: boolean | undefined;
}

/** How a {@link Client} reaches a server. */
export interface SocketClientOptions extends ClientOptions {
  /** The certificate to trust, in PEM form, for a server with one of its own. */
  readonly ca?: string | undefined;
  /** Speak HTTP/2. Default: false. */
  readonly http2?: boolean | undefined;
}

/** What one request of a client has besides its path. */
export interface OpenOptions extends TestRequestOptions {
  /** Go where redirects lead, and answer with what is there. Default: false. */
  readonly followRedirects?: boolean | undefined;
}

/** A redirect was followed that goes in circles, or out of the application. */
export class ClientRedirectError extends Error {
  override readonly name: string = "ClientRedirectError";
  readonly code: string = "CLIENT_REDIRECT";
}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 305, 307, 308]);

/**
 * A client for tests. It keeps cookies, and talks to a handler in process, to a server over a socket, or to a fetch
 * handler, with the same calls.
 *
 * @example
 * const client = new Client((request) => new Response(`Hello ${request.form.get("name")}`));
 * const response = await client.post("/", { form: { name: "Ann" } });
 * response.text; // => "Hello Ann"
 */
export class Client {
  /** The cookies that the client has. */
  readonly cookies: CookieJar = new CookieJar();
  readonly #transport: Transport;
  readonly #options: ClientOptions;

  /**
   * @param target - The handler to call, or another way to an answer.
   * @param options - How the requests are made.
   */
  constructor(target: RequestHandler | { readonly transport: Transport }, options: ClientOptions = {}) {
    this.#transport = typeof target === "function" ? inProcess(target) : target.transport;
    this.#options = options;
  }

  /**
   * A client of a server.
   *
   * @param url - Where it listens, such as "http://127.0.0.1:5000". The requests name the host of `baseUrl`.
   * @param options - How the requests are made, and how they travel.
   */
  static overSocket(url: string, { ca, http2 = false, ...options }: SocketClientOptions = {}): Client {
    return new Client({ transport: http2 ? overHttp2(url, ca) : overSocket(url, ca) }, options);
  }

  /** A client of a fetch handler. */
  static overFetch(
    fetch: (request: globalThis.Request) => Promise<globalThis.Response>,
    options: ClientOptions = {},
  ): Client {
    return new Client({ transport: overFetch(fetch) }, options);
  }

  /**
   * Makes a request.
   *
   * @param path - A path with or without a query, or a whole URL.
   * @param options - Method, headers, body, and whether to follow redirects.
   * @throws {ClientRedirectError} When redirects that are followed go in circles or out of the application.
   */
  async open(path: string, options: OpenOptions = {}): Promise<TestResponse> {
    let response = await this.#exchange(path, options, []);
    const seen = new Set<string>();
    while (options.followRedirects === true && REDIRECTS.has(response.statusCode)) {
      const next = this.#redirectOf(response, options);
      const step = `${response.statusCode} ${next.options.baseUrl ?? ""}${next.url}`;
      if (seen.has(step)) throw new ClientRedirectError(`The redirects go in circles: ${step}`);
      seen.add(step);
      response = await this.#exchange(next.url, next.options, [...response.history, response]);
    }
    return response;
  }

  get(path: string, options?: OpenOptions): Promise<TestResponse> {
    return this.open(path, { ...options, method: "GET" });
  }

  post(path: string, options?: OpenOptions): Promise<TestResponse> {
    return this.open(path, { ...options, method: "POST" });
  }

  put(path: string, options?: OpenOptions): Promise<TestResponse> {
    return this.open(path, { ...options, method: "PUT" });
  }

  patch(path: string, options?: OpenOptions): Promise<TestResponse> {
    return this.open(path, { ...options, method: "PATCH" });
  }

  delete(path: string, options?: OpenOptions): Promise<TestResponse> {
    return this.open(path, { ...options, method: "DELETE" });
  }

  head(path: string, options?: OpenOptions): Promise<TestResponse> {
    return this.open(path, { ...options, method: "HEAD" });
  }

  options(path: string, options?: OpenOptions): Promise<TestResponse> {
    return this.open(path, { ...options, method: "OPTIONS" });
  }

  trace(path: string, options?: OpenOptions): Promise<TestResponse> {
    return this.open(path, { ...options, method: "TRACE" });
  }

  /** The cookie of that name, by default that of "localhost" and the path "/". */
  getCookie(name: string, scope?: CookieScope): Cookie | undefined {
    return this.cookies.get(name, scope);
  }

  /** Gives the client a cookie, as if a server had set it. */
  setCookie(name: string, value: string, options: CookieOptions = {}): void {
    this.cookies.set({
      name,
      value,
      domain: options.domain ?? "localhost",
      originOnly: options.domain === undefined,
      path: options.path ?? "/",
      secure: options.secure ?? false,
      httpOnly: options.httpOnly ?? false,
      sameSite: options.sameSite,
      expires: options.expires === undefined ? undefined : new Date(options.expires),
      maxAge: options.maxAge,
    });
  }

  /** Takes a cookie from the client. */
  deleteCookie(name: string, scope?: CookieScope): void {
    this.cookies.delete(name, scope);
  }

  async #exchange(
    path: string,
    options: OpenOptions,
    history: readonly TestResponse[],
  ): Promise<TestResponse> {
    const { baseUrl, requestClass = Request, useCookies = true } = this.#options;
    const cookies = useCookies ? this.cookies : new CookieJar();
    const request = buildRequest(path, { baseUrl, ...options }, requestClass);
    const { host, path: place } = placeOf(request);
    const cookie = cookies.header(host, place);
    if (cookie !== undefined && !request.headers.has("Cookie")) request.headers.add("Cookie", cookie);
    const response = new TestResponse(await this.#transport(request), request, history);
    for (const line of response.headers.getAll("Set-Cookie")) cookies.store(line, host, place);
    return response;
  }

  #redirectOf(response: TestResponse, options: OpenOptions): { url: string; options: OpenOptions } {
    const from = new URL(response.request.url);
    const to = new URL(response.location ?? "", from);
    const isBelow =
      this.#options.allowSubdomainRedirects === true && to.hostname.endsWith(`.${from.hostname}`);
    if (to.host !== from.host && !isBelow) {
      throw new ClientRedirectError(
        `The redirect to ${to.href} leaves the application. Look at it without following.`,
      );
    }
    const root = encodeURI(response.request.rootPath);
    if (!`${to.pathname}/`.startsWith(`${root}/`)) {
      throw new ClientRedirectError(
        `The redirect to ${to.href} leaves ${root}, where the application is mounted.`,
      );
    }
    const path = `${to.pathname.slice(root.length)}${to.search}`;
    const baseUrl = `${to.origin}${root}`;
    return { url: path, options: { ...optionsAfter(response, options), baseUrl } };
  }
}

function placeOf(request: Request): { host: string; path: string } {
  return { host: request.host.replace(/:\d+$/, ""), path: `${request.rootPath}${request.path}` };
}

// 307 and 308 repeat the request; the others turn it into a GET without a body (RFC 9110 section 15.4).
function optionsAfter(response: TestResponse, options: OpenOptions): OpenOptions {
  const { data, json, form, files, query: _query, contentType, ...rest } = options;
  if (response.statusCode === 307 || response.statusCode === 308) {
    return { ...rest, data, json, form, files, contentType };
  }
  const headers = new Headers(options.headers);
  for (const name of ["Content-Type", "Content-Length", "Transfer-Encoding"]) headers.delete(name);
  return { ...rest, headers, method: response.request.method === "HEAD" ? "HEAD" : "GET" };
}
