import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadRequest, BodyLimits, FormParser, parseForm, RequestEntityTooLarge } from "@dewar/http";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { field, file, multipart } from "./multipart-bodies.ts";

const MULTIPART = "multipart/form-data; boundary=cut";
const URLENCODED = "application/x-www-form-urlencoded";

describe("a form", () => {
  test("has fields and files", async () => {
    const body = multipart(field("tea", "green"), file("photo", "cup.txt", "a cup"), field("tea", "black"));
    const { form, files } = parseForm(MULTIPART, body);
    expect(form.getList("tea")).toEqual(["green", "black"]);
    const photo = files.get("photo");
    expect(photo).toMatchObject({ name: "photo", filename: "cup.txt", contentType: "text/plain", size: 5 });
    expect(await photo?.text()).toBe("a cup");
  });

  test("is told by its type, in any case and with any parameters [security 26]", () => {
    expect(parseForm("Application/X-WWW-Form-URLEncoded; charset=x", Buffer.from("a=1")).form.get("a")).toBe(
      "1",
    );
    for (const type of [
      undefined,
      "",
      ";",
      "text/plain",
      `${URLENCODED}x`,
      `x${URLENCODED}`,
      "multipart/mixed",
    ]) {
      expect(parseForm(type, Buffer.from("a=1")).form.size).toBe(0);
      expect(FormParser.accepts(type)).toBe(false);
    }
    expect(FormParser.accepts("\tmultipart/form-data ;boundary=x")).toBe(true);
  });

  test("keeps a part whose name is missing or empty under the empty name, instead of a 400 [security 17]", () => {
    const body = multipart({ headers: ["Content-Disposition: form-data"], data: "x" }, field("", "y"));
    expect(parseForm(MULTIPART, body).form.getList("")).toEqual(["x", "y"]);
  });

  test("is read as UTF-8 unless a field says ASCII or Latin-1 [security 25]", () => {
    const typed = (name: string, type: string): ReturnType<typeof field> => ({
      headers: [...field(name, "").headers, `Content-Type: text/plain; charset=${type}`],
      data: "ä",
    });
    const { form } = parseForm(
      MULTIPART,
      multipart(field("a", "ä"), typed("b", "ISO-8859-1"), typed("c", "us-ascii"), typed("d", "utf-16")),
    );
    expect([...form.values()]).toEqual(["ä", "Ã¤", "\ufffd\ufffd", "ä"]);
  });

  test("touches no prototype [security 21]", () => {
    const { form } = parseForm(MULTIPART, multipart(field("__proto__", "1"), field("constructor", "2")));
    expect([...form.keys()]).toEqual(["__proto__", "constructor"]);
  });

  test("that is malformed is a 400, or empty when asked for [security 17]", () => {
    for (const [type, body] of [
      [MULTIPART, "--cut\r\n\r\nno headers"],
      ["multipart/form-data", "no boundary"],
      [URLENCODED, "\xe4"],
    ] as const) {
      const bytes = Buffer.from(body, "latin1");
      expect(() => parseForm(type, bytes)).toThrow(BadRequest);
      expect(parseForm(type, bytes, { silent: true }).form.size).toBe(0);
    }
  });

  test("comes out the same however its bytes arrive", async () => {
    const body = multipart(field("a", "1\r\n2"), file("f", "x", "\r\n--cu\r\n"), field("b", ""));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: body.length }), async (size) => {
        const parser = new FormParser(MULTIPART);
        for (let start = 0; start < body.length; start += size) {
          await parser.write(body.subarray(start, start + size));
        }
        const { form, files } = parser.end();
        expect([...form]).toEqual([
          ["a", "1\r\n2"],
          ["b", ""],
        ]);
        expect(await files.get("f")?.text()).toBe("\r\n--cu\r\n");
      }),
    );
  });
});

