import { once } from "node:events";
import { type IncomingMessage, request as sendHttp } from "node:http";
import { Readable } from "node:stream";

import { describe, expect, test, vi } from "vitest";

import {
  abort,
  BodyLimits,
  fetchHandler,
  nodeHandler,
  Request,
  Response,
  serve,
  TestResponse,
} from "../../src/index.ts";
import { describeMatrix } from "../matrix.ts";

describeMatrix("a handler", (connect) => {
  test("answers a request", async () => {
    const client = await connect((request) => new Response(`${request.method} ${request.path}`));
    const response = await client.put("/caf%C3%A9");
    expect(response).toBeInstanceOf(TestResponse);
    expect([response.statusCode, response.text]).toEqual([200, "PUT /café"]);
    expect(response.headers.get("Content-Length")).toBe("10");
  });

  test("may take its time", async () => {
    const client = await connect(async () => new Response(await Promise.resolve("later")));
    expect((await client.get("/")).text).toBe("later");
  });

  test("has the body at hand", async () => {
    const client = await connect(
      (request) => new Response(request.form.get("tea") ?? JSON.stringify(request.json)),
    );
    expect((await client.post("/", { form: { tea: "é" } })).text).toBe("é");
    expect((await client.post("/", { json: [1] })).text).toBe("[1]");
  });

  test("answers with the HTTP errors it throws", async () => {
    const client = await connect((request) => abort(request.path === "/json" ? 418 : 404));
    expect((await client.get("/json")).status).toBe("418 I'm a teapot");
    const sent = await connect((request) => new Response(String(request.json)));
    expect((await sent.post("/", { data: "x", contentType: "text/plain" })).statusCode).toBe(415);
  });

  test("sends no body where there may be none", async () => {
    const client = await connect(
      (request) => new Response("tea", { status: request.method === "HEAD" ? 200 : 204 }),
    );
    const head = await client.head("/");
    expect([head.headers.get("Content-Length"), head.text]).toEqual(["3", ""]);
    const empty = await client.get("/");
    expect([empty.headers.has("Content-Length"), empty.text]).toEqual([false, ""]);
  });

  test("streams, and is told at the end", async () => {
    const closed = vi.fn();
    const client = await connect(() => {
      const response = new Response(Readable.from(["a", "b"]), { mimetype: "text/plain" });
      response.callOnClose(closed);
      return response;
    });
    expect((await client.get("/")).text).toBe("ab");
    expect(closed).toHaveBeenCalledOnce();
  });

  test("[security 42] sends each cookie in its own header", async () => {
    const client = await connect(() => {
      const response = new Response();
      response.setCookie("a", "1");
      response.setCookie("b", "2");
      return response;
    });
    expect((await client.get("/")).headers.getAll("Set-Cookie")).toEqual(["a=1; Path=/", "b=2; Path=/"]);
  });

  test("[security 1] never sees a malformed host", async () => {
    const client = await connect((request) => new Response(request.url));
    const response = await client
      .get("/", { headers: { Host: "evil.test:fake@good.test" } })
      .catch(() => undefined);
    // The fetch adapter has no such request: the standard's URLs refuse it.
    expect(response?.statusCode ?? 400).toBe(400);
  });
});

