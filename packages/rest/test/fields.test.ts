import {
  fields,
  marshal,
  MarshallingError,
  marshalSchema,
  marshalWith,
  marshalWithField,
  Raw,
  reply,
  resource,
} from "@dewar/rest";
import { makeResponse } from "dewar";
import { describe, expect, test } from "vitest";
import { clientOf } from "./serve.ts";

/** What a field writes for a value. */
function written(field: Raw, value?: unknown): unknown {
  return field.output("a", value === undefined ? {} : { a: value });
}

describe("fields write", () => {
  // What Flask-RESTful writes for the same values, where both languages have them.
  test.each([
    [
      "text",
      new fields.String(),
      [
        ["tea", "tea"],
        [1.5, "1.5"],
        [null, null],
        [undefined, null],
      ],
    ],
    [
      "whole numbers",
      new fields.Integer(),
      [
        ["5", 5],
        [" 7 ", 7],
        [5.7, 5],
        [-5.7, -5],
        [true, 1],
        [null, 0],
        [undefined, 0],
      ],
    ],
    [
      "numbers",
      new fields.Float(),
      [
        ["5", 5],
        [5.7, 5.7],
        [null, null],
        [undefined, null],
      ],
    ],
    [
      "truth",
      new fields.Boolean(),
      [
        ["5", true],
        [0, false],
        ["", false],
        [[], false],
        [[0], true],
        ["false", true],
        [null, null],
      ],
    ],
    [
      "all digits",
      new fields.Arbitrary(),
      [
        ["3", "3"],
        [-2.5, "-2.5"],
        [1e21, "1000000000000000000000"],
        [0.1, "0.1000000000000000055511151231257827021181583404541015625"],
      ],
    ],
    [
      "so many decimals",
      new fields.Fixed(),
      [
        ["3", "3.00000"],
        [4.14159265, "4.14159"],
        [2.000005, "2.00000"],
        ["2.000005", "2.00000"],
        ["2.000015", "2.00002"],
        [-1.5, "-1.50000"],
        [1e20, "100000000000000000000.00000"],
        [1e-10, "0.00000"],
        [null, null],
      ],
    ],
    [
      "prices",
      new fields.Price({ decimals: 2 }),
      [
        [2.345, "2.35"],
        ["2.345", "2.34"],
        ["-0.005", "0.00"],
      ],
    ],
    [
      "dates as in mails",
      new fields.DateTime(),
      [
        [new Date(Date.UTC(2020, 0, 2, 3, 4, 5)), "Thu, 02 Jan 2020 03:04:05 -0000"],
        [null, null],
      ],
    ],
    [
      "dates of ISO 8601",
      new fields.DateTime({ dateFormat: "iso8601" }),
      [[new Date(Date.UTC(2020, 0, 2, 3, 4, 5, 678)), "2020-01-02T03:04:05.678Z"]],
    ],
    [
      "anything as it is",
      new fields.Raw(),
      [
        [{ b: 1 }, { b: 1 }],
        [undefined, null],
      ],
    ],
    [
      "lists",
      new fields.List(fields.Integer),
      [
        [
          [1, "2"],
          [1, 2],
        ],
        [new Set([1]), [1]],
        [[], []],
        [[null], [0]],
        [null, null],
      ],
    ],
  ] as const)("%s", (_, field, cases) => {
    expect(cases.map(([value]) => written(field, value))).toEqual(cases.map(([, text]) => text));
  });

  test.each([
    ["Integer", new fields.Integer(), ["", "x", "1.5", {}]],
    ["Float", new fields.Float(), ["", "x", []]],
    ["Fixed", new fields.Fixed(), ["x", "inf", Infinity]],
    ["DateTime", new fields.DateTime(), ["x", new Date(Number.NaN)]],
    ["String", new fields.String(), [[1, 2], { a: 1 }, Object.create(null)]],
    ["List", new fields.List(fields.Integer), ["abc", 5, { a: 1 }]],
  ] as const)("nothing that is not of their kind: %s", (_, field, values) => {
    for (const value of values) expect(() => written(field, value)).toThrow(MarshallingError);
  });

  test("a default where there is no value", () => {
    expect(written(new fields.String({ default: "none" }))).toBe("none");
    expect(written(new fields.Integer({ default: null }))).toBe(null);
    expect(written(new fields.List(fields.String, { default: [] }))).toEqual([]);
  });

  test("what an attribute leads to: a name, a path, an index, a function", () => {
    class Author {
      get name() {
        return "Ann";
      }
    }
    const book = { title: "Tea", author: new Author(), more: new Map([["pages", 7]]), list: [3] };
    const made = marshal(book, {
      heading: new fields.String({ attribute: "title" }),
      by: new fields.String({ attribute: "author.name" }),
      pages: new fields.Integer({ attribute: "more.pages" }),
      first: new fields.Integer({ attribute: "list.0" }),
      loud: new fields.String({ attribute: (it) => `${(it as typeof book).title}!` }),
      nowhere: new fields.String({ attribute: "author.cat.name" }),
    });
    expect(made).toEqual({ heading: "Tea", by: "Ann", pages: 7, first: 3, loud: "Tea!", nowhere: null });
  });

  test("text made of other values", () => {
    const field = new fields.FormattedString("{{Hello}} {name}, {author.age}");
    expect(field.output("x", { name: "Ann", author: { age: 7 } })).toBe("{Hello} Ann, 7");
    expect(() => field.output("x", { name: "Ann" })).toThrow(/author\.age/);
  });

  test("objects within objects", () => {
    const inner = { x: fields.Integer };
    expect(written(new fields.Nested(inner), { x: 1, y: 2 })).toEqual({ x: 1 });
    expect(written(new fields.Nested(inner), [{ x: 1 }, {}])).toEqual([{ x: 1 }, { x: 0 }]);
    expect(written(new fields.Nested(inner))).toEqual({ x: 0 });
    expect(written(new fields.Nested(inner, { allowNull: true }))).toBe(null);
    expect(written(new fields.Nested({ s: fields.String }, { skipNone: true }), {})).toEqual({});
    expect(written(new fields.List(new fields.Nested(inner)), [{ x: 1 }, null])).toEqual([
      { x: 1 },
      { x: 0 },
    ]);
    expect(written(new fields.List(new fields.Integer({ attribute: "x" })), [{ x: 1 }, { x: 2 }])).toEqual([
      1, 2,
    ]);
  });
});

