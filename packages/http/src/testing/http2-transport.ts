import type { ClientHttp2Session, ClientHttp2Stream } from "node:http2";
import { finished, pipeline } from "node:stream/promises";

import { concatenate } from "../body/concatenate.ts";
import { statusName } from "../errors/statuses.ts";
import { isHopByHopHeader } from "../headers/message-headers.ts";
import type { Request } from "../request/request.ts";
import type { ReceivedResponse } from "./test-response.ts";
import { pairs, type Transport } from "./transport.ts";

/** Sends requests to a server that speaks HTTP/2 over TLS, each over a connection of its own. */
export function overHttp2(url: string, ca?: string): Transport {
  return async (request) => {
    // Few programs speak HTTP/2, and it takes its time to load.
    const { connect } = await import("node:http2");
    const session = connect(url, ca === undefined ? {} : { ca });
    try {
      return await exchange(session, request);
    } finally {
      session.destroy();
    }
  };
}

async function exchange(session: ClientHttp2Session, request: Request): Promise<ReceivedResponse> {
  const { body } = request.source;
  const stream = session.request(headersOf(request), { endStream: body === undefined });
  const head = responseOf(session, stream);
  if (body instanceof Uint8Array) stream.end(body);
  // A server may answer, and close the stream, before it has everything.
  else if (body !== undefined) pipeline(request.stream, stream).catch(() => head);
  const [status, lines] = await head;
  const chunks: Uint8Array[] = [];
  stream.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  await finished(stream, { writable: false });
  return { status: `${status} ${statusName(status)}`, headers: lines, body: concatenate(chunks) };
}

function responseOf(
  session: ClientHttp2Session,
  stream: ClientHttp2Stream,
): Promise<readonly [status: number, headers: [string, string][]]> {
  return new Promise((resolve, reject) => {
    session.once("error", reject);
    stream.once("error", reject).once("close", () => reject(new Error("The server gave no answer.")));
    // `@types/node` does not know of the third argument, which has every line as it came.
    stream.once("response", (...[headers, , lines]: unknown[]) => {
      const status = Number((headers as { readonly ":status"?: unknown })[":status"]);
      resolve([status, pairs(lines as string[]).filter(([name]) => !name.startsWith(":"))]);
    });
  });
}

function headersOf(request: Request): Record<string, string | string[]> {
  const { method, target, scheme } = request.source;
  const headers = new Map<string, string[]>();
  for (const [name, value] of request.headers) {
    const key = name.toLowerCase();
    if (!isHopByHopHeader(key)) headers.set(key, [...(headers.get(key) ?? []), value]);
  }
  const [authority = "", ...others] = headers.get("host") ?? [];
  headers.set("host", others);
  const pseudo = { ":method": method, ":path": target, ":scheme": scheme, ":authority": authority };
  return { ...pseudo, ...Object.fromEntries([...headers].map(([name, values]) => [name, one(values)])) };
}

// Node refuses a list for headers that may be there once only, such as Content-Type.
function one(values: string[]): string | string[] {
  return values.length === 1 ? (values[0] ?? "") : values;
}
