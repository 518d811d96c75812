import { afterEach, describe } from "vitest";

import {
  adhocCertificate,
  Client,
  type ClientOptions,
  fetchHandler,
  type HandlerOptions,
  inProcess,
  type RequestHandler,
  serve,
  type ServeOptions,
  type SocketClientOptions,
} from "../src/index.ts";

/** Makes a client of a handler. What it opens is closed after the test. */
export type Connect = (handler: RequestHandler, options?: MatrixOptions) => Promise<Client>;

export interface MatrixOptions extends ClientOptions, HandlerOptions {}

// Made once for all tests.
const certificate = adhocCertificate();

/**
 * Runs the same tests in process, over a real socket with HTTP/1.1 and HTTP/2, and through the fetch adapter.
 *
 * @param name - What the tests are about.
 * @param define - Defines the tests; it is given a way to make a client.
 */
export function describeMatrix(name: string, define: (connect: Connect) => void): void {
  describe(`${name}, in process`, () =>
    define(async (handler, options) => new Client({ transport: inProcess(handler, options) }, options)));

  describe(`${name}, over a socket`, () => define(connector({})));

  describe(`${name}, over HTTP/2`, () =>
    define(connector({ http2: true, tls: certificate, ca: certificate.cert })));

  describe(`${name}, through fetch`, () =>
    define(async (handler, options) => Client.overFetch(fetchHandler(handler, options), options)));
}

/** Makes clients of servers, which are closed after each test. */
function connector(settings: ServeOptions & SocketClientOptions): Connect {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(closing.splice(0).map((close) => close()));
  });
  return async (handler, options) => {
    const server = await serve(handler, { ...settings, ...options, port: 0 });
    closing.push(() => server.close());
    return Client.overSocket(server.url, { ...settings, ...options });
  };
}
