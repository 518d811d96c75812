import { Tuple } from "@dewar/jinja";
import { Markup } from "@dewar/markup";
import { describe, expect, test } from "vitest";
import { TaggedJSONSerializer } from "../../src/json/tag.ts";
import { UUID } from "../../src/json/uuid.ts";

const serializer = new TaggedJSONSerializer();

const values = {
  user: 3,
  cart: new Tuple(["green", { n: 1 }]),
  raw: new Uint8Array([0, 255]),
  note: new Markup("<b>"),
  id: new UUID("0f8fad5b-d9cb-469f-a165-70867728950e"),
  at: new Date("2024-02-29T12:34:56Z"),
};

// What Flask writes for the same values.
const text =
  '{"at":{" d":"Thu, 29 Feb 2024 12:34:56 GMT"},"cart":{" t":["green",{"n":1}]},' +
  '"id":{" u":"0f8fad5bd9cb469fa16570867728950e"},"note":{" m":"<b>"},"raw":{" b":"AP8="},"user":3}';

describe("tagged JSON", () => {
  test("is what Flask writes", () => {
    expect(serializer.dumps(values)).toBe(text);
  });

  test("brings the types back", () => {
    const loaded = serializer.loads(text) as typeof values;
    expect(loaded).toEqual(values);
    expect(loaded.cart).toBeInstanceOf(Tuple);
    expect(loaded.raw).toBeInstanceOf(Uint8Array);
    expect(String(loaded.note)).toBe("<b>");
    expect(loaded.id.hex).toBe(values.id.hex);
    expect(serializer.dumps(loaded)).toBe(text);
  });

  test("keeps objects apart that look like a tag", () => {
    for (const value of [
      { " t": [1] },
      { " di": { " b": 1 } },
      { " d": new Tuple([1]) },
      { x: { " u": "y" } },
    ]) {
      expect(serializer.loads(serializer.dumps(value))).toEqual(value);
    }
    expect(serializer.dumps({ " t": [1] })).toBe('{" di":{" t__":[1]}}');
    expect(serializer.dumps({ " t": [1], n: 1 })).toBe('{" t":[1],"n":1}');
  });

  test("writes a Map as an object and what brings its own HTML as Markup", () => {
    expect(serializer.dumps(new Map([["a", 1]]))).toBe('{"a":1}');
    expect(serializer.dumps([{ __html__: () => "<hr>" }])).toBe('[{" m":"<hr>"}]');
  });

  test("makes own properties of dangerous names [security 21]", () => {
    for (const json of ['{"__proto__":{"admin":1}}', '{" di":{"__proto____":{"admin":1}}}']) {
      const value = serializer.loads(json) as object;
      expect(Object.keys(value)).toEqual(["__proto__"]);
      expect("admin" in value).toBe(false);
    }
  });

  test("refuses tags over what they cannot be made of", () => {
    for (const json of ['{" b":1}', '{" t":1}', '{" u":"short"}', '{" d":1}', '{" di":{}}', '{" di":1}']) {
      expect(() => serializer.loads(json), json).toThrow(TypeError);
    }
    expect(serializer.loads('{" d":"no date"}')).toBeNull();
  });

  test("bounds the depth both ways [security 23]", () => {
    const self: unknown[] = [];
    self.push(self);
    expect(() => serializer.dumps(self)).toThrow("500 levels");
    expect(() => serializer.loads("[".repeat(1000) + "]".repeat(1000))).toThrow("500 levels");
  });

  test("takes types of one's own", () => {
    class Money {
      readonly cents: number;
      constructor(cents: number) {
        this.cents = cents;
      }
    }
    const extended = new TaggedJSONSerializer();
    extended.register({
      key: " money",
      check: (value): value is Money => value instanceof Money,
      toJSON: (value) => (value instanceof Money ? value.cents : null),
      toValue: (json) => new Money(Number(json)),
    });
    expect(extended.dumps([new Money(250)])).toBe('[{" money":250}]');
    expect(extended.loads('[{" money":250}]')).toEqual([new Money(250)]);
    expect(() => extended.register({ key: " t" } as never)).toThrow("already registered");
  });
});
