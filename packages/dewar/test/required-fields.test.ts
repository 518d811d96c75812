import { buildRequest } from "@dewar/http";
import { describe, expect, test } from "vitest";
import { BadRequestKeyError, Flask, request } from "../src/index.ts";

describe("a field that a view cannot do without", () => {
  test("is there, or the request is answered with 400", async () => {
    const { client } = shop();
    expect((await client.post("/", { form: { title: "Tea" } })).text).toBe("Tea");
    const missing = await client.post("/", { form: { Title: "Tea" } });
    expect(missing.statusCode).toBe(400);
    expect(missing.text).toContain(
      "<p>The browser (or proxy) sent a request that this server could not understand.</p>",
    );
    expect((await client.get("/search?q=tea")).text).toBe("tea");
    expect((await client.get("/search")).statusCode).toBe(400);
  });

  test("is named to who is debugging, unless that is turned off", async () => {
    const { app, client } = shop();
    app.debug = true;
    const asking = async () => await app.handle(buildRequest("/", { method: "POST" }, app.requestClass));
    await expect(asking()).rejects.toThrow('The key "title" is missing.');
    app.config.set("TRAP_BAD_REQUEST_ERRORS", false);
    expect((await client.post("/")).statusCode).toBe(400);
  });

  test("can be answered for by a handler, which is told its name", async () => {
    const { app, client } = shop();
    app.errorHandler(BadRequestKeyError, (error) => `missing: ${error.key}`);
    expect((await client.post("/")).text).toBe("missing: title");
  });
});

function shop() {
  const app = new Flask(import.meta.url);
  app.post("/", () => request.form.getOrThrow("title"));
  app.get("/search", () => request.args.getOrThrow("q"));
  return { app, client: app.testClient() };
}
