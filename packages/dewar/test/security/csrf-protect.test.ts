import { parseCookie } from "@dewar/http";
import { describe, expect, test } from "vitest";
import {
  Blueprint,
  CSRFError,
  CSRFProtect,
  csrfToken,
  Flask,
  renderTemplateString,
  type RequestOptions,
  request,
  ServerSessionInterface,
  session,
} from "../../src/index.ts";
import type { TestClient } from "../../src/testing/client.ts";

const UNSAFE = ["POST", "PUT", "PATCH", "DELETE", "PROPFIND"] as const;

describe("a protected application", () => {
  test("answers what changes nothing without a token", async () => {
    const { client } = shop();
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      expect((await client.open("/order", { method })).statusCode, method).toBe(200);
    }
  });

  test("says of a form that is too large that it is, in which no token can be found", async () => {
    const { app, client } = shop();
    app.config.set("MAX_CONTENT_LENGTH", 10_000);
    const files = { picture: ["large.png", new Uint8Array(100_000), "image/png"] as const };
    expect((await client.post("/order", { files })).statusCode).toBe(413);
  });

  test.each(UNSAFE)(
    "refuses %s without a token, whatever its body claims to be [security 36]",
    async (method) => {
      const { client, orders } = shop();
      await client.get("/token");
      const types = [
        undefined,
        "application/x-www-form-urlencoded",
        "APPLICATION/X-WWW-FORM-URLENCODED",
        "Multipart/Form-Data; boundary=x",
        "text/plain",
        "TEXT/PLAIN; charset=utf-8",
        "application/json",
        "application/octet-stream",
        "nonsense",
        "",
      ];
      for (const type of types) {
        const headers = type === undefined ? {} : { "Content-Type": type };
        const response = await client.open("/order", { method, headers, data: "a=1" });
        expect(response.statusCode, type).toBe(400);
      }
      expect((await client.open("/order", { method })).text).toContain("The CSRF token is missing.");
      expect(orders).toEqual([]);
    },
  );

  test("takes the token from a form, a multipart form, or a header", async () => {
    const { client } = shop();
    const token = await tokenOf(client);
    const carriers: RequestOptions[] = [
      { form: { csrf_token: token } },
      { form: { csrf_token: token }, files: { photo: ["tea.png", new Uint8Array([1])] } },
      { headers: { "X-CSRFToken": token } },
      { headers: { "X-CSRF-Token": token }, json: { tea: 1 } },
      { headers: { "x-csrf-token": token }, method: "DELETE" },
    ];
    for (const carrier of carriers) {
      expect((await client.post("/order", carrier)).text).toBe("ordered");
    }
  });

  test("takes it from nowhere else [security 36]", async () => {
    const { client } = shop();
    const token = await tokenOf(client);
    client.setCookie("csrf_token", token);
    const carriers: RequestOptions[] = [
      { query: { csrf_token: token } },
      { json: { csrf_token: token } },
      { data: `csrf_token=${token}`, headers: { "Content-Type": "text/plain" } },
      { headers: { Authorization: token } },
    ];
    for (const carrier of carriers) expect((await client.post("/order", carrier)).statusCode).toBe(400);
  });

  test("lets errors of routing be what they are", async () => {
    const { client } = shop();
    expect((await client.post("/nowhere")).statusCode).toBe(404);
    expect((await client.post("/token")).statusCode).toBe(405);
  });

  test("leaves the body of a streamed request alone", async () => {
    const { client } = shop();
    const token = await tokenOf(client);
    const body = `csrf_token=${token}`;
    const headers = { "Content-Type": "application/x-www-form-urlencoded" };
    expect((await client.post("/upload", { data: body, headers })).text).toContain("token is missing");
    const good = await client.post("/upload", { data: body, headers: { ...headers, "X-CSRF-Token": token } });
    expect(good.text).toBe(`${body.length}`);
  });

  test("can be told other names, and to stay out of tests", async () => {
    const { app, client } = shop();
    app.config.fromMapping({ CSRF_FIELD_NAME: "proof", CSRF_HEADERS: ["X-Proof"] });
    const token = await tokenOf(client);
    expect((await client.post("/order", { form: { csrf_token: token } })).statusCode).toBe(400);
    expect((await client.post("/order", { form: { proof: token } })).text).toBe("ordered");
    expect((await client.post("/order", { headers: { "X-Proof": token } })).text).toBe("ordered");
    app.config.set("CSRF_ENABLED", false);
    expect((await client.post("/order")).text).toBe("ordered");
  });

  test("tells an error handler of the class what went wrong", async () => {
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    const csrf = new CSRFProtect();
    csrf.initApp(app);
    app.post("/", () => "");
    app.errorHandler(CSRFError, (error) => `${error.code} ${error.description}`);
    expect((await app.testClient().post("/")).text).toBe("400 The CSRF token is missing.");
  });
});

