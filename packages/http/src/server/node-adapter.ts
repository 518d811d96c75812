import type { IncomingMessage, ServerResponse } from "node:http";

import { statusName } from "../errors/statuses.ts";
import { Request, type RequestClass } from "../request/request.ts";
import { isStreamedBody, openBody, type StreamedBody } from "../response/body.ts";
import type { Response } from "../response/response.ts";
import { forbidsBody } from "../response/wire-headers.ts";
import { refuseUncertainLength } from "./framing.ts";
import { NodeSource } from "./node-source.ts";
import { discardUnreadBody, isWorthKeeping } from "./unread-body.ts";
import { answer, type HandlerOptions, type RequestHandler, reportOnConsole } from "./request-handler.ts";

/** What `node:http` calls for each request. */
export type NodeListener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Makes a {@link Request} of a request of `node:http`. It only keeps the reference.
 *
 * @param incoming - What `node:http` gives its request listeners.
 * @param requestClass - The class to make. Default: {@link Request}.
 */
export function requestFromNode(incoming: IncomingMessage): Request;
export function requestFromNode<R extends Request>(
  incoming: IncomingMessage,
  requestClass: RequestClass<R>,
): R;
export function requestFromNode(incoming: IncomingMessage, requestClass: RequestClass = Request): Request {
  return new requestClass(new NodeSource(incoming));
}

/**
 * Sends a response: one `writeHead`, and for a body that is whole one `end`. Afterwards it closes the response and
 * the request.
 *
 * A stream is read as fast as the client takes it, and is ended when the client leaves. When it fails, the
 * connection is cut, which is how the client sees that the body is not whole.
 *
 * @param response - What to send.
 * @param request - What it answers.
 * @param outgoing - Where `node:http` wants it.
 * @returns A promise only if there is something to wait for. It is rejected with what the stream or a callback threw.
 */
export function writeToNode(
  response: Response,
  request: Request,
  outgoing: ServerResponse,
): void | Promise<void> {
  const { body } = response;
  if (isStreamedBody(body)) return writeStream(body, response, request, outgoing);
  try {
    writeWhole(body, response, request, outgoing);
  } catch (error) {
    return failAfterwards(error, response, request);
  }
  return afterwards(response, request);
}

/**
 * A request listener for `node:http` that answers with a handler.
 *
 * @param handler - What answers.
 * @param options - How the handler is called.
 * @example
 * const listener = nodeHandler(() => new Response("Hello")); // for createServer(listener).listen(8000)
 * listener.length; // => 2
 */
export function nodeHandler(handler: RequestHandler, options?: HandlerOptions): NodeListener;
export function nodeHandler<R extends Request>(
  handler: RequestHandler<R>,
  options: HandlerOptions<R> & { readonly requestClass: RequestClass<R> },
): NodeListener;
export function nodeHandler(handler: RequestHandler, options: HandlerOptions = {}): NodeListener {
  const fail = (error: unknown, request: Request, outgoing: ServerResponse): void => {
    (options.onError ?? reportOnConsole)(error, request);
    abandon(outgoing);
  };
  return (incoming, outgoing) => {
    if (refuseUncertainLength(incoming, outgoing)) return;
    const request = requestFromNode(incoming, options.requestClass ?? Request);
    try {
      const response = answer(handler, request, options);
      const sending =
        response instanceof Promise
          ? writeLater(response, request, outgoing)
          : writeToNode(response, request, outgoing);
      sending?.catch((error: unknown) => fail(error, request, outgoing));
    } catch (error) {
      fail(error, request, outgoing);
    }
  };
}

function writeWhole(
  body: string | Uint8Array | null,
  response: Response,
  request: Request,
  outgoing: ServerResponse,
): void {
  const length = body === null ? 0 : byteLength(body);
  const content = length === 0 || hasNoBody(response, request) ? null : body;
  const headers = response.wireHeaders(length);
  if (request.source.body === undefined || outgoing.req.complete) {
    writeHead(response, headers, outgoing);
    if (content === null) outgoing.end();
    else outgoing.end(content);
  } else writeBesideUnreadBody(response, headers, content, outgoing);
}

// What cannot be sent, such as a status of two digits, is closed nevertheless.
async function failAfterwards(error: unknown, response: Response, request: Request): Promise<never> {
  await afterwards(response, request);
  throw error;
}

async function writeLater(
  response: Promise<Response>,
  request: Request,
  outgoing: ServerResponse,
): Promise<void> {
  await writeToNode(await response, request, outgoing);
}

function writeHead(response: Response, headers: string[], outgoing: ServerResponse): void {
  outgoing.writeHead(response.statusCode, response.reason, headers);
}

// The status line may have been the problem; otherwise the answer is cut where it is.
function abandon(outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  // Named, for a head that failed has left its own reason behind.
  outgoing.writeHead(500, statusName(500), ["Content-Length", "0"]);
  outgoing.end();
}

async function writeStream(
  body: StreamedBody,
  response: Response,
  request: Request,
  outgoing: ServerResponse,
): Promise<void> {
  const reader = openBody(body);
  try {
    writeHead(response, response.wireHeaders(undefined), outgoing);
    if (hasNoBody(response, request)) outgoing.end();
    else await pump(reader, outgoing);
  } finally {
    reader.cancel();
    discardUnreadBody(outgoing.req);
    await afterwards(response, request);
  }
}

/** Resolves when everything is written or the client has left, and is rejected when the source fails. */
function pump(reader: ReturnType<typeof openBody>, outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = async (): Promise<void> => {
      for (let chunk = await reader.next(); chunk !== undefined; chunk = await reader.next()) {
        if (outgoing.destroyed) return;
        if (chunk.length > 0 && !outgoing.write(chunk)) await drained(outgoing);
      }
      outgoing.end();
    };
    // The source may never settle once the client has left.
    outgoing.once("close", () => {
      reader.cancel();
      resolve();
    });
    copy().then(resolve, (error: unknown) => {
      outgoing.destroy();
      reject(error);
    });
  });
}

function drained(outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      outgoing.off("drain", done).off("close", done);
      resolve();
    };
    outgoing.on("drain", done).on("close", done);
  });
}

function afterwards(response: Response, request: Request): void | Promise<void> {
  const closing = response.close();
  return closing === undefined ? request.close() : closeAfter(closing, request);
}

async function closeAfter(closing: Promise<void>, request: Request): Promise<void> {
  try {
    await closing;
  } finally {
    await request.close();
  }
}

// The length is what the client announced: it is known before the answer, and a kept connection ends where it says.
function writeBesideUnreadBody(
  response: Response,
  headers: string[],
  content: string | Uint8Array | null,
  outgoing: ServerResponse,
): void {
  if (isWorthKeeping(outgoing.req, response.statusCode)) {
    writeHead(response, headers, outgoing);
    outgoing.end(content);
    discardUnreadBody(outgoing.req);
    return;
  }
  headers.push("Connection", "close");
  writeHead(response, headers, outgoing);
  if (content === null) outgoing.flushHeaders();
  else outgoing.write(content);
  // Ended at once, the connection would be reset under a client that is still sending, before it reads the answer.
  discardUnreadBody(outgoing.req).once("close", () => outgoing.end());
}

function hasNoBody(response: Response, request: Request): boolean {
  return request.source.method === "HEAD" || forbidsBody(response.statusCode);
}

function byteLength(body: string | Uint8Array): number {
  return typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
}
