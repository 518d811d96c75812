import { Client, Request, Response } from "@dewar/http";
import { describe, expect, it } from "vitest";
import { LiveReload } from "../../src/server/live-reload.ts";

const SCRIPT = '<script src="/__reload__.js" async></script>';

/** Asks as a browser does that is to show the answer. */
async function shown(
  response: () => Response,
  headers: Record<string, string> = { "Sec-Fetch-Dest": "document" },
) {
  const pages = new LiveReload();
  const client = new Client((request: Request) => pages.answer(request) ?? pages.addTo(request, response()));
  return await client.get("/", { headers });
}

function page(body: string | Uint8Array = "<p>tea</p>", headers: Record<string, string> = {}): Response {
  return new Response(body, { mimetype: "text/html", headers });
}

describe("the script of live reload", () => {
  it("stands at the end of the page, and is counted in its length", async () => {
    const { text, headers } = await shown(() =>
      page("<html><body>tea</body></html>", { "Content-Length": "29" }),
    );
    expect(text).toBe(`<html><body>tea${SCRIPT}</body></html>`);
    expect(headers.get("Content-Length")).toBe(String(text.length));
  });

  it("is added to bytes of other encodings", async () => {
    const response = await shown(() => page(Buffer.from("<body>th\xe9</BODY>", "latin1")));
    expect(Buffer.from(response.data).toString("latin1")).toBe(`<body>th\xe9${SCRIPT}</BODY>`);
  });

  it("leaves the ETag as it is, which stands for the page with the script as well", async () => {
    expect((await shown(() => page("tea", { ETag: '"7"' }))).headers.get("ETag")).toBe('"7"');
  });

  it.each<[string, () => Response]>([
    ["a stream", () => new Response(["<p>", "tea</p>"], { mimetype: "text/html" })],
    ["JSON", () => new Response("{}", { mimetype: "application/json" })],
    ["compressed bytes", () => page("tea", { "Content-Encoding": "gzip" })],
    ["a part of a page", () => new Response("tea", { mimetype: "text/html", status: 206 })],
    ["UTF-16", () => new Response("tea", { contentType: "text/html; charset=utf-16le" })],
  ])("is not added to %s", async (_, response) => {
    expect((await shown(response)).text).not.toContain("__reload__");
  });

  it.each([
    ["a script", { "Sec-Fetch-Dest": "empty" }],
    ["curl", {}],
  ])("is not added to what %s asks for", async (_, headers) => {
    expect((await shown(() => page(), headers)).text).toBe("<p>tea</p>");
  });

  it.each([
    ["default-src 'self'", SCRIPT],
    ["script-src 'self' 'nonce-abc'", SCRIPT.replace(" async", ' async nonce="abc"')],
    [
      "script-src 'nonce-abc' 'strict-dynamic'; connect-src *",
      SCRIPT.replace(" async", ' async nonce="abc"'),
    ],
    ["script-src 'none'", ""],
    ["script-src https://cdn.example.com", ""],
    ["default-src 'self'; script-src 'self' 'strict-dynamic' 'sha256-abc='", ""],
    ["script-src 'self'; connect-src 'none'", ""],
    ["default-src 'self', script-src 'none'", ""],
  ])("goes by the policy %s", async (policy, script) => {
    const { text } = await shown(() => page("tea", { "Content-Security-Policy": policy }));
    expect(text).toBe(`tea${script}`);
  });
});

describe("the events of live reload", () => {
  it("tell which server it is, and what has changed, until they are ended", async () => {
    const pages = new LiveReload();
    const client = new Client((request: Request) => pages.answer(request) ?? new Response("other"));
    const answer = client.get("/__reload__");
    await Promise.resolve();
    pages.tell("styles");
    pages.tell("page");
    pages.end();
    expect((await answer).text).toMatch(
      /^retry: 100\nevent: server\ndata: \S+\n\nevent: styles\ndata:\n\nevent: page\ndata:\n\n$/,
    );
  });

  it("begin with what a page has missed since it was sent", async () => {
    const pages = new LiveReload();
    const client = new Client((request: Request) => pages.answer(request) ?? new Response("other"));
    const firstEvents = async (age: number): Promise<string> => {
      const answer = client.get(`/__reload__?age=${age}`);
      await Promise.resolve();
      pages.end();
      return (await answer).text;
    };
    expect(await firstEvents(60_000)).toContain("event: page");
    expect(await firstEvents(0)).not.toContain("event: page");
  });

  it("are asked for by a script that needs nothing else", async () => {
    const { headers, text } = await new Client(
      (request: Request) => new LiveReload().answer(request) ?? page(),
    ).get("/__reload__.js");
    expect(headers.get("Content-Type")).toMatch(/^text\/javascript/);
    expect(text).toContain("EventSource");
  });
});
