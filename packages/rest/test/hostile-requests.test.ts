import { Api, apiKeyAuth, bearerAuth, InvalidResponse, resource, uploads } from "@dewar/rest";
import { Flask, request } from "dewar";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { clientOf } from "./serve.ts";

const JSON_TYPE = { "Content-Type": "application/json" };

describe("a body", () => {
  const names = resource("/names")
    .post({ json: z.array(z.string()) }, ({ json }) => json.length)
    .put({ json: v.array(v.string()) }, ({ json }) => json.length);
  const anything = resource("/anything").post({ json: z.unknown() }, ({ json }) => json);
  const members = resource("/members").post({ json: z.looseObject({}) }, ({ json }) => [
    Object.keys(json),
    Reflect.get(json, "isAdmin") ?? null,
  ]);
  const client = clientOf({ names, anything, members });

  test("with more errors than anybody wants to read is told of the first hundred", async () => {
    const wrong = { json: Array(150_000).fill(0) };
    for (const answer of [await client.post("/names", wrong), await client.put("/names", wrong)]) {
      expect(answer.statusCode).toBe(400);
      expect(answer.json).toMatchObject({ errors: { length: 100, 99: { in: "json", path: [99] } } });
    }
    const some = await client.post("/names", { json: [1, "a", 2] });
    expect(some.json).toMatchObject({ errors: [{ path: [0] }, { path: [2] }] });
  });

  test.each([1000, 100_000])("[security 23] may not go %i lists deep", async (depth) => {
    const data = "[".repeat(depth) + "]".repeat(depth);
    const answer = await client.post("/anything", { data, headers: JSON_TYPE });
    expect([answer.statusCode, answer.contentType]).toEqual([400, "application/problem+json"]);
  });

  test("[security 21] cannot reach the prototype of anything", async () => {
    const data = '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"name":"Ann"}';
    const answer = await client.post("/members", { data, headers: JSON_TYPE });
    expect(answer.json).toEqual([["constructor", "name"], null]);
    expect(Reflect.get({}, "isAdmin")).toBeUndefined();
  });

  test.each(['"\\ud800"', "1e999", "null", "\xff", "NaN", "", "{} {}", "\0"])(
    "[security 25] has a defined answer whatever its bytes are: %j",
    async (text) => {
      const data = Uint8Array.from(text, (character) => character.charCodeAt(0));
      const { statusCode } = await client.post("/anything", { data, headers: JSON_TYPE });
      expect([200, 400]).toContain(statusCode);
    },
  );

  test.each([
    ";",
    "/",
    'application/json;charset="',
    "application/json;charset=utf-7",
    "a".repeat(9000),
    "\xa0",
  ])("[security 28] has a defined answer whatever it is called: %s", async (contentType) => {
    const answer = await client.post("/anything", { data: "{}", headers: { "Content-Type": contentType } });
    expect([200, 415]).toContain(answer.statusCode);
  });

  test("[security 14] that is too long is refused before its schema or the handler see it", async () => {
    let seen = 0;
    const counted = resource("/counted").post(
      { json: z.unknown().transform((value) => (seen++, value)) },
      () => ++seen,
    );
    const app = new Flask(import.meta.url);
    app.config.set("MAX_CONTENT_LENGTH", 10);
    app.registerBlueprint(new Api("api", { title: "Tea", version: "1", resources: { counted } }));
    const answer = await app.testClient().post("/counted", { json: "more than ten" });
    expect([answer.statusCode, answer.contentType, seen]).toEqual([413, "application/problem+json", 0]);
  });
});

