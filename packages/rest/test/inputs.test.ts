import { resource, uploads } from "@dewar/rest";
import { toJsonSchema } from "@valibot/to-json-schema";
import { type } from "arktype";
import { assert, asyncProperty, constantFrom, string } from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { clientOf } from "./serve.ts";

describe("inputs", () => {
  test("come from every place of a request", async () => {
    const all = resource("/all/<int:id>").post(
      {
        path: z.object({ id: z.number().transform((id) => `#${id}`) }),
        query: z.object({ page: z.int() }),
        headers: z.object({ "x-cup": z.string() }),
        cookies: z.object({ theme: z.enum(["light", "dark"]) }),
        json: z.object({ name: z.string() }),
      },
      (values) => values,
    );
    const client = clientOf({ all });
    const headers = { "X-Cup": "blue", Cookie: "theme=dark" };
    const answer = await client.post("/all/7?page=2", { headers, json: { name: "Ann" } });
    expect(answer.json).toEqual({
      id: "#7",
      query: { page: 2 },
      headers: { "x-cup": "blue" },
      cookies: { theme: "dark" },
      json: { name: "Ann" },
    });
  });

  test("are refused all at once, each with its path and reason", async () => {
    const strict = resource("/strict").post(
      {
        query: z.object({ page: z.int("a whole number, please") }),
        headers: z.object({ "x-cup": z.string("a cup, please") }),
        json: z.object({ names: z.array(z.string("text, please")) }),
      },
      () => 1,
    );
    const answer = await clientOf({ strict }).post("/strict?page=x", { json: { names: ["a", 2] } });
    expect(answer.statusCode).toBe(400);
    expect(answer.contentType).toBe("application/problem+json");
    expect(answer.json).toEqual({
      title: "Invalid input",
      status: 400,
      detail: "The request has values that are missing or not as they should be.",
      errors: [
        { in: "query", path: ["page"], reason: "a whole number, please" },
        { in: "headers", path: ["x-cup"], reason: "a cup, please" },
        { in: "json", path: ["names", 1], reason: "text, please" },
      ],
    });
  });

  test("may be checked by schemas that take their time", async () => {
    const free = z.string().refine(async (name) => (await Promise.resolve(name)) !== "ann", "taken");
    const names = resource("/names").get({ query: z.object({ name: free }) }, ({ query }) => query.name);
    const client = clientOf({ names });
    expect((await client.get("/names?name=bob")).json).toBe("bob");
    expect((await client.get("/names?name=ann")).json).toMatchObject({
      errors: [{ path: ["name"], reason: "taken" }],
    });
  });
});

describe("text of a query becomes what the schema asks for", () => {
  const schemas = {
    zod: z.object({
      page: z.int().default(1),
      tags: z.array(z.string()).optional(),
      open: z.boolean().optional(),
    }),
    arktype: type({ page: "number.integer = 1", "tags?": "string[]", "open?": "boolean" }),
    valibot: v.object({
      page: v.optional(v.pipe(v.number(), v.integer()), 1),
      tags: v.optional(v.array(v.string())),
      open: v.optional(v.boolean()),
    }),
  };

  test.each(Object.entries(schemas))("with %s", async (_, query) => {
    const found = resource("/search").get({ query }, (values) => values.query);
    const client = clientOf(
      { found },
      {
        jsonSchema: (schema, side) =>
          schema["~standard"].vendor === "valibot"
            ? (toJsonSchema(schema as v.GenericSchema, { typeMode: side }) as Record<string, unknown>)
            : undefined,
      },
    );
    expect((await client.get("/search")).json).toEqual({ page: 1 });
    expect((await client.get("/search?page=2&tags=a&open=true")).json).toEqual({
      open: true,
      page: 2,
      tags: ["a"],
    });
    expect((await client.get("/search?tags=a&tags=b&open=0")).json).toEqual({
      open: false,
      page: 1,
      tags: ["a", "b"],
    });
    const refused = await client.get("/search?page=1e3&open=maybe");
    const { errors } = refused.json as { errors: { path: unknown }[] };
    expect(errors.map(({ path }) => path)).toEqual(expect.arrayContaining([["page"], ["open"]]));
  });

  test("and stays text where its digits would make Infinity", async () => {
    const cups = resource("/cups").get({ query: type({ size: "number" }) }, ({ query }) => query.size);
    const answer = await clientOf({ cups }).get(`/cups?size=${"9".repeat(400)}`);
    expect(answer.statusCode).toBe(400);
  });

  test("and stays text where the schema does not say", async () => {
    const query = v.object({ page: v.string(), tag: v.array(v.string()) });
    const found = resource("/search").get({ query }, (values) => values.query);
    const answer = await clientOf({ found }).get("/search?page=1&tag=a&tag=b");
    expect(answer.json).toEqual({ page: "1", tag: ["a", "b"] });
  });

  test("[security 21] whatever the names are, nothing but the schema's own fields comes of them", async () => {
    const found = resource("/search").get({ query: z.record(z.string(), z.unknown()) }, ({ query }) =>
      Object.keys(query),
    );
    const client = clientOf({ found });
    await assert(
      asyncProperty(
        constantFrom("__proto__", "constructor", "toString", "__proto__.x"),
        string(),
        async (name, text) => {
          const answer = await client.get(`/search?${new URLSearchParams([[name, text]]).toString()}`);
          expect([200, 400]).toContain(answer.statusCode);
          expect(Object.hasOwn(Object.prototype, "x")).toBe(false);
        },
      ),
    );
  });
});

