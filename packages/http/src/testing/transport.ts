import { type IncomingMessage, request as sendHttp } from "node:http";
import { request as sendHttps } from "node:https";
import { pipeline } from "node:stream/promises";

import { HTTPException } from "../errors/http-exception.ts";
import type { Request, RequestClass } from "../request/request.ts";
import type { BodySource } from "../body/read-body.ts";
import { concatenate } from "../body/concatenate.ts";
import type { Response } from "../response/response.ts";
import { forbidsBody } from "../response/wire-headers.ts";
import type { HandlerOptions, RequestHandler } from "../server/request-handler.ts";
import type { ReceivedResponse } from "./test-response.ts";

/** A way to get requests to what answers them. */
export type Transport = (request: Request) => Promise<ReceivedResponse>;

/** How {@link inProcess} calls a handler. */
export interface InProcessOptions extends Pick<HandlerOptions, "loadBody" | "bodyLimits"> {
  /** Gives the test the HTTP errors that the handler throws, too, in place of their pages. Default: false. */
  readonly throwHttpErrors?: boolean | undefined;
}

/** Calls a handler, without a server. HTTP errors are answers; what else a handler throws, the test gets. */
export function inProcess(handler: RequestHandler, options: InProcessOptions = {}): Transport {
  return async (sent) => {
    const request = asReceived(sent);
    const response = await callHandler(handler, request, options);
    try {
      const headers = pairs(response.wireHeaders());
      const hasBody = request.method !== "HEAD" && !forbidsBody(response.statusCode);
      if (hasBody) await response.makeSequence();
      return { status: response.status, headers, body: hasBody ? response.data : new Uint8Array(0) };
    } finally {
      await response.close();
      await request.close();
    }
  };
}

/** Sends requests to a server that listens on a TCP port, each over a connection of its own. */
export function overSocket(url: string, ca?: string): Transport {
  const server = new URL(url);
  return async (request) => {
    const incoming = await send(request, server, ca);
    const chunks: Uint8Array[] = [];
    for await (const chunk of incoming) if (chunk instanceof Uint8Array) chunks.push(chunk);
    return {
      status: `${incoming.statusCode ?? 0} ${incoming.statusMessage ?? ""}`,
      headers: pairs(incoming.rawHeaders),
      body: concatenate(chunks),
    };
  };
}

/** Calls a fetch handler. */
export function overFetch(fetch: (request: globalThis.Request) => Promise<globalThis.Response>): Transport {
  return async (request) => {
    const response = await fetch(webRequestOf(request));
    return {
      status: `${response.status} ${response.statusText}`,
      headers: [...response.headers],
      body: new Uint8Array(await response.arrayBuffer()),
    };
  };
}

// As a server makes one. The test may have looked into the body of its own already, whatever the limits are here.
function asReceived(request: Request): Request {
  return new (request.constructor as RequestClass)(request.source);
}

async function callHandler(
  handler: RequestHandler,
  request: Request,
  { loadBody = true, bodyLimits, throwHttpErrors = false }: InProcessOptions,
): Promise<Response> {
  let isHandling = false;
  try {
    request.assertWellFormed();
    if (loadBody) await request.loadBody(bodyLimits);
    isHandling = true;
    return await handler(request);
  } catch (error) {
    const isAnswer = error instanceof HTTPException && !(isHandling && throwHttpErrors);
    if (isAnswer) return error.getResponse();
    throw error;
  }
}

function send(request: Request, { protocol, hostname, port }: URL, ca?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { method, target, rawHeaders, body } = request.source;
    const options = { method, path: target, host: hostname, port, setHost: false, headers: rawHeaders };
    const outgoing =
      protocol === "https:"
        ? sendHttps({ ...options, agent: false, ca }, resolve)
        : sendHttp({ ...options, agent: false }, resolve);
    outgoing.once("error", reject);
    if (body === undefined || body instanceof Uint8Array) outgoing.end(body);
    else pipeline(request.stream, outgoing).catch(reject);
  });
}

function webRequestOf(request: Request): globalThis.Request {
  const { method, scheme, target, body } = request.source;
  const headers = [...request.headers].filter(([name]) => name.toLowerCase() !== "content-length");
  const init: RequestInit = { method, headers, duplex: "half" };
  if (body !== undefined) init.body = webBodyOf(body, request);
  return new globalThis.Request(`${scheme}://${request.host}${target}`, init);
}

function webBodyOf(
  body: Uint8Array | BodySource,
  request: Request,
): Uint8Array<ArrayBuffer> | ReadableStream {
  return body instanceof Uint8Array ? Uint8Array.from(body) : ReadableStream.from(request.stream);
}

/** Header lines, taken in twos. */
export function pairs(raw: readonly string[]): [string, string][] {
  const lines: [string, string][] = [];
  for (let index = 0; index < raw.length; index += 2) lines.push([raw[index] ?? "", raw[index + 1] ?? ""]);
  return lines;
}
