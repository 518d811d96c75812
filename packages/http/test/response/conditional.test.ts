import { Readable } from "node:stream";

import { describe, expect, test } from "vitest";

import { buildRequest, makeConditional, RequestedRangeNotSatisfiable, Response } from "../../src/index.ts";

function tea(): Response {
  const response = new Response("0123456789");
  response.setEtag("v1");
  response.lastModified = new Date(Date.UTC(2024, 0, 2));
  return response;
}

function ask(headers: Record<string, string>, method = "GET", response = tea()): Response {
  const request = buildRequest("/", { headers, method });
  return makeConditional(response, request, { acceptRanges: true, completeLength: 10 });
}

describe("a conditional request", () => {
  test("gets an empty 304 for what the client has", () => {
    const response = ask({ "If-None-Match": 'W/"v1"' });
    expect(response.statusCode).toBe(304);
    expect(response.body).toBeNull();
    expect(response.wireHeaders()).not.toContain("Content-Length");
    expect(ask({ "If-Modified-Since": "Wed, 03 Jan 2024 00:00:00 GMT" }).statusCode).toBe(304);
  });

  test("gets the content when it has changed", () => {
    expect(ask({ "If-None-Match": '"v0"' }).statusCode).toBe(200);
    expect(ask({ "If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT" }).statusCode).toBe(200);
  });

  test("gets a 412 when the content is not the one it means", () => {
    expect(ask({ "If-Match": '"v0"' }).statusCode).toBe(412);
    expect(ask({ "If-Match": '"v1"' }).statusCode).toBe(200);
  });

  test("has no meaning for methods that change something", () => {
    expect(ask({ "If-None-Match": '"v1"' }, "POST").statusCode).toBe(200);
  });
});

describe("a request for a part", () => {
  test.each([
    ["bytes=2-4", "234", "bytes 2-4/10"],
    ["bytes=7-", "789", "bytes 7-9/10"],
    ["bytes=-2", "89", "bytes 8-9/10"],
    ["bytes=5-999", "56789", "bytes 5-9/10"],
  ])("%s gets it", (range, text, contentRange) => {
    const response = ask({ Range: range });
    expect([response.status, response.text]).toEqual(["206 Partial Content", text]);
    expect(response.headers.get("Content-Range")).toBe(contentRange);
    expect(response.contentLength).toBe(text.length);
  });

  test("gets it of a stream, too", async () => {
    const stream = Readable.from(["012", "345", "6789"]);
    const response = ask({ Range: "bytes=2-4" }, "GET", new Response(stream));
    await response.makeSequence();
    expect(response.text).toBe("234");
    expect(stream.destroyed).toBe(true);
  });

  test.each([
    "bytes=10-",
    "bytes=5-2",
    "bytes=0-1,3-4",
    "bytes=0-5,2-6",
    "bytes=99999999999999999999-",
    "tea=1-2",
  ])("[security 45] %s gets a 416", (range) => {
    expect(() => ask({ Range: range })).toThrow(RequestedRangeNotSatisfiable);
  });

  test("[security 45] of thousands of ranges gets a 416", () => {
    const range = `bytes=${Array.from({ length: 5000 }, (_, index) => `${2 * index}-${2 * index}`).join(",")}`;
    expect(() => ask({ Range: range })).toThrow(RequestedRangeNotSatisfiable);
  });

  test("[security 45] gets the whole if the part would be of something else", () => {
    const part = { Range: "bytes=2-4" };
    expect(ask({ ...part, "If-Range": '"v1"' }).statusCode).toBe(206);
    expect(ask({ ...part, "If-Range": '"v0"' }).statusCode).toBe(200);
    expect(ask({ ...part, "If-Range": 'W/"v1"' }).statusCode).toBe(200);
    expect(ask({ ...part, "If-Range": "Tue, 02 Jan 2024 00:00:00 GMT" }).statusCode).toBe(206);
    expect(ask({ ...part, "If-Range": "Mon, 01 Jan 2024 00:00:00 GMT" }).statusCode).toBe(200);
  });
});
