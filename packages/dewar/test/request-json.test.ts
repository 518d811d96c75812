import { describe, expect, it } from "vitest";
import { Flask, JSONProvider, request } from "../src/index.ts";

function jsonApp(): Flask {
  const app = new Flask(import.meta.url);
  app.post("/", () => ({ read: request.json }));
  return app;
}

const post = (app: Flask, data: string | Uint8Array) =>
  app.testClient().post("/", { data, contentType: "application/json" });

describe("request.json", () => {
  it("keeps every digit of an integer, as the application's JSON does", async () => {
    const response = await post(jsonApp(), '{"id": 12345678901234567890}');
    expect(response.text).toBe('{"read":{"id":12345678901234567890}}\n');
  });

  it("is read by the provider that the application was given", async () => {
    const app = jsonApp();
    app.json = new (class extends JSONProvider {
      override loads(text: string): unknown {
        return `read ${text}`;
      }
    })(app);
    expect((await post(app, "[1]")).json).toEqual({ read: "read [1]" });
  });

  it("says what is wrong with a body only to who is debugging", async () => {
    const app = jsonApp();
    const response = await post(app, "{");
    expect(response.statusCode).toBe(400);
    expect(response.text).not.toContain("JSON");
    const debugged = jsonApp();
    debugged.debug = true;
    expect((await post(debugged, "{")).text).toContain("Failed to decode JSON object");
  });

  it("answers 400 for text that is not UTF-8", async () => {
    expect((await post(jsonApp(), Uint8Array.of(0x22, 0xff, 0x22))).statusCode).toBe(400);
  });

  it("answers 415 for a body of another type", async () => {
    const response = await jsonApp().testClient().post("/", { data: "{}", contentType: "text/plain" });
    expect(response.statusCode).toBe(415);
  });
});