describe("over a socket", () => {
  test("[security 14] a body over the limit is refused before the handler runs", async () => {
    const handler = vi.fn(() => new Response());
    await using server = await serve(handler, {
      port: 0,
      bodyLimits: new BodyLimits({ maxContentLength: 100 }),
    });
    const post = (init: RequestInit) => fetch(server.url, { method: "POST", ...init });
    expect((await post({ body: "x".repeat(101) })).status).toBe(413);
    const chunks = new Blob(["x".repeat(80), "x".repeat(80)]).stream();
    expect((await post({ body: chunks, duplex: "half" })).status).toBe(413);
    expect(handler).not.toHaveBeenCalled();
  });

  test("[security 69] what a handler throws is a 500 that shows nothing, and is reported", async () => {
    const onError = vi.fn();
    const broken = (): never => {
      throw new Error("secret recipe");
    };
    await using server = await serve(broken, { port: 0, onError });
    const response = await fetch(`${server.url}/tea`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("recipe");
    expect(onError).toHaveBeenCalledOnce();
  });

  test("[security 69] a stream that fails cuts the connection and is reported", async () => {
    const onError = vi.fn();
    async function* failing(): AsyncGenerator<string> {
      yield "a";
      throw new Error("kettle broke");
    }
    await using server = await serve(() => new Response(failing()), { port: 0, onError });
    await expect(fetch(server.url).then((response) => response.text())).rejects.toThrow();
    await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
    await expect(fetch(server.url).then((response) => response.text())).rejects.toThrow();
  });

  test("[security 69] callbacks and statuses that fail do not end the process", async () => {
    const onError = vi.fn();
    await using server = await serve(
      (request) => {
        const response = new Response("x", request.path === "/status" ? { status: 42 } : {});
        response.callOnClose(() => Promise.reject(new Error("spilled")));
        return response;
      },
      { port: 0, onError },
    );
    expect((await fetch(`${server.url}/status`)).status).toBe(500);
    expect((await fetch(server.url)).status).toBe(200);
    await vi.waitFor(() => expect(onError).toHaveBeenCalledTimes(2));
  });

  test("[security 69] what cannot be sent is a 500, and is closed", async () => {
    const closed = vi.fn();
    const onError = vi.fn();
    const handler = (request: Request): Response => {
      const response = new Response(request.path === "/stream" ? ["a"] : "a", { status: 42 });
      response.callOnClose(closed);
      return response;
    };
    await using server = await serve(handler, { port: 0, onError });
    for (const path of ["/", "/stream"]) {
      expect((await fetch(server.url + path)).status).toBe(500);
      const answer = await fetchHandler(handler, { onError })(
        new globalThis.Request(`http://tea.test${path}`),
      );
      expect(answer.status).toBe(500);
    }
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(4));
    expect(onError).toHaveBeenCalledTimes(4);
  });

  test("[security 44] a stream is ended when the client leaves, even while it waits", async () => {
    const source = new Readable({ read() {} });
    source.push("first");
    await using server = await serve(() => new Response(source), { port: 0 });
    const outgoing = sendHttp(server.url).end();
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    await once(incoming, "data");
    incoming.on("error", () => undefined).destroy();
    await once(source, "close");
    expect(source.destroyed).toBe(true);
  });

  test("[security 44] a fast stream waits for a slow client", async () => {
    let produced = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        produced += 1;
        yield new Uint8Array(64 * 1024);
      }
    }
    await using server = await serve(() => new Response(endless()), { port: 0 });
    const outgoing = sendHttp(server.url).end();
    const [incoming] = (await once(outgoing, "response")) as [IncomingMessage];
    incoming.pause();
    let before = -1;
    await vi.waitFor(() => {
      const settled = produced === before;
      before = produced;
      expect(settled).toBe(true);
    });
    expect(produced).toBeLessThan(2000);
    incoming.on("error", () => undefined).destroy();
  });

  test("the address of the client is the one of the socket", async () => {
    await using server = await serve((request) => new Response(request.remoteAddr), { port: 0, host: "::" });
    const { port } = new URL(server.url);
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { "X-Forwarded-For": "9.9.9.9" } });
    expect(await response.text()).toBe("127.0.0.1");
  });

  test("requests are of the class that the server is given", async () => {
    class ShopRequest extends Request {
      readonly cart: string[] = ["tea"];
    }
    const show = (request: ShopRequest) => new Response(request.cart.join());
    await using server = await serve(show, { port: 0, requestClass: ShopRequest });
    expect(await (await fetch(server.url)).text()).toBe("tea");
  });

  test("a handler serves any server of node:http", () => {
    expect(nodeHandler(() => new Response())).toHaveLength(2);
  });
});
