import { describe, expect, test } from "vitest";
import { Blueprint, cors, type CORSOptions, Flask, makeResponse } from "../../src/index.ts";

const APP = "https://app.tea.test";
const PREFLIGHT = { "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "x-evil, a" };

test("without a word no other origin may read anything [security 38]", async () => {
  const app = new Flask(import.meta.url);
  app.get("/", () => "");
  for (const method of ["GET", "OPTIONS"]) {
    const response = await app.testClient().open("/", { method, headers: { Origin: APP, ...PREFLIGHT } });
    expect(corsHeaders(response.headers), method).toEqual({});
  }
});

describe("an origin that is listed", () => {
  test("may read responses, errors too", async () => {
    for (const path of ["/api/tea", "/api/broken"]) {
      expect(await ask({ origins: [APP] }, { origin: APP, path })).toEqual({
        "Access-Control-Allow-Origin": APP,
        Vary: "Origin",
      });
    }
  });

  test("may have credentials, and read the headers that are named", async () => {
    const options = { origins: [APP], credentials: true, exposeHeaders: ["X-Total", "X-Page"] };
    expect(await ask(options, { origin: APP })).toEqual({
      "Access-Control-Allow-Origin": APP,
      "Access-Control-Allow-Credentials": "true",
      "Access-Control-Expose-Headers": "X-Total, X-Page",
      Vary: "Origin",
    });
  });

  test("is told by a preflight request which methods and headers there are, whatever it asks for", async () => {
    expect(await ask({ origins: [APP] }, { origin: APP, preflight: true })).toEqual({
      "Access-Control-Allow-Origin": APP,
      "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, PUT",
      "Access-Control-Allow-Headers": "Content-Type",
      "Access-Control-Max-Age": "600",
      Vary: "Origin",
    });
    expect(
      await ask({ origins: [APP] }, { origin: APP, path: "/api/by-hand", preflight: true }),
    ).toMatchObject({
      "Access-Control-Allow-Methods": "OPTIONS, PATCH",
    });
    const options = { origins: [APP], allowHeaders: ["Content-Type", "X-CSRF-Token"], maxAge: 5 };
    expect(await ask(options, { origin: APP, preflight: true })).toMatchObject({
      "Access-Control-Allow-Headers": "Content-Type, X-CSRF-Token",
      "Access-Control-Max-Age": "5",
    });
  });
});

describe("any other origin [security 38]", () => {
  test.each([
    "https://evil.test",
    "https://app.tea.test.evil.test",
    "https://evil.test/https://app.tea.test",
    "https://APP.tea.test",
    "https://app.tea.test:443",
    "https://app.tea.test/",
    "http://app.tea.test",
    "https://xapp.tea.test",
    "https://sub.app.tea.test",
    "null",
    "*",
    "",
  ])("%j gets no header, but caches are told that there are differences", async (origin) => {
    for (const preflight of [false, true]) {
      const options = { origins: [APP, "capacitor://localhost"], credentials: true };
      expect(await ask(options, { origin, preflight })).toEqual({ Vary: "Origin" });
    }
  });

  test("and none at all", async () => {
    expect(await ask({ origins: [APP] }, {})).toEqual({ Vary: "Origin" });
  });
});

test("all origins may be allowed, as nobody in particular [security 38]", async () => {
  expect(await ask({ origins: "*" }, { origin: "https://evil.test" })).toEqual({
    "Access-Control-Allow-Origin": "*",
  });
  expect(() => cors(new Flask(import.meta.url), { origins: "*", credentials: true })).toThrow(
    /List the origins/,
  );
});

test("what is no origin is refused when it is written [security 38]", () => {
  const wrong = [
    "null",
    "*",
    "",
    "app.tea.test",
    "https://",
    "https://a.test/",
    "https://a.test/x",
    "https://*.a.test",
  ];
  for (const origin of wrong) {
    expect(() => cors(new Flask(import.meta.url), { origins: [origin] }), origin).toThrow(/is not an origin/);
  }
});

test("a blueprint can be opened alone, and a view can say otherwise", async () => {
  expect(await ask({ origins: [APP] }, { origin: APP, path: "/" })).toEqual({});
  expect(await ask({ origins: [APP] }, { origin: APP, path: "/api/own" })).toEqual({
    "Access-Control-Allow-Origin": "https://one.test",
    Vary: "Origin",
  });
});

interface Question {
  readonly origin?: string;
  readonly path?: string;
  readonly preflight?: boolean;
}

async function ask(options: CORSOptions, { origin, path = "/api/tea", preflight = false }: Question) {
  const app = new Flask(import.meta.url);
  app.config.set("PROPAGATE_EXCEPTIONS", false);
  app.logger = { ...console, error: () => undefined };
  const api = new Blueprint("api", import.meta.url, { urlPrefix: "/api" });
  cors(api, options);
  api.route("/tea", { methods: ["GET", "PUT"] }, () => "green");
  api.route("/by-hand", { methods: ["PATCH", "OPTIONS"] }, () => "");
  api.get("/own", () => makeResponse("", 200, { "Access-Control-Allow-Origin": "https://one.test" }));
  api.get("/broken", () => {
    throw new Error("broken");
  });
  app.registerBlueprint(api);
  app.get("/", () => "");
  const headers = { ...(origin !== undefined && { Origin: origin }), ...(preflight && PREFLIGHT) };
  const response = await app.testClient().open(path, { method: preflight ? "OPTIONS" : "GET", headers });
  return corsHeaders(response.headers);
}

function corsHeaders(headers: Iterable<readonly [string, string]>): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => /^(?:Access-Control-|Vary)/.test(name)));
}