describe("marshal", () => {
  const cup = { size: fields.Integer, name: fields.String };

  test("takes an object, or each of a list", () => {
    expect(marshal({ size: "3", secret: 1 }, cup)).toEqual({ size: 3, name: null });
    expect(marshal([{ size: 1 }, {}], cup)).toEqual([
      { size: 1, name: null },
      { size: 0, name: null },
    ]);
    expect(marshal(null, cup)).toEqual({ size: 0, name: null });
  });

  test("puts the whole into an envelope, and leaves out what would be null", () => {
    expect(marshal([{ size: 1 }], cup, { envelope: "cups", skipNone: true })).toEqual({
      cups: [{ size: 1 }],
    });
  });

  test("groups fields into objects that the data does not have", () => {
    expect(marshal({ x: 1, y: 2 }, { point: { x: fields.Integer, y: fields.Integer } })).toEqual({
      point: { x: 1, y: 2 },
    });
  });

  test("takes fields of one's own", () => {
    class Shouted extends fields.Raw<string | null> {
      override format(value: unknown): string {
        return String(value).toUpperCase();
      }
    }
    expect(marshal({ name: "ann" }, { name: Shouted, again: new Shouted({ attribute: "name" }) })).toEqual({
      name: "ANN",
      again: "ANN",
    });
  });
});

describe("handlers that marshal", () => {
  const cup = { size: fields.Integer };

  test("keep statuses, headers and whole responses", async () => {
    const cups = resource("/cups")
      .get(marshalWith(cup, () => [{ size: 1, secret: 2 }], { envelope: "cups" }))
      .post(marshalWith(cup, () => Promise.resolve(reply(201, { size: 1, secret: 2 }, { "X-Cup": "new" }))))
      .put(marshalWith(cup, () => makeResponse("whole")))
      .patch(marshalWithField(new fields.List(fields.Integer), () => ["1", 2]));
    const client = clientOf({ cups });
    expect((await client.get("/cups")).json).toEqual({ cups: [{ size: 1 }] });
    const created = await client.post("/cups");
    expect([created.statusCode, created.headers.get("X-Cup"), created.json]).toEqual([
      201,
      "new",
      { size: 1 },
    ]);
    expect((await client.put("/cups")).text).toBe("whole");
    expect((await client.patch("/cups")).json).toEqual([1, 2]);
  });

  test("may do so by the schema of their answer", async () => {
    const cups = resource("/cups").get({ response: marshalSchema(cup) }, () => ({ size: "3", secret: 2 }));
    expect((await clientOf({ cups }).get("/cups")).json).toEqual({ size: 3 });
  });
});

describe("the URL of an endpoint", () => {
  test("takes the values of its rule from the object, and nothing else of it", async () => {
    const links = {
      path: new fields.Url(".cup"),
      whole: new fields.Url("api.cup", { absolute: true }),
      safe: new fields.Url(".cup", { absolute: true, scheme: "https" }),
      own: new fields.Url(),
    };
    const row = { id: 7, nested: { deep: [] }, password: "x" };
    const cup = resource("/cups/<int:id>").get(marshalWith(links, () => row));
    const answer = await clientOf({ cup }).get("/cups/3");
    expect(answer.json).toEqual({
      path: "/cups/7",
      whole: "http://localhost/cups/7",
      safe: "https://localhost/cups/7",
      own: "/cups/7",
    });
  });
});
