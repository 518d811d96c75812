import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { HeaderError, nodeHandler, Response } from "../../src/index.ts";

describe("the type of a response", () => {
  it("cannot start another header [security 41]", () => {
    expect(() => new Response("", { mimetype: "text/html\r\nX-A: 1" })).toThrow(HeaderError);
    expect(() => new Response("", { contentType: "text/html\r\nX-A: 1" })).toThrow(HeaderError);
  });

  it("leaves its default unchecked and in place", () => {
    expect(new Response("").contentType).toBe("text/plain; charset=utf-8");
    expect(new Response("", { mimetype: "application/json" }).contentType).toBe("application/json");
  });
});

describe("a head that Node refuses", () => {
  it("becomes a 500 with its own name", async () => {
    const server = createServer(
      nodeHandler(
        () => {
          const response = new Response("x");
          response.status = "200 fine\u0001";
          return response;
        },
        { onError: () => undefined },
      ),
    );
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await new Promise((resolve) => server.close(resolve));
    expect([answer.status, answer.statusText]).toEqual([500, "Internal Server Error"]);
  });
});
