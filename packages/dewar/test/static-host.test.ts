import { expect, test } from "vitest";
import { Flask } from "../src/index.ts";

test("static files can have a host of their own", async () => {
  const app = new Flask(import.meta.url, {
    hostMatching: true,
    staticHost: "files.example",
    staticFolder: "fixtures/site/static",
  });
  const client = app.testClient();
  const there = await client.get("/static/style.css", { baseUrl: "http://files.example" });
  expect(there.statusCode).toBe(200);
  const elsewhere = await client.get("/static/style.css", { baseUrl: "http://tea.example" });
  expect(elsewhere.statusCode).toBe(404);
});
