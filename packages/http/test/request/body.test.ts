import { describe, expect, test } from "vitest";

import {
  BadRequest,
  BodyLimits,
  BodyNotLoadedError,
  buildRequest,
  ClientDisconnected,
  MultipartError,
  Request,
  RequestEntityTooLarge,
  UnsupportedMediaType,
} from "../../src/index.ts";

const encoder = new TextEncoder();

async function* chunksOf(...texts: string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield encoder.encode(text);
}

function streamed(contentType: string, ...texts: string[]): Request {
  return buildRequest("/", { method: "POST", data: chunksOf(...texts), contentType });
}

describe("the body", () => {
  test("is there at once after it was loaded", async () => {
    const request = streamed("text/plain", "gre", "en");
    await request.loadBody();
    expect(request.text).toBe("green");
    expect([...request.data]).toEqual([...encoder.encode("green")]);
  });

  test("takes no promise where there is none to wait for", () => {
    expect(buildRequest("/").loadBody()).toBeUndefined();
    expect(buildRequest("/", { data: "tea" }).loadBody()).toBeUndefined();
    expect(buildRequest("/").text).toBe("");
  });

  test("says what to do when it was not loaded", () => {
    const request = streamed("text/plain", "tea");
    expect(() => request.data).toThrow(BodyNotLoadedError);
    expect(() => request.form).toThrow("loadBody");
    expect(() => streamed("application/json", "{}").json).toThrow(BodyNotLoadedError);
  });

  test("over the limit is refused to everybody who asks for it", async () => {
    const limits = new BodyLimits({ maxContentLength: 300 });
    const multipart = "multipart/form-data; boundary=x";
    const bodies = [streamed("text/plain", "x".repeat(400)), streamed(multipart, "--x\r\n", "x".repeat(400))];
    for (const request of bodies) {
      await expect(request.loadBody(limits)).rejects.toThrow(RequestEntityTooLarge);
      expect(() => request.data).toThrow(RequestEntityTooLarge);
      expect(() => request.form).toThrow(RequestEntityTooLarge);
      expect(() => request.files).toThrow(RequestEntityTooLarge);
    }
  });

  test("can be read as a stream instead", async () => {
    const chunks: string[] = [];
    for await (const chunk of streamed("text/plain", "a", "b").stream) {
      chunks.push(new TextDecoder().decode(chunk));
    }
    expect(chunks).toEqual(["a", "b"]);
  });

  test("[security 14] over the limit is refused, announced or not", async () => {
    const limits = new BodyLimits({ maxContentLength: 3 });
    await expect(streamed("text/plain", "gr", "een").loadBody(limits)).rejects.toThrow(RequestEntityTooLarge);
    const lying = new Request({
      method: "POST",
      scheme: "http",
      target: "/",
      rawHeaders: ["Content-Length", "9000"],
      body: chunksOf("x"),
    });
    await expect(lying.loadBody(limits)).rejects.toThrow(RequestEntityTooLarge);
    const request = streamed("text/plain", "gr", "een");
    request.bodyLimits = limits;
    await expect(request.stream[Symbol.asyncIterator]().next()).resolves.toMatchObject({ done: false });
    await expect(streamed("text/plain", "ab").loadBody(limits)).resolves.toBeUndefined();
  });

  test("[security 14] that ends before its announced length is an error of the client", async () => {
    const rawHeaders = ["Content-Length", "10"];
    const request = new Request({
      method: "POST",
      scheme: "http",
      target: "/",
      rawHeaders,
      body: chunksOf("x"),
    });
    await expect(request.loadBody()).rejects.toThrow(ClientDisconnected);
  });
});

describe("JSON", () => {
  test("is parsed when it is asked for, and once", () => {
    const request = buildRequest("/", { json: { tea: ["green"] } });
    expect(request.json).toEqual({ tea: ["green"] });
    expect(request.json).toBe(request.getJson());
  });

  test.each(["application/json; charset=utf-8", "Application/JSON", "application/ld+json"])(
    "%s is JSON",
    (type) => {
      expect(buildRequest("/", { data: "{}", contentType: type }).json).toEqual({});
    },
  );

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/jsonx",
    "application/json/x",
    "",
  ])("[security 26] [security 27] %j is not, and gets a 415", (contentType) => {
    const request = buildRequest("/", { data: "{}", contentType });
    expect(() => request.json).toThrow(UnsupportedMediaType);
    expect(request.getJson({ silent: true })).toBeUndefined();
    expect(request.getJson({ force: true })).toEqual({});
  });

  test("that is malformed is a 400 at the access, not before", () => {
    const request = buildRequest("/", { data: "{tea}", contentType: "application/json" });
    expect(request.isJson).toBe(true);
    expect(() => request.json).toThrow(BadRequest);
    expect(request.getJson({ silent: true })).toBeUndefined();
  });

  test("can be handled otherwise by a subclass", () => {
    class Lenient extends Request {
      protected override onJsonLoadingFailed(): unknown {
        return "no JSON";
      }
    }
    expect(buildRequest("/", { data: "x" }, Lenient).json).toBe("no JSON");
  });
});

describe("a form", () => {
  test("has fields and files", async () => {
    const request = buildRequest("/?page=2", {
      method: "POST",
      form: { kind: ["green", "black"], note: "é" },
      files: { leaf: ["leaf.txt", "dry", "text/plain"] },
    });
    expect(request.form.getList("kind")).toEqual(["green", "black"]);
    expect(request.form.get("note")).toBe("é");
    const leaf = request.files.get("leaf");
    expect([leaf?.filename, leaf?.mimetype, await leaf?.text()]).toEqual(["leaf.txt", "text/plain", "dry"]);
    expect(request.values.get("page")).toBe("2");
    expect(request.values.get("note")).toBe("é");
  });

  test("does not count among the values of a GET", () => {
    const request = buildRequest("/?a=1", { form: { b: "2" } });
    expect([...request.values.keys()]).toEqual(["a"]);
  });

  test("[security 17] that is malformed is a 400 at the access, or empty for a class that says so", async () => {
    class LenientRequest extends Request {
      override silentForms = true;
    }
    const cutOff = {
      method: "POST",
      contentType: "multipart/form-data; boundary=cut",
      data: "--cut\r\nCont",
    };
    const request = buildRequest("/", cutOff);
    expect(() => request.form).toThrow(MultipartError);
    expect(() => request.files).toThrow(BadRequest);
    expect(buildRequest("/", cutOff, LenientRequest).derive({ path: "/" }).form.size).toBe(0);
    // Large ones are parsed while they arrive, and tell it at the same place.
    const data = `--cut\r\nContent-Disposition: form-data; name="a"\r\n\r\n${"x".repeat(100_000)}`;
    const large = streamed(cutOff.contentType, data);
    await large.loadBody();
    expect(() => large.form).toThrow(MultipartError);
  });

  test("that is large is parsed as it arrives, and its files go away in the end", async () => {
    const content = "x".repeat(700_000);
    const whole = buildRequest("/", { form: { a: "1" }, files: { big: ["big.txt", content] } });
    const { data } = whole;
    async function* inPieces(): AsyncGenerator<Uint8Array> {
      for (let start = 0; start < data.byteLength; start += 50_000)
        yield data.subarray(start, start + 50_000);
    }
    const request = buildRequest("/", { method: "POST", data: inPieces(), contentType: whole.contentType });
    await request.loadBody();
    expect(request.form.get("a")).toBe("1");
    expect(await request.files.get("big")?.text()).toBe(content);
    expect(request.data.byteLength).toBe(0);
    await request.close();
  });
});
