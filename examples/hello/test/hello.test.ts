import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import app from "../app.ts";

let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer(app.nodeHandler);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function ask(path: string, init?: RequestInit) {
  const response = await fetch(origin + path, { redirect: "manual", ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("the example application, over HTTP", () => {
  it("greets", async () => {
    const { status, headers, text } = await ask("/");
    expect([status, text]).toEqual([200, "Hello, Flask!"]);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("content-length")).toBe("13");
  });

  it.each([
    ["/user/ann", "User: ann"],
    ["/user/J%C3%BCrgen", "User: Jürgen"],
    ["/user/a%20b", "User: a b"],
    ["/user/%3Cscript%3E", "User: <script>"],
  ])("shows the user of %s", async (path, text) => {
    expect((await ask(path)).text).toBe(text);
  });

  it("renders a template", async () => {
    expect((await ask("/template_example")).text).toBe(
      "<h1>Hello, Visitor!</h1><p>This is a template example.</p>",
    );
  });

  it.each(["/user/", "/nope", "/user/a/b"])("answers 404 for %s, with Flask's page", async (path) => {
    const { status, text } = await ask(path);
    expect(status).toBe(404);
    expect(text).toBe(
      "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n" +
        "<p>The requested URL was not found on the server. If you entered the URL manually please check your " +
        "spelling and try again.</p>\n",
    );
  });

  it("answers 405 with the allowed methods", async () => {
    const { status, headers, text } = await ask("/", { method: "POST" });
    expect(status).toBe(405);
    expect(headers.get("allow")?.split(", ").toSorted()).toEqual(["GET", "HEAD", "OPTIONS"]);
    expect(text).toContain("<h1>Method Not Allowed</h1>");
  });

  it("answers HEAD and OPTIONS by itself", async () => {
    const head = await ask("/", { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.text]).toEqual([200, "13", ""]);
    const options = await ask("/", { method: "OPTIONS" });
    expect([options.status, options.text]).toEqual([200, ""]);
    expect(options.headers.get("allow")?.split(", ").toSorted()).toEqual(["GET", "HEAD", "OPTIONS"]);
  });
});
