import { Tuple } from "@dewar/jinja";
import { Markup } from "@dewar/markup";
import { describe, expect, test } from "vitest";
import { JSONProvider } from "../../src/json/provider.ts";
import { UUID } from "../../src/json/uuid.ts";

describe("the JSON provider", () => {
  test("writes as Flask's does: sorted, in ASCII, with blanks", () => {
    const values = {
      x: "é\u007f",
      at: new Date("2020-01-01T12:13:14.999Z"),
      b: [1, new Tuple([2])],
      h: new Markup("<b>"),
      u: new UUID("00000000-0000-0000-0000-000000000005"),
    };
    expect(new JSONProvider().dumps(values)).toBe(
      '{"at": "Wed, 01 Jan 2020 12:13:14 GMT", "b": [1, [2]], "h": "<b>", ' +
        '"u": "00000000-0000-0000-0000-000000000005", "x": "\\u00e9\\u007f"}',
    );
  });

  test("can be told otherwise", () => {
    const json = new JSONProvider(undefined, { sortKeys: false, ensureAscii: false });
    expect(json.dumps({ b: "é", a: new Date(Number.NaN) }, { compact: true })).toBe('{"b":"é","a":null}');
  });

  test("can be taught further classes", () => {
    class Cents {
      readonly amount = 250;
    }
    class MoneyJSON extends JSONProvider {
      override default(value: object): unknown {
        return value instanceof Cents ? value.amount / 100 : super.default(value);
      }
    }
    expect(new MoneyJSON().dumps([new Cents(), new Date(0)])).toBe('[2.5, "Thu, 01 Jan 1970 00:00:00 GMT"]');
  });

  test("refuses a promise that was not awaited, which would be an empty object", () => {
    const user = Promise.resolve({ name: "Ann" });
    expect(() => new JSONProvider().dumps({ user })).toThrow("A promise cannot become JSON. Await it first.");
  });

  test("reads long integers without losing digits", () => {
    expect(new JSONProvider().loads('{"id": 9007199254740993}')).toEqual({ id: 9007199254740993n });
  });

  test("makes responses, compact or for people", () => {
    const response = new JSONProvider().response({ b: 1, a: [] });
    expect(response.text).toBe('{"a":[],"b":1}\n');
    expect(response.mimetype).toBe("application/json");
    const readable = new JSONProvider(undefined, {
      compact: false,
      mimetype: "application/vnd.tea+json",
    }).response({
      a: [1, {}],
    });
    expect(readable.text).toBe('{\n  "a": [\n    1,\n    {}\n  ]\n}\n');
    expect(readable.mimetype).toBe("application/vnd.tea+json");
  });
});