describe("a JSON body", () => {
  const names = resource("/names").post({ json: z.object({ name: z.string() }) }, ({ json }) => json.name);

  test("is taken as application/json and its kin, in any case and with parameters", async () => {
    const client = clientOf({ names });
    for (const contentType of [
      "application/json; charset=utf-8",
      "APPLICATION/JSON",
      "application/merge-patch+json",
    ]) {
      const answer = await client.post("/names", {
        data: '{"name":"Ann"}',
        headers: { "Content-Type": contentType },
      });
      expect([contentType, answer.json]).toEqual([contentType, "Ann"]);
    }
  });

  test.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/json/x",
    "application/jsonp",
    "text/json;application/json",
    "\tapplication/xml",
  ])("[security 26] [security 27] is not taken as %j: 415", async (contentType) => {
    const data = '{"name":"Ann"}';
    const answer = await clientOf({ names }).post("/names", {
      data,
      headers: { "Content-Type": contentType },
    });
    expect(answer.statusCode).toBe(415);
    expect(answer.contentType).toBe("application/problem+json");
  });

  test("[security 27] without a type is not taken either", async () => {
    const answer = await clientOf({ names }).post("/names", {
      data: new TextEncoder().encode('{"name":"Ann"}'),
    });
    expect(answer.statusCode).toBe(415);
  });

  test("that is missing or malformed is an error of the input", async () => {
    const client = clientOf({ names });
    const missing = await client.post("/names");
    expect(missing.json).toMatchObject({ status: 400, errors: [{ in: "json", path: [] }] });
    const headers = { "Content-Type": "application/json" };
    const malformed = await client.post("/names", { data: "{", headers });
    expect(malformed.json).toMatchObject({
      errors: [{ in: "json", path: [], reason: expect.stringContaining("malformed") }],
    });
  });
});

describe("a form", () => {
  test("is read as a query is", async () => {
    const cups = resource("/cups").post(
      { form: z.object({ size: z.int(), tags: z.array(z.string()) }) },
      ({ form }) => form,
    );
    const client = clientOf({ cups });
    expect((await client.post("/cups", { form: { size: "3", tags: "a" } })).json).toEqual({
      size: 3,
      tags: ["a"],
    });
    expect((await client.post("/cups", { json: {} })).statusCode).toBe(415);
  });

  test("may carry files, with rules of their own", async () => {
    const avatars = resource("/avatars").post(
      {
        form: z.object({ name: z.string() }),
        files: uploads({
          avatar: { types: ["image/*"] },
          more: { multiple: true },
          note: { optional: true },
        }),
      },
      ({ form, files }) => [form.name, files.avatar.filename, files.more.length, files.note === undefined],
    );
    const client = clientOf({ avatars });
    const bytes = new Uint8Array(1);
    const good = await client.post("/avatars", {
      form: { name: "Ann" },
      files: {
        avatar: ["a.png", bytes, "image/png"],
        more: [
          ["1", bytes],
          ["2", bytes],
        ],
      },
    });
    expect(good.json).toEqual(["Ann", "a.png", 2, true]);
    const bad = await client.post("/avatars", {
      form: { name: "Ann" },
      files: {
        avatar: ["a.html", bytes, "text/html"],
        note: [
          ["1", bytes],
          ["2", bytes],
        ],
      },
    });
    expect(bad.json).toMatchObject({
      errors: [
        { in: "files", path: ["avatar"], reason: "The file must be of type image/*." },
        { in: "files", path: ["note"], reason: "Only one file is taken." },
      ],
    });
    const none = await client.post("/avatars", { form: { name: "Ann" }, files: { other: ["x", bytes] } });
    expect(none.json).toMatchObject({ errors: [{ path: ["avatar"], reason: "A file is required." }] });
  });
});
