import { BadRequest, dumpUrlEncoded, parseUrlEncoded, RequestEntityTooLarge } from "@dewar/http";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const parse = (text: string): [string, string][] => [...parseUrlEncoded(text).items({ multi: true })];

describe("an urlencoded form", () => {
  test("is names and values, of which a name may have several", () => {
    expect(parseUrlEncoded("tea=green&cup=2&tea=black").getList("tea")).toEqual(["green", "black"]);
  });

  test("writes spaces as plus signs and other characters as their UTF-8 bytes", () => {
    expect(parse("q=a+b%20c%2B&caf%C3%A9=%F0%9F%8D%B5")).toEqual([
      ["q", "a b c+"],
      ["café", "🍵"],
    ]);
  });

  test("may have names without a value, and gaps", () => {
    expect(parse("&&a&=b&c=&d==e&")).toEqual([
      ["a", ""],
      ["", "b"],
      ["c", ""],
      ["d", "=e"],
    ]);
  });

  test("takes semicolons, brackets and dots as they are [security 20]", () => {
    expect(parse("a[b][]=1;c.d=2")).toEqual([["a[b][]", "1;c.d=2"]]);
  });

  test("keeps percent signs that encode nothing", () => {
    expect(parse("a=%&b=%4&c=%zz&d=%%41")).toEqual([
      ["a", "%"],
      ["b", "%4"],
      ["c", "%zz"],
      ["d", "%A"],
    ]);
  });

  test("keeps encoded bytes that are not UTF-8 encoded [security 25]", () => {
    expect(parse("a=%e4&b=%C0%AF&c=%ED%A0%80&d=%F4%90%80%80&e=%C3x&f=%E2%82")).toEqual([
      ["a", "%E4"],
      ["b", "%C0%AF"],
      ["c", "%ED%A0%80"],
      ["d", "%F4%90%80%80"],
      ["e", "%C3x"],
      ["f", "%E2%82"],
    ]);
  });

  test("is a 400 when its bytes are not UTF-8 [security 25]", () => {
    expect(() => parseUrlEncoded(Buffer.from([0x61, 0x3d, 0x80]))).toThrow(BadRequest);
    expect(parseUrlEncoded(Buffer.from("a=ü")).get("a")).toBe("ü");
  });

  test("touches no prototype [security 21]", () => {
    const form = parseUrlEncoded("__proto__=1&constructor=2&__proto__[x]=3&__proto__.x=4");
    expect([...form.keys()]).toEqual(["__proto__", "constructor", "__proto__[x]", "__proto__.x"]);
    expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
  });

  test("has a most number of fields [security 24]", () => {
    expect(() => parseUrlEncoded("a&".repeat(10_001))).toThrow(RequestEntityTooLarge);
    expect(parseUrlEncoded("a&".repeat(10_000)).getList("a")).toHaveLength(10_000);
    expect(() => parseUrlEncoded("a&b&c", { maxFields: 2 })).toThrow(RequestEntityTooLarge);
  });

  test("is parsed whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        parseUrlEncoded(text);
      }),
    );
  });

  test("is written so that it reads the same", () => {
    const fields = fc.array(fc.tuple(fc.string({ unit: "binary" }), fc.string({ unit: "binary" })));
    fc.assert(
      fc.property(fields, (pairs) => {
        const form = parseUrlEncoded(dumpUrlEncoded(pairs));
        for (const [name] of pairs) {
          const values = pairs.filter(([other]) => other === name).map(([, value]) => value);
          expect(form.getList(name)).toEqual(values);
        }
      }),
    );
  });

  test("leaves out values that are not there", () => {
    expect(
      dumpUrlEncoded([
        ["a", null],
        ["b", undefined],
        ["c", 0],
        ["d", false],
      ]),
    ).toBe("c=0&d=false");
  });
});
