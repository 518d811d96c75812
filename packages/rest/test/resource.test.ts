import { Api, reply, Resource, resource } from "@dewar/rest";
import {
  abort,
  Blueprint,
  Flask,
  makeResponse,
  redirect,
  request,
  SetupError,
  type ViewDecorator,
} from "dewar";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { clientOf } from "./serve.ts";

describe("a resource", () => {
  const cup = resource("/cups/<int:id>")
    .get(({ id }) => ({ id, full: true }))
    .put({ json: z.object({ full: z.boolean() }) }, ({ id, json }) => ({ id, ...json }))
    .delete(() => reply(204));

  test("answers each of its methods, with the values of the URL and the inputs", async () => {
    const client = clientOf({ cup });
    expect((await client.get("/cups/3")).json).toEqual({ id: 3, full: true });
    expect((await client.put("/cups/3", { json: { full: false } })).json).toEqual({ id: 3, full: false });
    const deleted = await client.delete("/cups/3");
    expect([deleted.statusCode, deleted.text, deleted.contentType]).toEqual([204, "", undefined]);
  });

  test("answers HEAD as GET, and OPTIONS with its methods", async () => {
    const client = clientOf({ cup });
    const head = await client.head("/cups/3");
    expect([head.statusCode, head.text]).toEqual([200, ""]);
    const options = await client.options("/cups/3");
    expect(options.headers.get("Allow")).toBe("DELETE, GET, HEAD, OPTIONS, PUT");
  });

  test("answers anything that JSON can say, null and numbers included", async () => {
    const values = resource("/v")
      .get(() => null)
      .post(() => 42)
      .put(() => "tea")
      .patch(() => [1]);
    const client = clientOf({ values });
    expect((await client.get("/v")).text).toBe("null\n");
    expect((await client.post("/v")).json).toBe(42);
    expect((await client.put("/v")).json).toBe("tea");
    expect((await client.patch("/v")).json).toEqual([1]);
  });

  test("answers 204 where nothing is returned", async () => {
    const nothing = resource("/n").post(() => undefined);
    expect((await clientOf({ nothing }).post("/n")).statusCode).toBe(204);
  });

  test("leaves whole responses alone", async () => {
    const whole = resource("/w")
      .get(() => makeResponse("plain", 203, { "Content-Type": "text/plain" }))
      .post(() => redirect("/elsewhere"))
      .put(() => new Response("web"));
    const client = clientOf({ whole });
    const plain = await client.get("/w");
    expect([plain.statusCode, plain.text, plain.contentType]).toEqual([203, "plain", "text/plain"]);
    expect((await client.post("/w")).location).toBe("/elsewhere");
    expect((await client.put("/w")).text).toBe("web");
  });

  test("does not change when an operation is added: each step is another resource", () => {
    const base = resource("/x");
    const more = base.get(() => 1);
    expect([...base.operations.keys(), "|", ...more.operations.keys()]).toEqual(["|", "get"]);
  });

  test("refuses what could not work when it is declared", () => {
    expect(() => resource("/x/<query>")).toThrow(SetupError);
    expect(() =>
      resource("/x")
        .get(() => 1)
        .get(() => 2),
    ).toThrow(/GET \/x is declared twice/);
    expect(() => resource("/x").post({ json: z.any(), form: z.any() }, () => 1)).toThrow(
      /JSON as well as a form/,
    );
  });
});

describe("the answer's schema", () => {
  const Cup = z.object({ id: z.number(), name: z.string() });

  test("lets through what it knows and nothing else", async () => {
    const cup = resource("/cup").get({ response: Cup }, () => ({ id: 1, name: "Ann", secret: "x" }));
    expect((await clientOf({ cup }).get("/cup")).json).toEqual({ id: 1, name: "Ann" });
  });

  test("gives what is returned the first successful status, and others to replies", async () => {
    const cups = resource("/cups").post({ response: { 201: Cup, 202: null } }, () =>
      request.args.has("later") ? reply(202) : { id: 1, name: "Ann" },
    );
    const client = clientOf({ cups });
    expect((await client.post("/cups")).statusCode).toBe(201);
    expect((await client.post("/cups?later=1")).statusCode).toBe(202);
  });

  test("refuses an answer that is not as it says: a mistake of the program", async () => {
    const cup = resource("/cup").get({ response: Cup }, () => ({ id: "1" }) as never);
    await expect(clientOf({ cup }).get("/cup")).rejects.toThrow(
      /GET \/cup returned for 200 .* id: .*; name: /,
    );
  });
});

