import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildRequest, NotFound, type Response, sendFile, sendFromDirectory } from "@dewar/http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fileTypeOf } from "../../src/response/file-type.ts";

const CHANGED = new Date("2024-02-29T12:00:00Z");
let folder: string;
let tea: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "send-file-test-"));
  tea = join(folder, "tea.txt");
  await writeFile(tea, "0123456789");
  await utimes(tea, CHANGED, CHANGED);
  await mkdir(join(folder, "public", "teas"), { recursive: true });
  await writeFile(join(folder, "public", "teas", "green.html"), "<p>green</p>");
  await writeFile(join(folder, "public", ".hidden"), "hidden");
  await symlink(tea, join(folder, "public", "link.txt"));
});

afterAll(() => rm(folder, { recursive: true }));

async function textOf(response: Response): Promise<string> {
  await response.makeSequence();
  return response.text;
}

const get = (headers: Record<string, string>): ReturnType<typeof buildRequest> =>
  buildRequest("/", { headers });

describe("sending a file", () => {
  test("tells its name, type, length, time and tag", async () => {
    const response = await sendFile(tea);
    expect([...response.headers]).toEqual([
      ["Content-Disposition", "inline; filename=tea.txt"],
      ["Content-Type", "text/plain; charset=utf-8"],
      ["Content-Length", "10"],
      ["Last-Modified", "Thu, 29 Feb 2024 12:00:00 GMT"],
      ["Cache-Control", "no-cache"],
      ["ETag", expect.stringMatching(/^"[0-9a-f]+-a-[0-9a-f]{8}"$/)],
    ]);
    expect(await textOf(response)).toBe("0123456789");
  });

  test("reads a large file in pieces, and of a part no more than that", async () => {
    const path = join(folder, "book.txt");
    const text = Array.from({ length: 50_000 }, (_, line) => `line ${line}\n`).join("");
    await writeFile(path, text);
    const sizes: number[] = [];
    for await (const chunk of (await sendFile(path)).iterEncoded()) sizes.push(chunk.byteLength);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(text.length);
    expect(await textOf(await sendFile(path))).toBe(text);
    const part = await sendFile(path, { request: get({ Range: "bytes=100000-399999" }) });
    expect(await textOf(part)).toBe(text.slice(100_000, 400_000));
  });

  test("sends no more than it has announced when the file grows meanwhile", async () => {
    const path = join(folder, "log.txt");
    await writeFile(path, "12345");
    const response = await sendFile(path);
    await writeFile(path, "1234567890");
    expect(await textOf(response)).toBe("12345");
  });

  test("takes a URL, and a path below a root", async () => {
    expect(await textOf(await sendFile(pathToFileURL(tea)))).toBe("0123456789");
    expect(await textOf(await sendFile("tea.txt", { root: folder }))).toBe("0123456789");
  });

  test("takes bytes and streams, with a name or a type", async () => {
    const bytes = await sendFile(Buffer.from("abc"), { mimetype: "text/csv" });
    expect([...bytes.headers]).toEqual([
      ["Content-Type", "text/csv; charset=utf-8"],
      ["Content-Length", "3"],
      ["Cache-Control", "no-cache"],
    ]);
    async function* generate(): AsyncGenerator<Uint8Array> {
      yield Buffer.from("abc");
    }
    const stream = await sendFile(generate(), { downloadName: "a.json" });
    expect(stream.contentLength).toBeUndefined();
    expect(stream.contentType).toBe("application/json");
    expect(await textOf(stream)).toBe("abc");
    await expect(sendFile(Buffer.from("abc"))).rejects.toThrow("media type is not known");
    await expect(sendFile(Buffer.from("abc"), { mimetype: "a/b", asAttachment: true })).rejects.toThrow(
      "needs a name",
    );
  });

  test("can be an attachment, under a name beyond ASCII", async () => {
    const response = await sendFile(tea, { asAttachment: true, downloadName: 'größe "x".txt' });
    expect(response.headers.get("Content-Disposition")).toBe(
      `attachment; filename="groe \\"x\\".txt"; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%22x%22.txt`,
    );
  });

  test("lets no name start a new header [security 41]", async () => {
    const response = await sendFile(tea, { downloadName: "a\r\nX-Bad: 1\0" });
    expect(response.headers.get("Content-Disposition")).toBe(
      `inline; filename="aX-Bad: 1"; filename*=UTF-8''a%0D%0AX-Bad%3A%201%00`,
    );
  });

  test("may be kept by clients as long as is said", async () => {
    const kept = await sendFile(tea, { maxAge: 60 });
    expect(kept.headers.get("Cache-Control")).toBe("public, max-age=60");
    expect(kept.expires).toBeInstanceOf(Date);
    const byPath = await sendFile(tea, { maxAge: (path) => (path === tea ? 5 : undefined) });
    expect(byPath.cacheControl.maxAge).toBe(5);
    expect((await sendFile(tea, { maxAge: 0 })).headers.get("Cache-Control")).toBe("no-cache, max-age=0");
  });

  test("takes a tag and a time of one's own", async () => {
    const response = await sendFile(tea, { etag: "v1", lastModified: 0 });
    expect(response.headers.get("ETag")).toBe('"v1"');
    expect(response.headers.get("Last-Modified")).toBe("Thu, 01 Jan 1970 00:00:00 GMT");
    expect((await sendFile(tea, { etag: false })).headers.has("ETag")).toBe(false);
  });

  test("can be left to the web server in front", async () => {
    const response = await sendFile(tea, { useXSendfile: true });
    expect(response.headers.get("X-Sendfile")).toBe(tea);
    expect(response.text).toBe("");
  });

  test("is refused when the path is no file", async () => {
    await expect(sendFile(folder)).rejects.toThrow("is not a file");
    await expect(sendFile(join(folder, "missing"))).rejects.toThrow("ENOENT");
  });
});

