import { Api, type ApiOptions, Problem, type Representation, reply, resource } from "@dewar/rest";
import { abort, Flask, makeResponse, redirect, RequestEntityTooLarge, type TestClient } from "dewar";
import { describe, expect, test } from "vitest";
import { clientOf } from "./serve.ts";

const cup = resource("/cups/<int:id>").get(({ id }) =>
  id === 7 ? { id } : abort(404, `There is no cup ${id}.`),
);

function siteWith(options: Partial<ApiOptions> = {}): TestClient {
  const app = new Flask(import.meta.url);
  app.get("/", () => "home");
  app.errorHandler(404, () => makeResponse("the site's page", 404));
  app.errorHandler(500, () => makeResponse("the site's failure", 500));
  app.beforeRequest(() => undefined);
  const broken = resource("/broken").get(() => {
    throw new Error("the database is at 10.0.0.7");
  });
  app.registerBlueprint(
    new Api("api", { title: "Tea", version: "1", urlPrefix: "/api", ...options, resources: { cup, broken } }),
  );
  return app.testClient();
}

describe("an error within the API is problem details", () => {
  test("thrown by a handler, whatever page the site has for its status", async () => {
    const answer = await siteWith().get("/api/cups/8");
    expect(answer.contentType).toBe("application/problem+json");
    expect(answer.json).toEqual({ title: "Not Found", status: 404, detail: "There is no cup 8." });
  });

  test("for unknown URLs below its prefix, and for no others", async () => {
    const client = siteWith();
    expect((await client.get("/api/nothing")).json).toMatchObject({ title: "Not Found", status: 404 });
    expect((await client.get("/api")).json).toMatchObject({ status: 404 });
    expect((await client.get("/apiary")).text).toBe("the site's page");
    expect((await client.get("/nothing")).text).toBe("the site's page");
  });

  test("for methods that there are not, which the answer names", async () => {
    const answer = await siteWith().delete("/api/cups/7");
    expect(answer.json).toMatchObject({ title: "Method Not Allowed", status: 405 });
    expect(answer.headers.get("Allow")?.split(", ").toSorted()).toEqual(["GET", "HEAD", "OPTIONS"]);
  });

  test("[security 46] for what nobody expected, without a word of what it was", async () => {
    const answer = await siteWith().get("/api/broken");
    expect([answer.statusCode, answer.contentType]).toEqual([500, "application/problem+json"]);
    expect(answer.text).not.toContain("10.0.0.7");
  });

  test("for a body that is too large", async () => {
    const app = new Flask(import.meta.url);
    app.config.fromMapping({ MAX_CONTENT_LENGTH: 5 });
    const cups = resource("/cups").post(() => reply(204));
    app.registerBlueprint(new Api("api", { title: "Tea", version: "1", resources: { cups } }));
    const answer = await app.testClient().post("/cups", { json: { name: "Ann" } });
    expect(answer.json).toMatchObject({ status: RequestEntityTooLarge.code });
  });

  test("but a response given to abort is left alone, and so are redirects of the URL map", async () => {
    const folder = resource("/folder/").get(() => abort(redirect("/there")));
    const client = clientOf({ folder }, { urlPrefix: "/api" });
    expect((await client.get("/api/folder/")).location).toBe("/there");
    expect((await client.get("/api/folder")).location).toBe("http://localhost/api/folder/");
  });
});

describe("a problem of one's own", () => {
  const busy = resource("/busy").get(() => {
    throw new Problem(409, "Ann is editing it.", {
      type: "https://example.com/busy",
      title: "Busy",
      members: { editor: "ann" },
      headers: { "Retry-After": "5" },
    });
  });

  test("says what it likes", async () => {
    const answer = await clientOf({ busy }).get("/busy");
    expect([answer.statusCode, answer.headers.get("Retry-After")]).toEqual([409, "5"]);
    expect(answer.json).toEqual({
      type: "https://example.com/busy",
      title: "Busy",
      status: 409,
      detail: "Ann is editing it.",
      editor: "ann",
    });
  });

  test("is an error like any other, with its status in the message", () => {
    const problem = new Problem(409, "Ann is editing it.", { cause: "x" });
    expect([problem.message, problem.code, problem.cause]).toEqual([
      "409 Conflict: Ann is editing it.",
      409,
      "x",
    ]);
  });

  test("has Flask-RESTful's form where the API asks for it", async () => {
    const client = clientOf({ busy, cup }, { errorStyle: "message" });
    const answer = await client.get("/busy");
    expect([answer.contentType, answer.json]).toEqual([
      "application/json",
      { message: "Ann is editing it.", editor: "ann" },
    ]);
    expect((await client.get("/cups/8")).json).toEqual({ message: "There is no cup 8." });
    expect(Object.keys((await client.delete("/cups/7")).json as object)).toEqual(["message"]);
  });
});

describe("representations", () => {
  const csv: Representation = (data, status, headers) =>
    makeResponse(`csv:${JSON.stringify(data)}`, status, headers);
  const json: Representation = (data, status, headers) => makeResponse(JSON.stringify(data), status, headers);
  const client = clientOf({ cup }, { representations: { "application/json": json, "text/csv": csv } });
  const asking = async (accept: string) => client.get("/cups/7", { headers: { Accept: accept } });

  test("are chosen by what the client likes best, the first one where it has no wish", async () => {
    const csvAnswer = await asking("text/csv, application/json;q=0.5");
    expect([csvAnswer.text, csvAnswer.contentType]).toEqual(['csv:{"id":7}', "text/csv; charset=utf-8"]);
    for (const accept of [
      "*/*",
      "application/*",
      "text/csv;q=0.2, application/json",
      "text/html, */*;q=0.1",
      "",
      " ",
      "*",
      "text/html, *;q=0.1",
      "application/json;charset=utf-8",
      "application/json;q=high",
    ]) {
      expect([accept, (await asking(accept)).contentType]).toEqual([accept, "application/json"]);
    }
    expect((await client.get("/cups/7")).contentType).toBe("application/json");
    expect((await asking("*, application/json;q=0")).contentType).toBe("text/csv; charset=utf-8");
  });

  test.each(["text/html", "*;q=0", "*/*;q=0", "*/json", "application/json;q=0, text/csv;q=0, *", "json"])(
    "that a client does not take are not sent: %s",
    async (accept) => {
      expect((await asking(accept)).statusCode).toBe(406);
    },
  );

  test("that may be chosen are told to caches", async () => {
    expect((await asking("text/csv")).headers.get("Vary")).toBe("Accept");
    expect((await clientOf({ cup }).get("/cups/7")).headers.get("Vary")).toBeUndefined();
  });

  test("that there are not are refused before anything is done", async () => {
    let done = 0;
    const order = resource("/order").post(() => ++done);
    const answer = await clientOf({ order }).post("/order", { headers: { Accept: "text/html" } });
    expect([answer.statusCode, answer.contentType, done]).toEqual([406, "application/problem+json", 0]);
  });
});
