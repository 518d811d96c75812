import { randomBytes } from "node:crypto";
import { ContentSecurityPolicy, type Response } from "@dewar/http";
import type { Flask } from "../app.ts";
import { requireContext } from "../context.ts";
import type { Request } from "../request.ts";

/**
 * Headers by their names; null leaves one out. In a Content-Security-Policy, `'nonce'` stands for the nonce of the
 * request, and for nothing where the page has not asked for it.
 */
export type SecurityHeaderValues = Readonly<Record<string, string | ContentSecurityPolicy | null>>;

/** One header as it is sent: with the nonce put in, or without one. */
interface Entry {
  readonly name: string;
  readonly value: string;
  readonly withoutNonce: string;
}

/** What a request has said of its own response. */
interface Wishes {
  nonce?: string;
  headers?: ReadonlyMap<string, Entry | undefined>;
}

const HSTS = "strict-transport-security";

/**
 * The policy that {@link SecurityHeaders} sends: everything from this origin; of scripts and styles inside the page
 * only those with its nonce; no plugins. It is the caller's to change.
 *
 * @example
 * const policy = defaultContentSecurityPolicy();
 * policy.imgSrc = "'self' https://images.example.com";
 * policy.scriptSrc; // => "'self' 'nonce'"
 */
export function defaultContentSecurityPolicy(): ContentSecurityPolicy {
  return new ContentSecurityPolicy([
    ["default-src", "'self'"],
    ["script-src", "'self' 'nonce'"],
    ["style-src", "'self' 'nonce'"],
    ["object-src", "'none'"],
    ["base-uri", "'self'"],
    ["form-action", "'self'"],
    ["frame-ancestors", "'self'"],
  ]);
}

/**
 * Sends headers with every response that tell browsers what not to do with it. A header that a view has set stays as
 * it is.
 *
 * - `Content-Security-Policy`: {@link defaultContentSecurityPolicy}
 * - `X-Content-Type-Options: nosniff`, `X-Frame-Options: SAMEORIGIN`
 * - `Referrer-Policy: strict-origin-when-cross-origin`
 * - `Cross-Origin-Opener-Policy: same-origin`, `Cross-Origin-Resource-Policy: same-origin`
 * - `Strict-Transport-Security: max-age=31536000`, over HTTPS only
 *
 * Templates get the nonce of inline scripts and styles from `csp_nonce()`.
 *
 * @example
 * const app = new Flask(import.meta.url);
 * new SecurityHeaders(app, { "X-Frame-Options": "DENY", "Permissions-Policy": "camera=()" });
 * app.get("/", () => "Hello");
 * const { headers } = await app.testClient().get("/");
 * headers.get("X-Frame-Options"); // => "DENY"
 * headers.get("X-Content-Type-Options"); // => "nosniff"
 */
export class SecurityHeaders {
  readonly #entries: ReadonlyMap<string, Entry | undefined>;
  readonly #wishes = new WeakMap<Request, Wishes>();

  /**
   * @param app - Default: none; {@link initApp} adds it later.
   * @param headers - Others, and other values than the ones above.
   */
  constructor(app?: Flask, headers: SecurityHeaderValues = {}) {
    this.#entries = new Map([...entriesOf(defaultHeaders()), ...entriesOf(headers)]);
    if (app !== undefined) this.initApp(app);
  }

  /** Sends the headers with the responses of an application. */
  initApp(app: Flask): void {
    app.extensions["securityHeaders"] = this;
    app.afterRequest((response) => this.#complete(response));
    const nonce = (): string => this.nonce();
    app.templateGlobal("csp_nonce", nonce).templateGlobal("cspNonce", nonce);
  }

  /**
   * What inline scripts and styles of the current page must have in their `nonce` attribute. Templates call it as
   * `csp_nonce()`.
   *
   * @returns 128 random bits in base64, the same for the whole request.
   * @throws OutsideContextError outside of a request.
   */
  nonce(): string {
    const wishes = this.#wishesOf("nonce");
    wishes.nonce ??= randomBytes(16).toString("base64");
    return wishes.nonce;
  }

  /**
   * Sends other headers with the response of the current request.
   *
   * @throws OutsideContextError outside of a request.
   * @example
   * const app = new Flask(import.meta.url);
   * const security = new SecurityHeaders(app);
   * app.get("/widget", () => {
   *   security.override({ "X-Frame-Options": null, "Content-Security-Policy": "frame-ancestors *" });
   *   return "to be embedded anywhere";
   * });
   * (await app.testClient().get("/widget")).headers.has("X-Frame-Options"); // => false
   */
  override(headers: SecurityHeaderValues): void {
    const wishes = this.#wishesOf("override");
    wishes.headers = new Map([...(wishes.headers ?? []), ...entriesOf(headers)]);
  }

  #wishesOf(method: string): Wishes {
    const { request } = requireContext(`SecurityHeaders.${method}`);
    const wishes = this.#wishes.get(request) ?? {};
    this.#wishes.set(request, wishes);
    return wishes;
  }

  #complete(response: Response): void {
    // It only confirms what the browser has, whose nonce is in the headers that came with it (RFC 9110, 15.4.5).
    if (response.statusCode === 304) return;
    const { request } = requireContext("SecurityHeaders");
    // A page that is streamed asks for its nonce when the headers are gone.
    if (response.isStreamed && response.mimetype === "text/html") this.nonce();
    const { nonce, headers } = this.#wishes.get(request) ?? {};
    const entries = headers === undefined ? this.#entries : new Map([...this.#entries, ...headers]);
    for (const [key, entry] of entries) {
      if (entry === undefined || response.headers.has(key) || (key === HSTS && !request.isSecure)) continue;
      const value =
        nonce === undefined ? entry.withoutNonce : entry.value.replaceAll("'nonce'", `'nonce-${nonce}'`);
      response.headers.set(entry.name, value);
    }
  }
}

function defaultHeaders(): SecurityHeaderValues {
  return {
    "Content-Security-Policy": defaultContentSecurityPolicy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
  };
}

/** By their names in lower case, for names of headers have no case. */
function entriesOf(headers: SecurityHeaderValues): [string, Entry | undefined][] {
  return Object.entries(headers).map(([name, given]) => {
    if (given === null) return [name.toLowerCase(), undefined];
    const value = String(given);
    return [name.toLowerCase(), { name, value, withoutNonce: value.replaceAll(" 'nonce'", "") }];
  });
}