describe("a class as a resource", () => {
  const seen: string[] = [];

  class Pot extends Resource<{ id: number }> {
    static override readonly operations = { get: { summary: "One pot." } };
    static override readonly decorators: readonly ViewDecorator[] = [
      (view) => (values) => {
        seen.push(request.method);
        return view(values);
      },
    ];
    readonly #size: number;
    constructor(size: number) {
      super();
      this.#size = size;
    }
    override get({ id }: { id: number }) {
      return { id, size: this.#size };
    }
    override delete({ id }: { id: number }) {
      return id === 7 ? reply(204) : abort(404, "No such pot.");
    }
  }

  test("has a method for each of HTTP's, and its decorators around them", async () => {
    const client = clientOf({ pot: Pot.at("/pots/<int:id>", 5) });
    expect((await client.get("/pots/7")).json).toEqual({ id: 7, size: 5 });
    expect((await client.delete("/pots/7")).statusCode).toBe(204);
    expect((await client.delete("/pots/8")).json).toEqual({
      detail: "No such pot.",
      status: 404,
      title: "Not Found",
    });
    expect((await client.put("/pots/7")).statusCode).toBe(405);
    expect(seen).toEqual(["GET", "DELETE", "DELETE"]);
  });
});

describe("an API is a blueprint", () => {
  const cup = resource("/cups/<int:id>").get(({ id }) => ({ url: request.path, id }));

  test("has its prefix, and endpoints under its name", async () => {
    const app = new Flask(import.meta.url);
    const api = new Api("v1", { title: "Tea", version: "1", urlPrefix: "/v1", resources: { cup } });
    app.registerBlueprint(api);
    expect((await app.testClient().get("/v1/cups/3")).json).toEqual({ id: 3, url: "/v1/cups/3" });
    const url = await app.testRequestContext("/", () => api.urlFor("cup", { id: 3, full: 1 }));
    expect(url).toBe("/v1/cups/3?full=1");
  });

  test("can be put into another, under other names and prefixes", async () => {
    const app = new Flask(import.meta.url);
    const shop = new Blueprint("shop", import.meta.url, { urlPrefix: "/shop" });
    const api = new Api("api", { title: "Tea", version: "1", urlPrefix: "/api", resources: { cup } });
    shop.registerBlueprint(api);
    app.registerBlueprint(shop);
    app.registerBlueprint(shop, { name: "second", urlPrefix: "/second" });
    const client = app.testClient();
    expect((await client.get("/second/api/cups/3")).statusCode).toBe(200);
    expect((await client.get("/shop/api/none")).contentType).toBe("application/problem+json");
    expect(Object.keys(api.openApi("second.api").paths)).toEqual(["/second/api/cups/{id}"]);
    expect(Object.keys(api.openApi().paths)).toEqual(["/shop/api/cups/{id}"]);
  });

  test("takes hooks and error handlers of its own", async () => {
    const app = new Flask(import.meta.url);
    const api = new Api("api", { title: "Tea", version: "1", resources: { cup } });
    api.beforeRequest(() => (request.args.has("stop") ? abort(403) : undefined));
    api.errorHandler(403, () => makeResponse({ mine: true }, 403));
    app.registerBlueprint(api);
    expect((await app.testClient().get("/cups/1?stop=1")).json).toEqual({ mine: true });
  });

  test("tells before it is registered that it has no URLs yet", () => {
    const api = new Api("api", { title: "Tea", version: "1", resources: { cup } });
    expect(() => api.openApi()).toThrow(SetupError);
  });
});
