import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterAll, beforeAll, expect, test, vi } from "vitest";

import {
  abort,
  makeConditional,
  NotFound,
  redirect,
  type Request,
  Response,
  sendFile,
} from "../../src/index.ts";
import { describeMatrix } from "../matrix.ts";

// What an application sees and sends must not depend on what serves it.

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "behaviour-"));
  await writeFile(join(folder, "tea.txt"), "0123456789");
});
afterAll(() => rm(folder, { recursive: true }));

describeMatrix("forms", (connect) => {
  test("come with their fields in order, and those of the query apart", async () => {
    const client = await connect(({ args, form, values }: Request) =>
      json({ args: [...args], kinds: form.getList("kind"), values: values.getList("kind") }),
    );
    const response = await client.post("/?kind=oolong", { form: { kind: ["green", "schwarz ß"] } });
    expect(response.json).toEqual({
      args: [["kind", "oolong"]],
      kinds: ["green", "schwarz ß"],
      values: ["oolong", "green", "schwarz ß"],
    });
  });

  test("come with files, small and large", async () => {
    const client = await connect(async ({ form, files }: Request) => {
      const [leaf, photo] = [files.get("leaf"), files.get("photo")];
      const size = (await photo?.bytes())?.byteLength;
      return json([form.get("name"), leaf?.filename, leaf?.mimetype, await leaf?.text(), size]);
    });
    const response = await client.post("/", {
      form: { name: "Ann" },
      files: {
        leaf: ["leaf ü.txt", "dry\r\n", "text/plain"],
        photo: ["photo.png", "x".repeat(900_000), "image/png"],
      },
    });
    expect(response.json).toEqual(["Ann", "leaf ü.txt", "text/plain", "dry\r\n", 900_000]);
  });

  test("[security 17] that are cut off are a 400", async () => {
    const client = await connect(({ form }: Request) => json([...form]));
    const contentType = "multipart/form-data; boundary=cut";
    expect((await client.post("/", { data: "--cut\r\nContent-Dispos", contentType })).statusCode).toBe(400);
    expect((await client.post("/", { data: "no boundary", contentType })).statusCode).toBe(400);
  });
});

describeMatrix("bodies", (connect) => {
  test("are bytes, text or JSON, as the handler asks", async () => {
    const client = await connect((request) => json([request.data.byteLength, request.text, request.json]));
    expect((await client.put("/", { json: "é" })).json).toEqual([4, '"é"', "é"]);
  });

  test("are empty where there is none", async () => {
    const client = await connect((request) => json([request.data.byteLength, request.form.size]));
    expect((await client.get("/")).json).toEqual([0, 0]);
  });

  test("[security 28] of types that are none throw nothing but HTTP errors", async () => {
    const client = await connect((request) => {
      const { mimetype, form } = request;
      return json([mimetype, form.size, request.getJson({ silent: true }) ?? null]);
    });
    for (const contentType of [
      ";",
      "a; b=\\",
      'x/y; c="',
      "text/plain; charset=\u00ff",
      "application/json/x",
      ",",
      "multipart/form-datax; boundary=",
      "x".repeat(5000),
    ]) {
      expect((await client.post("/", { data: "{}", contentType })).statusCode).toBe(200);
    }
  });

  test("[security 29] are never decompressed", async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    const client = await connect((request) => json([request.data.byteLength, request.contentEncoding]));
    const response = await client.post("/", { data: bomb, headers: { "Content-Encoding": "gzip" } });
    expect(response.json).toEqual([bomb.byteLength, "gzip"]);
  });
});

