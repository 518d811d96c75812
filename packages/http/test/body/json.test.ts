import { BadRequest, parseJsonBody } from "@dewar/http";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("a JSON body", () => {
  test("is read as UTF-8, with or without a byte order mark", () => {
    expect(parseJsonBody(Buffer.from('{"tea": "grün"}'))).toEqual({ tea: "grün" });
    expect(parseJsonBody(Buffer.from("\ufeff{}"))).toEqual({});
  });

  test("is read as UTF-16 when its first bytes say so", () => {
    const text = Buffer.from('{"tea": "grün"}', "utf16le");
    expect(parseJsonBody(text)).toEqual({ tea: "grün" });
    expect(parseJsonBody(Buffer.from(text).swap16())).toEqual({ tea: "grün" });
  });

  test.each(["", "{", "tea", "[1,]", "NaN"])("%j is a 400 with the parser's error as its cause", (text) => {
    expect(() => parseJsonBody(text)).toThrow(BadRequest);
    expect(() => parseJsonBody(Buffer.from(text))).toThrow(
      expect.objectContaining({ code: 400, cause: expect.any(SyntaxError) as unknown }),
    );
  });

  test("is a 400 when it is not Unicode [security 25]", () => {
    expect(() => parseJsonBody(Buffer.from([0x22, 0xe4, 0x22]))).toThrow(BadRequest);
  });

  test("is a 400 when it is too deep [security 23]", () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(() => parseJsonBody(nested(1001))).toThrow(BadRequest);
    expect(() => parseJsonBody("[".repeat(1_000_000))).toThrow("nested too deeply");
    expect(parseJsonBody(nested(1000))).toHaveLength(1);
    expect(() => parseJsonBody('{"a": [1]}', { maxDepth: 1 })).toThrow(BadRequest);
  });

  test("may have as many brackets in its strings as it likes", () => {
    const text = `${"[{".repeat(3000)}\\"\\\\`;
    expect(parseJsonBody(JSON.stringify([text]))).toEqual([text]);
  });

  test("may be wide without being deep", () => {
    expect(parseJsonBody(JSON.stringify(Array.from({ length: 5000 }, () => [{}])))).toHaveLength(5000);
  });

  test("touches no prototype [security 21]", () => {
    const value = parseJsonBody('{"__proto__": {"admin": true}}') as { admin?: boolean };
    expect(Object.hasOwn(value, "__proto__")).toBe(true);
    expect(value.admin).toBeUndefined();
  });

  test("is what it was before it was written", () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(parseJsonBody(Buffer.from(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  test("of any bytes gives a value or a 400", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        try {
          parseJsonBody(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(BadRequest);
        }
      }),
    );
  });
});