describe("a form", () => {
  const sent = resource("/sent").post(
    { form: z.looseObject({ name: z.string() }), files: uploads({ photo: { optional: true } }) },
    ({ form, files }) => [form, files.photo?.filename ?? null],
  );
  const plain = resource("/plain").post({ form: z.looseObject({}) }, ({ form }) => form);
  const client = clientOf({ sent, plain });

  test("[security 20] [security 21] has names and nothing in them", async () => {
    const data = "a[b]=1&a.b=2&__proto__[x]=3&__proto__=4&constructor=5";
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    expect((await client.post("/plain", { data, headers })).json).toEqual({
      "a[b]": "1",
      "a.b": "2",
      "__proto__[x]": "3",
      constructor: "5",
    });
    expect(Reflect.get({}, "x")).toBeUndefined();
  });

  test.each([
    ["without a boundary", "multipart/form-data", "x"],
    [
      "without an end",
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx',
    ],
    ["with a broken part", "multipart/form-data; boundary=b", "--b\r\nname\r\n\r\nx\r\n--b--"],
  ])("[security 17] %s is an error of the input", async (_what, contentType, data) => {
    const answer = await client.post("/sent", { data, headers: { "Content-Type": contentType } });
    expect([answer.statusCode, answer.contentType]).toEqual([400, "application/problem+json"]);
  });

  test("is not taken in the place of a file, nor a file in its place", async () => {
    const part = (name: string, file: string): string =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\nx\r\n`;
    const headers = { "Content-Type": "multipart/form-data; boundary=b" };
    const swapped = `${part("name", '; filename="n"')}${part("photo", "")}--b--`;
    expect((await client.post("/sent", { data: swapped, headers })).json).toMatchObject({
      errors: [{ in: "form", path: ["name"] }],
    });
  });
});

describe("an answer", () => {
  const secret = "s3cret-t0ken";
  const bearer = bearerAuth(() => undefined);
  const key = apiKeyAuth({ in: "query", name: "key" }, () => undefined);
  const guarded = resource("/guarded", { security: [bearer, key] }).get(() => "");
  const strict = resource("/strict").post(
    {
      headers: z.object({ authorization: z.string().max(3) }),
      cookies: z.object({ session: z.string().max(3) }),
      json: z.object({ password: z.string().max(3) }),
    },
    () => "",
  );
  const failing = resource("/failing").get({ response: z.object({ name: z.string() }) }, () => {
    const row: unknown = { name: 1, password: secret };
    return row as { name: string };
  });

  test("[security 46] never repeats credentials, nor what it refuses", async () => {
    const headers = { Authorization: `Bearer ${secret}`, Cookie: `session=${secret}` };
    const answers = [
      await clientOf({ guarded }).get(`/guarded?key=${secret}`, { headers }),
      await clientOf({ strict }).post("/strict", { headers, json: { password: secret } }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 400]);
    for (const { text, headers } of answers) expect(text + [...headers].join()).not.toContain(secret);
  });

  test("[security 46] that its own schema refuses is told of without the values", async () => {
    const refused = clientOf({ failing }).get("/failing");
    await expect(refused).rejects.toThrow(InvalidResponse);
    await expect(refused).rejects.not.toThrow(secret);
  });

  test("[security 40] is of its own request, however many there are at once", async () => {
    const users = new Map(Array.from({ length: 200 }, (_, id) => [`t${id}`, id]));
    const slow = resource("/slow/<int:id>").get(
      {
        security: bearerAuth(async (token) => {
          await new Promise(setImmediate);
          return { id: users.get(token) };
        }),
        query: z.object({ q: z.string() }).refine(async () => {
          await new Promise(setImmediate);
          return true;
        }),
      },
      async ({ id, auth, query }) => {
        await new Promise(setImmediate);
        return [id, auth.id, query.q, request.path];
      },
    );
    const client = clientOf({ slow });
    const answers = await Promise.all(
      Array.from(users, ([token, id]) =>
        client.get(`/slow/${id}?q=${id}`, { headers: { Authorization: `Bearer ${token}` } }),
      ),
    );
    expect(answers.map(({ json }) => json)).toEqual(
      Array.from(users.values(), (id) => [id, id, `${id}`, `/slow/${id}`]),
    );
  });
});