describe("a token", () => {
  test("is good for its own session only [security 36]", async () => {
    const { app, client } = shop();
    const other = app.testClient();
    await tokenOf(other);
    const token = await tokenOf(client);
    expect(await refusal(other, token)).toContain("belongs to another session");
    expect(await refusal(app.testClient(), token)).toContain("The session has no CSRF token");
    expect(await refusal(client, token)).toBeUndefined();
  });

  test.each(["cookie", "server"])(
    "dies when a %s session gets a new identity [security 36]",
    async (kind) => {
      const { app, client } = shop();
      if (kind === "server") app.sessionInterface = new ServerSessionInterface();
      for (const path of ["/login", "/logout"]) {
        const token = await tokenOf(client);
        expect(await refusal(client, token), path).toBeUndefined();
        await client.get(path);
        expect(await refusal(client, token), path).toBeDefined();
        await tokenOf(client);
        expect(await refusal(client, token), path).toContain("belongs to another session");
      }
    },
  );

  test("cannot be made up or changed [security 36]", async () => {
    const { client } = shop();
    const token = await tokenOf(client);
    const [payload, time, signature = ""] = token.split(".");
    const wrong = [
      "x",
      `${token}x`,
      token.slice(1),
      `${payload}.${time}`,
      `${payload}.${time}.`,
      `${payload}.${time}.${signature.toUpperCase()}`,
      `${payload}..${signature}`,
      `${token}.${signature}`,
      "\u{1f375}",
      ".".repeat(100_000),
    ];
    for (const made of wrong) expect(await refusal(client, made), made.slice(0, 80)).toContain("invalid");
    expect(await refusal(client, "")).toContain("missing");
  });

  test("ends with its time, unless that of the session is all that counts", async () => {
    const { app, client } = shop();
    // Flask-WTF made the token of the secret, with the key "dev", on 22 November 2024.
    const secret = "1ee839fff2d9c923f1b73ab37bfac893e5c17fef";
    const token =
      "IjFlZTgzOWZmZjJkOWM5MjNmMWI3M2FiMzdiZmFjODkzZTVjMTdmZWYi.Z0DQAA.XlHBBSeHXygiDz_ACVh3SpFIEtc";
    await client.sessionTransaction((session) => void session.set("csrf_token", secret));
    expect(await refusal(client, token)).toContain("expired");
    app.config.set("CSRF_TIME_LIMIT", null);
    expect(await refusal(client, token)).toBeUndefined();
  });

  test("outlives a change of the key, as long as the old one is a fallback", async () => {
    const { app, client } = shop();
    const token = await tokenOf(client);
    app.config.fromMapping({ SECRET_KEY: "new", SECRET_KEY_FALLBACKS: ["dev"] });
    expect(await refusal(client, token)).toBeUndefined();
    app.config.set("SECRET_KEY_FALLBACKS", null);
    expect(await refusal(client, token)).toBeDefined();
  });

  test("needs a key", async () => {
    const { app } = shop();
    app.secretKey = null;
    app.testing = true;
    await expect(app.testClient().get("/token")).rejects.toMatchObject({ code: "session_unavailable" });
    expect((await app.testClient().post("/order")).statusCode).toBe(400);
  });

  test("makes the page one user's own", async () => {
    const { client } = shop();
    const response = await client.get("/token");
    expect(response.headers.get("Vary")).toBe("Cookie");
    expect(parseCookie(response.headers.get("Set-Cookie")).has("session")).toBe(true);
  });

  test("is at hand in templates, also in macros", async () => {
    const { app, client } = shop();
    const field = (await client.get("/form")).text;
    expect(field).toMatch(/^<input type="hidden" name="csrf_token" value="[\w.-]+">$/);
    const token = /value="([^"]+)"/.exec(field)?.[1] ?? "";
    expect(await refusal(client, token)).toBeUndefined();
    app.config.set("CSRF_FIELD_NAME", 'a"b');
    expect((await client.get("/form")).text).toContain('name="a&#34;b"');
  });
});

