import { once } from "node:events";
import { createServer } from "node:http";
import {
  Api,
  type ApiType,
  bearerAuth,
  ClientError,
  createClient,
  reply,
  resource,
  uploads,
} from "@dewar/rest";
import { abort, Flask, makeResponse, request } from "dewar";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const bearer = bearerAuth((token) => (token === "t0ken" ? "ann" : undefined));
const Cup = z.object({ id: z.int(), name: z.string() });

const api = new Api("api", {
  title: "Tea",
  version: "1",
  urlPrefix: "/api",
  resources: {
    cups: resource("/cups")
      .get({ query: z.object({ size: z.array(z.int()).optional() }), response: z.array(Cup) }, ({ query }) =>
        (query.size ?? [1]).map((id) => ({ id, name: "Ann" })),
      )
      .post({ json: Cup.omit({ id: true }), response: { 201: Cup } }, ({ json }) => ({ id: 9, ...json })),
    cup: resource("/cups/<int(min=1):id>")
      .get(({ id }) => (id === 7 ? { id, since: new Date(0) } : abort(404, "No such cup.")))
      .delete(() => reply(204)),
    page: resource("/pages/<path:name>/<any('a>b', c):kind>").get(({ name, kind }) => ({ name, kind })),
    form: resource("/form").post(
      { form: z.object({ name: z.string(), tags: z.array(z.string()) }) },
      ({ form }) => form,
    ),
    avatar: resource("/avatar").post(
      { form: z.object({ name: z.string() }), files: uploads({ image: {} }) },
      ({ form, files }) => [form.name, files.image.filename],
    ),
    me: resource("/me").get(
      { security: bearer, headers: z.object({ "x-cup": z.string() }) },
      ({ auth, headers }) => [auth, headers["x-cup"]],
    ),
    text: resource("/text").get(() =>
      makeResponse(`plain ${request.method}`, 200, { "Content-Type": "text/plain" }),
    ),
  },
});
const app = new Flask(import.meta.url);
app.registerBlueprint(api);

const client = createClient<ApiType<typeof api>>({
  baseUrl: "http://localhost/api/",
  rules: api.rules,
  fetch: app.fetch,
  headers: () => ({ Authorization: "Bearer t0ken" }),
});

describe("a client", () => {
  test("builds URLs from the rules", async () => {
    expect(await client.cup.get({ id: 7 })).toEqual({ id: 7, since: "Thu, 01 Jan 1970 00:00:00 GMT" });
    expect(await client.page.get({ name: "a b/ü", kind: "a>b" })).toEqual({ name: "a b/ü", kind: "a>b" });
    await expect(client.cup.get({ id: undefined as never })).rejects.toThrow(TypeError);
  });

  test("sends queries, headers, JSON and forms", async () => {
    expect(await client.cups.get()).toEqual([{ id: 1, name: "Ann" }]);
    expect(await client.cups.get({ query: { size: [2, 3] } })).toEqual(
      [2, 3].map((id) => ({ id, name: "Ann" })),
    );
    expect(await client.cups.post({ json: { name: "Bob" } })).toEqual({ id: 9, name: "Bob" });
    expect(await client.form.post({ form: { name: "Ann", tags: ["a"] } })).toEqual({
      name: "Ann",
      tags: ["a"],
    });
    expect(await client.me.get({ headers: { "x-cup": "blue" } })).toEqual(["ann", "blue"]);
  });

  test("sends files", async () => {
    const image = new File(["x"], "me.png", { type: "image/png" });
    expect(await client.avatar.post({ form: { name: "Ann" }, files: { image } })).toEqual(["Ann", "me.png"]);
  });

  test("gives nothing for an answer without a body, and text for what is no JSON", async () => {
    expect(await client.cup.delete({ id: 7 })).toBeUndefined();
    expect(await client.text.get()).toBe("plain GET");
  });

  test("throws what the API says of an error", async () => {
    const error = await client.cup.get({ id: 8 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({
      code: "api_error",
      status: 404,
      message: "404 No such cup.",
      problem: { title: "Not Found" },
    });
    const invalid = await client.cups.post({ json: {} as never }).catch((thrown: unknown) => thrown);
    expect(invalid).toMatchObject({ problem: { errors: [{ in: "json", path: ["name"] }] } });
  });

  test("is told of an error that is no problem by its status", () => {
    const error = new ClientError(new Response("gone", { status: 502, statusText: "Bad Gateway" }), "gone");
    expect([error.message, error.problem]).toEqual(["502 Bad Gateway", undefined]);
  });

  test("throws a ClientError too when an error is no JSON, whatever its type says", async () => {
    const answering = (status: number, type: string, text: string) =>
      createClient<ApiType<typeof api>>({
        baseUrl: "http://localhost",
        rules: api.rules,
        fetch: () => new Response(text, { status, headers: { "Content-Type": type } }),
      });
    const failed = answering(502, "application/json", "<h1>").cup.get({ id: 7 });
    await expect(failed).rejects.toMatchObject({ name: "ClientError", status: 502, problem: undefined });
    await expect(answering(200, "application/json", "<h1>").cup.get({ id: 7 })).rejects.toThrow(SyntaxError);
    expect(await answering(200, "Application/vnd.cups.v2+json", "[]").cup.get({ id: 7 })).toEqual([]);
  });

  test("never leaves the path of the rule", async () => {
    for (const name of ["", ".", "..", "a/../../secrets", "../cups"]) {
      const call = client.page.get({ name, kind: "a>b" });
      await expect(call).rejects.toThrow(`"${name}" cannot stand for "name" in a URL.`);
    }
  });

  test("works over a real connection", async () => {
    const server = createServer(app.nodeHandler).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const remote = createClient<ApiType<typeof api>>({
      baseUrl: `http://127.0.0.1:${port}/api`,
      rules: api.rules,
    });
    expect((await remote.cup.get({ id: 7 })).id).toBe(7);
    server.closeAllConnections();
    await once(server.close(), "close");
  });
});
