import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  constants,
  type OutgoingHttpHeaders,
} from "node:http2";

import {
  adhocCertificate,
  type RequestHandler,
  serve,
  type ServeOptions,
  type Server,
} from "../../../src/index.ts";

export const certificate = adhocCertificate();

/** A server that speaks HTTP/2. */
export function serveHttp2(handler: RequestHandler, options: ServeOptions = {}): Promise<Server> {
  return serve(handler, { port: 0, http2: true, tls: certificate, ...options });
}

/** A connection to it. Errors of the connection are no errors of a test. */
export function connectTo(server: Server): ClientHttp2Session {
  return connect(server.url, { ca: certificate.cert }).on("error", () => undefined);
}

/** A stream that is ended, or one that is left open for a body. Its errors are no errors of a test. */
export function open(session: ClientHttp2Session, headers: OutgoingHttpHeaders = {}): ClientHttp2Stream {
  const endStream = headers[":method"] !== "POST";
  return session.request(headers, { endStream }).on("error", () => undefined);
}

/** What the server has answered once the stream is closed, and the code that closed it. */
export interface Answer {
  readonly status: unknown;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly code: number | undefined;
}

export function answerOn(stream: ClientHttp2Stream): Promise<Answer> {
  let headers: Record<string, unknown> = {};
  let text = "";
  stream.setEncoding("utf8").on("data", (chunk) => {
    text += String(chunk);
  });
  stream.once("response", (received) => {
    headers = { ...received };
  });
  return new Promise((resolve) => {
    stream.once("close", () => resolve({ status: headers[":status"], headers, text, code: stream.rstCode }));
  });
}

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
const FRAME = { headers: 1, resetStream: 3, settings: 4 } as const;
const END_STREAM_AND_HEADERS = 0x05;
// In HPACK: GET, https, /, and an authority of its own.
const HEADER_BLOCK = Buffer.from([0x82, 0x87, 0x84, 0x41, 6, ...Buffer.from("a.test")]);

/** The bytes with which a client begins. */
export function preface(): Buffer {
  return Buffer.concat([Buffer.from(PREFACE), frame(FRAME.settings, 0, 0, Buffer.alloc(0))]);
}

/** The bytes of a request that is reset as soon as it is made. */
export function resetRequest(streamId: number): Buffer {
  const cancel = Buffer.from([0, 0, 0, constants.NGHTTP2_CANCEL]);
  return Buffer.concat([
    frame(FRAME.headers, END_STREAM_AND_HEADERS, streamId, HEADER_BLOCK),
    frame(FRAME.resetStream, 0, streamId, cancel),
  ]);
}

function frame(type: number, flags: number, streamId: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(streamId, 5);
  return Buffer.concat([head, payload]);
}
