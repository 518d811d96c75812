import { Client } from "@dewar/http";
import { describe, expect, it } from "vitest";
import { Flask } from "../src/index.ts";
import { developmentHandler } from "../src/server/development-handler.ts";

function broken() {
  const app = new Flask(import.meta.url);
  const lines: string[] = [];
  const keep = (...message: unknown[]) => void lines.push(message.map(String).join(" "));
  app.logger = { ...console, info: keep, error: keep };
  app.debug = true;
  app.get("/ok", () => "ok");
  app.get("/", () => {
    throw new Error("outer", { cause: new TypeError("inner") });
  });
  const client = new Client(developmentHandler(app) as ConstructorParameters<typeof Client>[0], {
    requestClass: app.requestClass,
  });
  return { client, lines };
}

describe("the development server", () => {
  it("shows an error with its causes as text", async () => {
    const { client } = broken();
    const response = await client.get("/");
    expect([response.statusCode, response.mimetype]).toEqual([500, "text/plain"]);
    expect(response.text).toMatch(/^Error: outer\n {4}at .*development-handler\.test\.ts/);
    expect(response.text).toContain("Caused by: TypeError: inner");
  });

  it.each([
    ["another host name", { headers: { Host: "rebound.example" } }],
    ["another machine", { remoteAddr: "192.0.2.7" }],
  ])("shows nothing of it to %s [security 51]", async (_, options) => {
    const response = await broken().client.get("/", options);
    expect(response.statusCode).toBe(500);
    expect(response.text).not.toContain("outer");
  });

  it("writes a line for each answer, without control characters and without the query", async () => {
    const { client, lines } = broken();
    await client.get("/ok?token=s3cret");
    await client.get("/");
    expect(lines).toEqual([
      expect.stringMatching(/^GET \/ok 200 \d+\.\d ms$/),
      'Error: outer Unhandled error in GET "/"',
      expect.stringMatching(/^GET \/ 500 \d+\.\d ms$/),
    ]);
  });
});
