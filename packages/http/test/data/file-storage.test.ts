import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FileStorage, Headers } from "@dewar/http";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uploads-"));
  await writeFile(join(folder, "spilled"), "Darjeeling");
});
afterAll(() => rm(folder, { recursive: true }));

describe("FileStorage", () => {
  const places = {
    "in memory": () => new FileStorage("Darjeeling"),
    "on disk": () => new FileStorage({ path: join(folder, "spilled"), size: 10 }),
  };

  test.each(Object.entries(places))("reads its content %s, as often as asked", async (_, open) => {
    const file = open();
    expect(file.size).toBe(10);
    expect(file.contentLength).toBe(10);
    expect(await file.text()).toBe("Darjeeling");
    expect(Buffer.from(await file.bytes()).toString()).toBe("Darjeeling");
    expect(await text(file.stream())).toBe("Darjeeling");
    expect(await text(file.stream())).toBe("Darjeeling");
  });

  test.each(Object.entries(places))("saves its content %s to a path or a stream", async (_, open) => {
    const path = join(folder, "saved");
    await writeFile(path, "a longer text that was there before");
    await open().save(path);
    expect(await readFile(path, "utf8")).toBe("Darjeeling");
    const stream = new PassThrough();
    const [saved] = await Promise.all([text(stream), open().save(stream)]);
    expect(saved).toBe("Darjeeling");
  });

  test("tells what the client said of it", () => {
    const headers = new Headers({ "Content-Type": "Text/HTML; charset=latin1" });
    const file = new FileStorage("", { name: "page", filename: "../page.html", headers });
    expect([file.name, file.filename, file.contentType]).toEqual([
      "page",
      "../page.html",
      "Text/HTML; charset=latin1",
    ]);
    expect(file.mimetype).toBe("text/html");
    expect(file.mimetypeParams.get("charset")).toBe("latin1");
  });

  test("has no type unless one is given", () => {
    expect(new FileStorage().contentType).toBeUndefined();
    expect(new FileStorage().mimetype).toBe("");
    expect(new FileStorage("", { contentType: "image/png" }).mimetype).toBe("image/png");
  });
});