describe("the limits of a form", () => {
  const tooLarge = (type: string, body: string | Uint8Array, limits: BodyLimits): void => {
    expect(() => parseForm(type, Buffer.from(body), { limits })).toThrow(RequestEntityTooLarge);
  };

  test("count the parts of a multipart form [security 15]", () => {
    const body = multipart(...Array.from({ length: 1001 }, () => field("a", "")));
    tooLarge(MULTIPART, body, new BodyLimits());
    expect(parseForm(MULTIPART, body, { limits: new BodyLimits({ maxFormParts: null }) }).form.size).toBe(1);
  });

  test("count the bytes of all fields together [security 15]", () => {
    const half = field("a", "x".repeat(300_000));
    tooLarge(MULTIPART, multipart(half, half), new BodyLimits());
    expect(parseForm(MULTIPART, multipart(half)).form.get("a")).toHaveLength(300_000);
  });

  test("count the bytes of an urlencoded form", () => {
    tooLarge(URLENCODED, "tea=green", new BodyLimits({ maxFormMemorySize: 8 }));
    const limits = new BodyLimits({ maxFormMemorySize: 9 });
    expect(parseForm(URLENCODED, Buffer.from("tea=green"), { limits }).form.get("tea")).toBe("green");
  });

  test("let files be larger than fields", () => {
    const { files } = parseForm(MULTIPART, multipart(file("f", "x", "x".repeat(1_000_000))));
    expect(files.get("f")?.size).toBe(1_000_000);
  });

  test("are told at the end, whatever comes after the excess", () => {
    const parser = new FormParser(URLENCODED, { limits: new BodyLimits({ maxFormMemorySize: 2 }) });
    for (const chunk of ["abc", "d", "e"]) expect(parser.write(Buffer.from(chunk))).toBeUndefined();
    expect(() => parser.end()).toThrow(RequestEntityTooLarge);
  });
});

describe("a large file", () => {
  const before = process.env["TMPDIR"];
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "form-parser-test-"));
    process.env["TMPDIR"] = folder;
  });

  afterEach(async () => {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
    await rm(folder, { recursive: true });
  });

  const body = multipart(
    file("small", "s", "y"),
    file("large", "../../l", "x".repeat(1_000_000)),
    field("a", "1"),
  );

  async function write(parser: FormParser, bytes: Buffer): Promise<void> {
    for (let start = 0; start < bytes.length; start += 4096) {
      await parser.write(bytes.subarray(start, start + 4096));
    }
  }

  test("goes to a private temporary file, which lives until it is removed [security 19]", async () => {
    const parser = new FormParser(MULTIPART, { maxFileMemory: 10_000 });
    await write(parser, body);
    const { form, files } = parser.end();
    expect(form.get("a")).toBe("1");
    expect(await files.get("large")?.text()).toBe("x".repeat(1_000_000));
    expect(await files.get("small")?.text()).toBe("y");

    const [directory = ""] = await readdir(folder);
    expect((await stat(join(folder, directory))).mode & 0o777).toBe(0o700);
    expect(await readdir(join(folder, directory))).toEqual(["0"]);
    expect((await stat(join(folder, directory, "0"))).mode & 0o777).toBe(0o600);

    await parser.remove();
    expect(await readdir(folder)).toEqual([]);
  });

  test("is removed when the upload breaks off, even while it is written [security 19]", async () => {
    const parser = new FormParser(MULTIPART, { maxFileMemory: 10 });
    const writing = parser.write(body.subarray(0, 500_000));
    expect(writing).toBeInstanceOf(Promise);
    await parser.remove();
    await writing;
    expect(await readdir(folder)).toEqual([]);
    await parser.remove();
  });

  test("stays in memory when the whole body is there already", async () => {
    parseForm(MULTIPART, multipart(file("f", "x", "x".repeat(1_000_000))));
    expect(await readdir(folder)).toEqual([]);
  });

  test("that cannot be written is an error of the server", async () => {
    process.env["TMPDIR"] = join(folder, "missing");
    const parser = new FormParser(MULTIPART, { maxFileMemory: 10 });
    await expect(parser.write(body)).rejects.toThrow("ENOENT");
    await parser.remove();
  });
});
