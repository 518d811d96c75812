import { randomUUID } from "node:crypto";
import { PassThrough } from "node:stream";
import { ContentSecurityPolicy, type Request, Response } from "@dewar/http";
import { LIVE_RELOAD_SCRIPT } from "./live-reload-script.ts";

const EVENTS = "/__reload__";
const SCRIPT = "/__reload__.js";

/** Lets pages that are open in a browser reload by themselves, over server-sent events. */
export class LiveReload {
  /** Tells pages whether it is still the same server that answers. */
  readonly #server = randomUUID();
  readonly #streams = new Set<PassThrough>();
  /** A page that was sent before is out of date. */
  #changedAt = performance.now();

  /** Answers what the script of a page asks; undefined when the request is another one. */
  answer(request: Request): Response | undefined {
    if (request.path === SCRIPT) {
      return new Response(LIVE_RELOAD_SCRIPT, {
        mimetype: "text/javascript",
        headers: { "Cache-Control": "no-cache" },
      });
    }
    if (request.path !== EVENTS) return undefined;
    const stream = new PassThrough();
    stream.write(`retry: 100\nevent: server\ndata: ${this.#server}\n\n`);
    const age = Number(request.args.get("age"));
    if (performance.now() - age < this.#changedAt) stream.write(eventOf("page"));
    this.#streams.add(stream);
    stream.once("close", () => this.#streams.delete(stream));
    return new Response(stream, { mimetype: "text/event-stream", headers: { "Cache-Control": "no-store" } });
  }

  /** Tells all pages that they, or only their styles, are out of date. */
  tell(kind: "page" | "styles"): void {
    this.#changedAt = performance.now();
    for (const stream of this.#streams) stream.write(eventOf(kind));
  }

  /** Ends the streams of events. Pages ask for them again, and learn then whether the server is another one. */
  end(): void {
    for (const stream of this.#streams) stream.end();
  }

  /**
   * Adds the script to an answer that a browser shows as a page. Streams, other types and what scripts fetch stay as
   * they are, and so does a page whose policy forbids the script.
   */
  addTo(request: Request, response: Response): Response {
    const { body } = response;
    const isWhole = typeof body === "string" || body instanceof Uint8Array;
    if (!isWhole || !isShown(request) || !isPlainHtml(response)) return response;
    const nonce = permission(response);
    if (nonce === undefined) return response;
    const script = `<script src="${SCRIPT}" async${nonce === "" ? "" : ` nonce="${nonce}"`}></script>`;
    response.body = typeof body === "string" ? inserted(body, script) : insertedBytes(body, script);
    return response;
  }
}

function eventOf(kind: "page" | "styles"): string {
  return `event: ${kind}\ndata:\n\n`;
}

/** Browsers say what an answer is for: a page, alone or in a frame, is a document. */
function isShown(request: Request): boolean {
  return /^(?:document|i?frame)$/.test(request.headers.get("Sec-Fetch-Dest") ?? "");
}

function isPlainHtml({ mimetype, headers, statusCode }: Response): boolean {
  const isWhole = statusCode !== 206 && !headers.has("Content-Encoding");
  return mimetype === "text/html" && isWhole && !/charset="?utf-?16/i.test(headers.get("Content-Type") ?? "");
}

/**
 * What the script needs to be allowed on a page: a nonce, or nothing, as an empty text; undefined when the policies of
 * the page forbid it, or forbid what it asks.
 */
function permission({ headers }: Response): string | undefined {
  const policies = headers
    .getAll("Content-Security-Policy")
    .flatMap((text) => text.split(","))
    .map((text) => ContentSecurityPolicy.fromHeader(text));
  let nonce = "";
  for (const policy of policies) {
    const scripts = sources(policy.get("script-src-elem") ?? policy.scriptSrc ?? policy.defaultSrc);
    const own = scripts
      ?.map((source) => /^'nonce-(.+)'$/.exec(source)?.[1])
      .find((found) => found !== undefined);
    if (own === undefined ? !allowsSelf(scripts) : nonce !== "" && nonce !== own) return undefined;
    nonce = own ?? nonce;
    if (!allowsSelf(sources(policy.connectSrc ?? policy.defaultSrc))) return undefined;
  }
  return nonce;
}

function sources(directive: string | undefined): string[] | undefined {
  return directive?.split(/\s+/);
}

function allowsSelf(list: readonly string[] | undefined): boolean {
  if (list === undefined) return true;
  return (list.includes("'self'") || list.includes("*")) && !list.includes("'strict-dynamic'");
}

function inserted(page: string, script: string): string {
  const end = page.toLowerCase().lastIndexOf("</body>");
  return end === -1 ? page + script : page.slice(0, end) + script + page.slice(end);
}

/** The same for bytes of any encoding that has ASCII in it. */
function insertedBytes(page: Uint8Array, script: string): Buffer {
  const { buffer, byteOffset, byteLength } = page;
  const text = Buffer.from(buffer, byteOffset, byteLength).toString("latin1");
  return Buffer.from(inserted(text, script), "latin1");
}
