import { Request, type RequestClass } from "../request/request.ts";
import type { RequestSource } from "../request/source.ts";
import { type BodyReader, isStreamedBody, openBody, type ResponseBody } from "../response/body.ts";
import type { Response } from "../response/response.ts";
import { forbidsBody } from "../response/wire-headers.ts";
import {
  answer,
  type ErrorReporter,
  type HandlerOptions,
  type RequestHandler,
  reportOnConsole,
} from "./request-handler.ts";

/** What web-standard servers call for each request. */
export type FetchListener = (webRequest: globalThis.Request) => Promise<globalThis.Response>;

/**
 * Makes a {@link Request} of a web `Request`.
 *
 * @param webRequest - The request as `fetch` handlers get it.
 * @param requestClass - The class to make. Default: {@link Request}.
 * @example
 * requestFromFetch(new globalThis.Request("https://tea.test/cup?full=1")).host; // => "tea.test"
 */
export function requestFromFetch(webRequest: globalThis.Request): Request;
export function requestFromFetch<R extends Request>(
  webRequest: globalThis.Request,
  requestClass: RequestClass<R>,
): R;
export function requestFromFetch(
  webRequest: globalThis.Request,
  requestClass: RequestClass = Request,
): Request {
  return new requestClass(sourceOf(webRequest));
}

/**
 * Makes a web `Response` of a response. The response and its request are closed when the body has been read or
 * given up.
 *
 * @param response - What to send.
 * @param request - What it answers.
 * @param report - Told what callbacks of the response throw. Default: the console.
 * @throws {RangeError} When the status cannot be sent. Both are closed then, too.
 * @example
 * const response = new Response("Hello", { status: 201 });
 * toFetchResponse(response, buildRequest("/")).status; // => 201
 */
export function toFetchResponse(
  response: Response,
  request: Request,
  report: ErrorReporter = reportOnConsole,
): globalThis.Response {
  const close = (): Promise<void> => closeBoth(response, request, report);
  const reader = isStreamedBody(response.body) ? openBody(response.body) : undefined;
  try {
    return webResponseOf(response, request, reader, close);
  } catch (error) {
    reader?.cancel();
    void close();
    throw error;
  }
}

/**
 * A fetch handler that answers with a handler, for everything that speaks the web's `Request` and `Response`.
 *
 * @param handler - What answers.
 * @param options - How the handler is called.
 * @example
 * const fetch = fetchHandler((request) => new Response(`Hello ${request.path}`));
 * await (await fetch(new globalThis.Request("http://tea.test/cup"))).text(); // => "Hello /cup"
 */
export function fetchHandler(handler: RequestHandler, options?: HandlerOptions): FetchListener;
export function fetchHandler<R extends Request>(
  handler: RequestHandler<R>,
  options: HandlerOptions<R> & { readonly requestClass: RequestClass<R> },
): FetchListener;
export function fetchHandler(handler: RequestHandler, options: HandlerOptions = {}): FetchListener {
  return async (webRequest) => {
    const request = requestFromFetch(webRequest, options.requestClass ?? Request);
    const response = await answer(handler, request, options);
    try {
      return toFetchResponse(response, request, options.onError);
    } catch (error) {
      (options.onError ?? reportOnConsole)(error, request);
      return new globalThis.Response(null, { status: 500 });
    }
  };
}

function webResponseOf(
  response: Response,
  request: Request,
  reader: BodyReader | undefined,
  close: () => Promise<void>,
): globalThis.Response {
  const length = reader === undefined ? response.calculateContentLength() : undefined;
  const head = {
    status: response.statusCode,
    statusText: response.reason,
    headers: pairs(response.wireHeaders(length)),
  };
  // 205 has no body either, says the fetch standard.
  const isEmpty = request.method === "HEAD" || forbidsBody(head.status) || head.status === 205;
  if (reader !== undefined && !isEmpty) return new globalThis.Response(streamOf(reader, close), head);
  reader?.cancel();
  void close();
  return new globalThis.Response(isEmpty ? null : fetchBody(response.body), head);
}

async function closeBoth(response: Response, request: Request, report: ErrorReporter): Promise<void> {
  try {
    await response.close();
  } catch (error) {
    report(error, request);
  }
  await request.close();
}

function sourceOf(webRequest: globalThis.Request): RequestSource {
  const { url } = webRequest;
  const [origin = "", scheme = "http", host] = /^(https?):\/\/([^/?#]*)/.exec(url) ?? [];
  const target = url.slice(origin.length).replace(/#.*$/s, "");
  return {
    method: webRequest.method,
    scheme,
    host,
    target: target.startsWith("/") ? target : `/${target}`,
    rawHeaders: [...webRequest.headers].flat(),
    body: webRequest.body ?? undefined,
  };
}

function streamOf(reader: BodyReader, close: () => Promise<void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const chunk = await reader.next();
        if (chunk !== undefined) {
          controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
          return;
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      await close();
    },
    async cancel() {
      reader.cancel();
      await close();
    },
  });
}

function fetchBody(body: ResponseBody): string | Uint8Array<ArrayBuffer> | null {
  if (body instanceof Uint8Array) return Uint8Array.from(body);
  return typeof body === "string" ? body : null;
}

function pairs(raw: readonly string[]): [string, string][] {
  const lines: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) lines.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  return lines;
}