describeMatrix("answers", (connect) => {
  test("may be text, bytes, iterables and streams of either", async () => {
    const bodies: Readonly<Record<string, () => ConstructorParameters<typeof Response>[0]>> = {
      "/text": () => "täa",
      "/bytes": () => Buffer.from("täa"),
      "/list": () => ["t", Buffer.from("ä"), "a"],
      "/pieces": async function* () {
        yield* ["t", "ä", "", "a"];
      },
      "/web": () => new Blob(["täa"]).stream(),
    };
    const client = await connect((request) => new Response(bodies[request.path]?.() ?? null));
    for (const path of Object.keys(bodies)) expect((await client.get(path)).text).toBe("täa");
  });

  test("to HEAD have the headers of those to GET, and no body", async () => {
    const client = await connect(() => sendFile(join(folder, "tea.txt")));
    const [head, whole] = [await client.head("/"), await client.get("/")];
    expect([head.text, whole.text]).toEqual(["", "0123456789"]);
    for (const name of ["Content-Type", "Content-Length", "ETag", "Last-Modified"]) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
  });

  test("to HEAD end a stream without reading it", async () => {
    const next = vi.fn();
    const closed = vi.fn();
    const client = await connect(() => {
      const response = new Response({ [Symbol.iterator]: () => ({ next, return: closed }) });
      response.callOnClose(closed);
      return response;
    });
    expect((await client.head("/")).text).toBe("");
    await vi.waitFor(() => expect(closed).toHaveBeenCalled());
    expect(next).not.toHaveBeenCalled();
  });

  test("may be a part of the whole", async () => {
    const client = await connect((request) => sendFile(join(folder, "tea.txt"), { request }));
    const part = await client.get("/", { headers: { Range: "bytes=2-4" } });
    expect([part.statusCode, part.text]).toEqual([206, "234"]);
    expect(part.headers.get("Content-Range")).toBe("bytes 2-4/10");
    const beyond = await client.get("/", { headers: { Range: "bytes=99-" } });
    expect([beyond.statusCode, beyond.headers.get("Content-Range")]).toEqual([416, "bytes */10"]);
  });

  test("may be that nothing has changed", async () => {
    const client = await connect((request) => {
      const response = new Response("tea");
      response.setEtag("v1");
      return makeConditional(response, request);
    });
    const fresh = await client.get("/", { headers: { "If-None-Match": '"v1"' } });
    expect([fresh.statusCode, fresh.text, fresh.headers.has("Content-Type")]).toEqual([304, "", false]);
    expect((await client.get("/", { headers: { "If-None-Match": '"v0"' } })).text).toBe("tea");
  });

  test("may set, change and remove cookies", async () => {
    const client = await connect((request) => {
      const response = new Response(JSON.stringify([...request.cookies]));
      if (request.path === "/in") response.setCookie("tea", "grün; 50%", { httpOnly: true });
      if (request.path === "/out") response.deleteCookie("tea");
      return response;
    });
    await client.get("/in");
    expect(JSON.parse((await client.get("/")).text)).toEqual([["tea", "grün; 50%"]]);
    await client.get("/out");
    expect(JSON.parse((await client.get("/")).text)).toEqual([]);
  });

  test("may lead elsewhere", async () => {
    const client = await connect((request) =>
      request.path === "/old" ? redirect("/new ü") : new Response(request.path),
    );
    const response = await client.get("/old", { followRedirects: true });
    expect([response.text, response.history.length]).toEqual(["/new ü", 1]);
  });
});

describeMatrix("errors", (connect) => {
  test("[security 46] of HTTP are pages that escape what they show", async () => {
    const client = await connect((request) => {
      throw new NotFound(`There is no ${request.args.get("what")}.`);
    });
    const response = await client.get("/", { query: { what: "<b>" } });
    expect(response.statusCode).toBe(404);
    expect(response.text).toContain("There is no &lt;b&gt;.");
  });

  test("that are thrown later are the same", async () => {
    const client = await connect(async (request) => {
      await Promise.resolve();
      return abort(request.method === "DELETE" ? 405 : 403);
    });
    expect((await client.delete("/")).statusCode).toBe(405);
    expect((await client.get("/")).statusCode).toBe(403);
  });
});

function json(value: unknown): Response {
  return new Response(JSON.stringify(value), { mimetype: "application/json" });
}
