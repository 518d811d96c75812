import { describe, expect, it } from "vitest";
import { currentApp, Flask, request } from "../../src/index.ts";
import { CapturedOutput, captureOutput } from "../../src/testing/captured-output.ts";

const RANDOM = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

async function idOf(given: string, config: Readonly<Record<string, unknown>> = {}) {
  const app = new Flask(import.meta.url);
  app.config.fromMapping(config);
  app.get("/", () => request.id);
  const response = await app.testClient().get("/", { headers: { "X-Request-ID": given } });
  return { id: response.text, sent: response.headers.get("X-Request-ID") };
}

describe("a request's id", () => {
  it("is random, and stays the same", async () => {
    const app = new Flask(import.meta.url);
    app.get("/", () => [request.id, request.id]);
    const client = app.testClient();
    const [one, again] = (await client.get("/")).json as string[];
    expect(one).toMatch(RANDOM);
    expect(again).toBe(one);
    expect((await client.get("/")).json).not.toContain(one);
  });

  it("is the client's only with TRUST_REQUEST_ID, and only where it is harmless", async () => {
    expect((await idOf("proxy-1")).id).toMatch(RANDOM);
    expect((await idOf("proxy-1", { TRUST_REQUEST_ID: true })).id).toBe("proxy-1");
    for (const given of ["", "a b", '"}{', "x".repeat(129), "é"]) {
      expect((await idOf(given, { TRUST_REQUEST_ID: true })).id).toMatch(RANDOM);
    }
  });

  it("is sent back with SEND_REQUEST_ID", async () => {
    expect((await idOf("x")).sent).toBeUndefined();
    const { id, sent } = await idOf("x", { SEND_REQUEST_ID: true });
    expect(sent).toBe(id);
  });

  it("is in every line that is logged while the request is handled", async () => {
    const app = new Flask(import.meta.url);
    app.config.set("LOG_FORMAT", "json");
    app.get("/", async () => {
      currentApp.logger.info("one");
      await Promise.resolve();
      currentApp.logger.info("two");
      return request.id;
    });
    const captured = new CapturedOutput();
    const id = await captureOutput(captured, async () => (await app.testClient().get("/")).text);
    app.logger.debug("outside");
    const ids = captured.stderr
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { requestId: string }).requestId);
    expect(ids).toEqual([id, id]);
  });
});