describe("where a request comes from [security 36]", () => {
  const SECURE = { baseUrl: "https://tea.test" };

  test.each([
    ["same-origin", undefined],
    ["none", undefined],
    ["cross-site", "another site"],
    ["same-site", "another site"],
    ["SAME-ORIGIN", "another site"],
    ["", "another site"],
  ])("Sec-Fetch-Site: %s", async (site, reason) => {
    const { client } = shop();
    const refused = await refusal(client, await tokenOf(client), { headers: { "Sec-Fetch-Site": site } });
    expect(refused).toEqual(reason === undefined ? undefined : expect.stringContaining(reason));
  });

  test.each([
    ["https://tea.test", undefined],
    ["https://TEA.test:443", undefined],
    ["http://tea.test", "another origin"],
    ["https://evil.test", "another origin"],
    ["https://tea.test.evil.test", "another origin"],
    ["https://tea.test@evil.test", "another origin"],
    ["https://a.tea.test", "another origin"],
    ["https://tea.test:8443", "another origin"],
    ["null", "another origin"],
    ["", "another origin"],
    ["nonsense", "another origin"],
  ])("Origin: %s over HTTPS", async (origin, reason) => {
    const { client } = shop();
    const options = { ...SECURE, headers: { Origin: origin } };
    const refused = await refusal(client, await tokenOf(client, SECURE), options);
    expect(refused).toEqual(reason === undefined ? undefined : expect.stringContaining(reason));
  });

  test.each([
    ["https://tea.test/form?x=1", undefined],
    ["https://tea.test", undefined],
    ["http://tea.test/form", "another origin"],
    ["https://evil.test/https://tea.test/", "another origin"],
    ["", "another origin"],
    [undefined, "neither an Origin nor a Referer"],
  ])("Referer: %s over HTTPS, without an Origin", async (referer, reason) => {
    const { client } = shop();
    const options = { ...SECURE, headers: referer === undefined ? {} : { Referer: referer } };
    const refused = await refusal(client, await tokenOf(client, SECURE), options);
    expect(refused).toEqual(reason === undefined ? undefined : expect.stringContaining(reason));
  });

  test("over HTTP may be a proxy's HTTPS, and a missing Referer says nothing", async () => {
    const { client } = shop();
    const options = { baseUrl: "http://tea.test" };
    const token = await tokenOf(client, options);
    for (const origin of ["http://tea.test", "https://tea.test"]) {
      expect(await refusal(client, token, { ...options, headers: { Origin: origin } })).toBeUndefined();
    }
    expect(
      await refusal(client, token, { ...options, headers: { Origin: "http://evil.test" } }),
    ).toBeDefined();
    expect(await refusal(client, token, options)).toBeUndefined();
  });

  test("may be a trusted origin, which needs a token as well", async () => {
    const { app, client } = shop();
    app.config.set("CSRF_TRUSTED_ORIGINS", ["https://accounts.test"]);
    const token = await tokenOf(client, SECURE);
    const headers = { Origin: "https://accounts.test", "Sec-Fetch-Site": "cross-site" };
    expect(await refusal(client, token, { ...SECURE, headers })).toBeUndefined();
    expect(await refusal(client, "", { ...SECURE, headers })).toContain("missing");
    const referer = { ...SECURE, headers: { Referer: "https://accounts.test/x" } };
    expect(await refusal(client, token, referer)).toBeUndefined();
    const cousin = { ...SECURE, headers: { Origin: "https://accounts.test.evil.test" } };
    expect(await refusal(client, token, cousin)).toBeDefined();
  });
});

