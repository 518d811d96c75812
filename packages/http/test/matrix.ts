import { afterEach, describe } from "vitest";

import {
  Client,
  type ClientOptions,
  fetchHandler,
  type HandlerOptions,
  type RequestHandler,
  serve,
} from "../src/index.ts";

/** Makes a client of a handler. What it opens is closed after the test. */
export type Connect = (handler: RequestHandler, options?: MatrixOptions) => Promise<Client>;

export interface MatrixOptions extends ClientOptions, HandlerOptions {}

/**
 * Runs the same tests in process, over a real socket and through the fetch adapter.
 *
 * @param name - What the tests are about.
 * @param define - Defines the tests; it is given a way to make a client.
 */
export function describeMatrix(name: string, define: (connect: Connect) => void): void {
  describe(`${name}, in process`, () => define(async (handler, options) => new Client(handler, options)));

  describe(`${name}, over a socket`, () => {
    const closing: (() => Promise<void>)[] = [];
    afterEach(async () => {
      await Promise.all(closing.splice(0).map((close) => close()));
    });
    define(async (handler, options) => {
      const server = await serve(handler, { ...options, port: 0 });
      closing.push(() => server.close());
      return Client.overSocket(server.url, options);
    });
  });

  describe(`${name}, through fetch`, () =>
    define(async (handler, options) => Client.overFetch(fetchHandler(handler, options), options)));
}