describe("a request for a file", () => {
  test("is a 304 while the file is the same", async () => {
    const etag = (await sendFile(tea)).headers.get("ETag") ?? "";
    for (const headers of [{ "If-None-Match": etag }, { "If-Modified-Since": CHANGED.toUTCString() }]) {
      const response = await sendFile(tea, { request: get(headers) });
      expect(response.statusCode).toBe(304);
    }
    const changed = await sendFile(tea, { request: get({ "If-None-Match": '"other"' }) });
    expect(changed.statusCode).toBe(200);
    expect(
      (await sendFile(tea, { request: get({ "If-None-Match": etag }), conditional: false })).statusCode,
    ).toBe(200);
  });

  test("may be for a part", async () => {
    const response = await sendFile(tea, { request: get({ Range: "bytes=2-4" }) });
    expect(response.statusCode).toBe(206);
    expect(response.headers.get("Content-Range")).toBe("bytes 2-4/10");
    expect(response.contentLength).toBe(3);
    expect(await textOf(response)).toBe("234");
    expect(await textOf(await sendFile(tea, { request: get({ Range: "bytes=-2" }) }))).toBe("89");
    const bytes = await sendFile(Buffer.from("abcdef"), {
      mimetype: "a/b",
      request: get({ Range: "bytes=4-" }),
    });
    expect(await textOf(bytes)).toBe("ef");
  });

  test("gets the whole when its part is of another version [security 45]", async () => {
    const stale = await sendFile(tea, { request: get({ Range: "bytes=2-4", "If-Range": '"other"' }) });
    expect(stale.statusCode).toBe(200);
    expect(await textOf(stale)).toBe("0123456789");
  });

  test.each(["bytes=20-", "bytes=0-1,3-4", "bytes=4-2", `bytes=${"0-,".repeat(5000)}0-`])(
    "is a 416 for %.30s [security 45]",
    async (range) => {
      const sending = sendFile(tea, { request: get({ Range: range }) });
      await expect(sending).rejects.toMatchObject({ code: 416, length: 10 });
    },
  );
});

describe("sending from a directory", () => {
  const send = (path: string): Promise<Response> => sendFromDirectory("public", path, { root: folder });

  test("sends the files below it", async () => {
    const response = await send("teas/green.html");
    expect(response.contentType).toBe("text/html; charset=utf-8");
    expect(await textOf(response)).toBe("<p>green</p>");
  });

  test.each([
    "../tea.txt",
    "teas/../../tea.txt",
    "/etc/passwd",
    "a\0b",
    "missing",
    "teas",
    "",
    "x".repeat(5000),
  ])("%.20j is not found [security 48]", async (path) => {
    await expect(send(path)).rejects.toBeInstanceOf(NotFound);
  });

  test("takes percent signs as they are [security 49]", async () => {
    await expect(send("%2e%2e/tea.txt")).rejects.toBeInstanceOf(NotFound);
    await expect(send("teas%2fgreen.html")).rejects.toBeInstanceOf(NotFound);
  });

  test("follows links and sends names that start with a dot, as its rule says [security 49]", async () => {
    expect(await textOf(await send("link.txt"))).toBe("0123456789");
    expect(await textOf(await send(".hidden"))).toBe("hidden");
  });
});

describe("the type of a file", () => {
  test.each([
    ["tea.html", "text/html", undefined],
    ["TEA.PNG", "image/png", undefined],
    ["teas.tar.gz", "application/x-tar", "gzip"],
    ["teas.tgz", "application/x-tar", "gzip"],
    ["cup.svgz", "image/svg+xml", "gzip"],
    ["app.js.br", "text/javascript", "br"],
    ["html", "application/octet-stream", undefined],
    [".gz", "application/octet-stream", undefined],
    ["tea.unknown", "application/octet-stream", undefined],
  ])("%s is %s", (name, mimetype, encoding) => {
    expect(fileTypeOf(name)).toEqual({ mimetype, encoding });
  });

  test("comes with the compression, unless the file is to be saved", async () => {
    const inline = await sendFile(Buffer.from(""), { downloadName: "cup.svgz" });
    expect(inline.contentEncoding).toBe("gzip");
    const saved = await sendFile(Buffer.from(""), { downloadName: "cup.svgz", asAttachment: true });
    expect(saved.contentEncoding).toBeUndefined();
  });
});