describe("an exemption", () => {
  test("of a route leaves the other routes of its rule protected", async () => {
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    const csrf = new CSRFProtect(app);
    app.post("/hook", () => "posted");
    csrf.exempt(app.put("/hook", () => "put"));
    const client = app.testClient();
    expect((await client.put("/hook")).text).toBe("put");
    expect((await client.post("/hook")).statusCode).toBe(400);
  });

  test("is of a route, a view, or a blueprint with all that is nested in it", async () => {
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    const csrf = new CSRFProtect(app);
    const api = new Blueprint("api", import.meta.url, { urlPrefix: "/api" });
    const inner = new Blueprint("inner", import.meta.url, { urlPrefix: "/inner" });
    const site = new Blueprint("site", import.meta.url, { urlPrefix: "/site" });
    const hook = () => "hook";
    csrf.exempt(app.post("/route", hook));
    app.post(
      "/view",
      csrf.exempt(function view() {
        return "view";
      }),
    );
    api.post("/", () => "api");
    inner.post("/", () => "inner");
    csrf.exempt(
      site.post("/open", function open() {
        return "open";
      }),
    );
    site.post("/closed", () => "closed");
    app.post("/open", { endpoint: "open" }, () => "no");
    api.registerBlueprint(inner);
    app.registerBlueprint(csrf.exempt(api)).registerBlueprint(site);
    app.registerBlueprint(site, { name: "again", urlPrefix: "/again" });
    const client = app.testClient();
    const open = ["/route", "/view", "/api/", "/api/inner/", "/site/open", "/again/open"];
    for (const path of open) expect((await client.post(path)).statusCode, path).toBe(200);
    for (const path of ["/open", "/site/closed", "/again/closed"]) {
      expect((await client.post(path)).statusCode, path).toBe(400);
    }
  });

  test("leaves it to the view to ask for the check", async () => {
    const app = new Flask(import.meta.url);
    const csrf = new CSRFProtect(app);
    csrf.exempt(
      app.post("/", () => {
        if (!request.headers.has("Authorization")) csrf.protect();
        return "done";
      }),
    );
    app.get("/read", () => {
      csrf.protect();
      return "read";
    });
    const client = app.testClient();
    expect((await client.post("/")).statusCode).toBe(400);
    expect((await client.post("/", { headers: { Authorization: "Bearer x" } })).text).toBe("done");
    expect((await client.get("/read")).text).toBe("read");
    app.config.set("CSRF_ENABLED", false);
    expect((await client.post("/")).text).toBe("done");
  });
});

function shop() {
  const app = new Flask(import.meta.url);
  const orders: string[] = [];
  app.secretKey = "dev";
  new CSRFProtect().initApp(app);
  app.get("/token", () => csrfToken());
  app.get("/form", () =>
    renderTemplateString("{% macro form() %}{{ csrf_field() }}{% endmacro %}{{ form() }}"),
  );
  app.get("/login", () => {
    session.regenerate();
    return `${session.set("user", 3).size}`;
  });
  app.get("/logout", () => {
    session.clear();
    return "";
  });
  app.route("/order", { methods: ["GET", ...UNSAFE] }, () => {
    if (request.method !== "GET") orders.push(request.method);
    return "ordered";
  });
  app.post("/upload", { stream: true }, async () => {
    let length = 0;
    for await (const chunk of request.stream) length += chunk.length;
    return `${length}`;
  });
  return { app, client: app.testClient(), orders };
}

async function tokenOf(client: TestClient, options: RequestOptions = {}): Promise<string> {
  return (await client.get("/token", options)).text;
}

/** The error page of an order that brings `token`; undefined when it was taken. */
async function refusal(
  client: TestClient,
  token: string,
  options: RequestOptions = {},
): Promise<string | undefined> {
  const response = await client.post("/order", { form: { csrf_token: token }, ...options });
  return response.statusCode === 200 ? undefined : response.text;
}
