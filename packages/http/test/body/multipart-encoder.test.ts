import { HeaderError, MultipartDecoder, MultipartEncoder } from "@dewar/http";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeAll, tell } from "./multipart-bodies.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text);

describe("the multipart encoder", () => {
  test("writes fields and files with their headers", () => {
    const encoder = new MultipartEncoder("cut");
    const headers = { "Content-Type": "text/plain", "Content-Disposition": "ignored" };
    const body = Buffer.concat([
      encoder.encode({ kind: "preamble", data: bytes("") }),
      encoder.encode({ kind: "file", name: "f", filename: "tea.txt", headers }),
      encoder.encode({ kind: "data", data: bytes(""), moreData: true }),
      encoder.encode({ kind: "data", data: bytes("gre"), moreData: true }),
      encoder.encode({ kind: "data", data: bytes("en"), moreData: false }),
      encoder.encode({ kind: "epilogue", data: bytes("") }),
    ]);
    expect(body.toString()).toBe(
      '\r\n--cut\r\nContent-Disposition: form-data; name="f"; filename="tea.txt"\r\n' +
        "Content-Type: text/plain\r\n\r\ngreen\r\n--cut--\r\n",
    );
  });

  test("refuses events out of their order", () => {
    const encoder = new MultipartEncoder("cut");
    expect(() => encoder.encode({ kind: "data", data: bytes(""), moreData: false })).toThrow('"data"');
    encoder.encode({ kind: "preamble", data: bytes("") });
    encoder.encode({ kind: "field", name: "a" });
    expect(() => encoder.encode({ kind: "epilogue", data: bytes("") })).toThrow("data start");
  });

  test("lets no text start a new line in the headers [security 41]", () => {
    const encoder = new MultipartEncoder("cut");
    encoder.encode({ kind: "preamble", data: bytes("") });
    const part = encoder.encode({ kind: "field", name: 'a"\r\nX-Bad: 1' });
    expect(Buffer.from(part).toString()).toBe(
      '\r\n--cut\r\nContent-Disposition: form-data; name="a\\"%0D%0AX-Bad: 1"\r\n',
    );
    encoder.encode({ kind: "data", data: bytes(""), moreData: false });
    const headers: [string, string][] = [["X-Good", "1\r\nX-Bad: 2"]];
    expect(() => encoder.encode({ kind: "field", name: "a", headers })).toThrow(HeaderError);
  });

  test("writes what the decoder reads", () => {
    // A name cannot hold line breaks, and %22 is read as a quote.
    const names = fc.string({ unit: "grapheme" }).filter((name) => !/[\r\n\0]|%22/.test(name.normalize()));
    const parts = fc.array(fc.record({ name: names, filename: fc.option(names), data: fc.uint8Array() }));
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 20 }), (list, pieceSize) => {
        const encoder = new MultipartEncoder("a-boundary-that-no-data-holds");
        const chunks = [encoder.encode({ kind: "preamble", data: bytes("") })];
        const expected = ["preamble "];
        for (const { name, filename, data } of list) {
          const part =
            filename === null ? { kind: "field" as const, name } : { kind: "file" as const, name, filename };
          chunks.push(encoder.encode(part), encoder.encode({ kind: "data", data, moreData: false }));
          expected.push(filename === null ? `field ${name}` : `file ${name} ${filename}`);
          expected.push(`data ${Buffer.from(data).toString("latin1")}`);
        }
        chunks.push(encoder.encode({ kind: "epilogue", data: bytes("") }));
        const decoder = new MultipartDecoder("a-boundary-that-no-data-holds");
        expect(tell(decodeAll(decoder, Buffer.concat(chunks), pieceSize))).toEqual([
          ...expected,
          "epilogue ",
        ]);
      }),
    );
  });
});
