import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  buildRequest,
  Client,
  dispatcher,
  proxyFix,
  type ProxyFixOptions,
  Request,
  type RequestHandler,
  Response,
  sharedData,
} from "../../src/index.ts";
import { describeMatrix } from "../matrix.ts";

const show: RequestHandler = (request) => new Response(`${request.remoteAddr} ${request.url}`);

async function through(
  headers: Record<string, string>,
  options?: ProxyFixOptions,
  remoteAddr = "127.0.0.1",
): Promise<string> {
  return (await new Client(proxyFix(show, options)).get("/x", { headers, remoteAddr })).text;
}

describe("proxyFix", () => {
  const headers = {
    "X-Forwarded-For": "6.6.6.6, 203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "tea.test",
    "X-Forwarded-Port": "8443",
    "X-Forwarded-Prefix": "/shop/",
  };

  test("shows the request as the proxy received it", async () => {
    expect(await through(headers)).toBe("203.0.113.9 https://localhost/x");
    expect(await through(headers, { host: 1, port: 1, prefix: 1 })).toBe(
      "203.0.113.9 https://tea.test:8443/shop/x",
    );
  });

  test("[security 2] ignores everything from a peer that is no proxy", async () => {
    expect(await through(headers, { host: 1, port: 1, prefix: 1 }, "198.51.100.1")).toBe(
      "198.51.100.1 http://localhost/x",
    );
  });

  test("[security 2] believes a connection without an address only where the program says so", async () => {
    const seen = async (trustedProxies?: string[]): Promise<string> => {
      const source = buildRequest("/", { headers }).derive({ remoteAddr: undefined });
      return (await proxyFix(show, { trustedProxies })(source)).text;
    };
    expect(await seen()).toBe("undefined http://localhost/");
    expect(await seen(["unix"])).toBe("203.0.113.9 https://localhost/");
  });

  test("[security 3] counts from the right, and takes no value that no proxy has set", async () => {
    expect(await through(headers, { for: 2 })).toBe("6.6.6.6 https://localhost/x");
    expect(await through(headers, { for: 3 })).toBe("127.0.0.1 https://localhost/x");
    expect(await through(headers, { for: 0, proto: 0 })).toBe("127.0.0.1 http://localhost/x");
    expect(await through({ "X-Forwarded-Proto": "javascript" })).toBe("127.0.0.1 http://localhost/x");
  });

  test("[security 4] compares addresses as numbers", async () => {
    const options = { trustedProxies: ["10.0.0.0/8", "2001:db8::/32"] };
    const trusted = async (peer: string) => (await through(headers, options, peer)).startsWith("203.");
    expect(await trusted("10.255.0.1")).toBe(true);
    expect(await trusted("2001:0DB8:0:0::1")).toBe(true);
    expect(await trusted("11.0.0.1")).toBe(false);
    expect(await trusted("10.0.0.256")).toBe(false);
    expect(await trusted("10.0.0.1.evil.test")).toBe(false);
  });

  test.each(["10.0.0.256", "10.0.0.0/33", "10.0.0.0/8/8", "10.0.0.0/", "tea.test", ""])(
    "[security 4] %j is no proxy",
    (entry) => {
      expect(() => proxyFix(show, { trustedProxies: [entry] })).toThrow(TypeError);
    },
  );

  test("[security 5] is linear", async () => {
    const value = ",".repeat(100_000);
    expect(await through({ "X-Forwarded-For": value })).toBe("127.0.0.1 http://localhost/x");
  });
});

describeMatrix("dispatcher", (connect) => {
  const place: RequestHandler = (request) =>
    new Response(`${request.rootPath}|${request.path}|${request.text}`);
  const app = dispatcher(place, { "/admin": place, "/admin/deep": place });

  test("gives each mount the path below it, and the body", async () => {
    const client = await connect(app);
    const text = async (path: string) => (await client.post(path, { data: "tea" })).text;
    expect(await text("/admin/users")).toBe("/admin|/users|tea");
    expect(await text("/admin")).toBe("/admin|/|tea");
    expect(await text("/admin/deep/x")).toBe("/admin/deep|/x|tea");
    expect(await text("/administrator")).toBe("|/administrator|tea");
    expect(await text("/")).toBe("|/|tea");
  });

  test("[security 8] compares decoded paths, so that no spelling gets around a mount", async () => {
    const client = await connect(app);
    expect((await client.get("/%61dmin/x")).text).toBe("/admin|/x|");
    expect((await client.get("/admin%2Fx")).text).toBe("/admin|/x|");
  });
});

test("mounts are paths without a slash at the end", () => {
  expect(() => dispatcher(show, { "/admin/": show })).toThrow(TypeError);
  expect(() => dispatcher(show, { admin: show })).toThrow(TypeError);
});

test("middleware keeps the class of requests", async () => {
  class ShopRequest extends Request {}
  const handler: RequestHandler = (request) => new Response(String(request instanceof ShopRequest));
  const client = new Client(dispatcher(handler, { "/a": proxyFix(handler) }), { requestClass: ShopRequest });
  expect((await client.get("/a/b")).text).toBe("true");
});

describe("sharedData", () => {
  let directory: string;
  let client: Client;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "shared-"));
    await writeFile(join(directory, "tea.txt"), "green");
    await writeFile(join(directory, ".env"), "secret");
    client = new Client(sharedData(() => new Response("handler"), { "/static": directory }));
  });
  afterAll(() => rm(directory, { recursive: true }));

  test("serves files, with conditions and ranges", async () => {
    const response = await client.get("/static/tea.txt");
    expect([response.text, response.mimetype]).toEqual(["green", "text/plain"]);
    expect(response.cacheControl.maxAge).toBe(43_200);
    const headers = { "If-None-Match": response.headers.get("ETag") ?? "" };
    expect((await client.get("/static/tea.txt", { headers })).statusCode).toBe(304);
    expect((await client.get("/static/tea.txt", { headers: { Range: "bytes=1-2" } })).text).toBe("re");
  });

  test("[security 49] leaves everything else to the handler", async () => {
    for (const path of [
      "/static/no",
      "/static/.env",
      "/static/%2e%2e/x",
      "/static/",
      "/static",
      "/statictea.txt",
    ]) {
      expect((await client.get(path)).text).toBe("handler");
    }
    expect((await client.post("/static/tea.txt")).text).toBe("handler");
  });
});
