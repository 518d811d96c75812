import { describe, expect, test } from "vitest";
import {
  afterThisRequest,
  ContentSecurityPolicy,
  defaultContentSecurityPolicy,
  Flask,
  makeResponse,
  redirect,
  renderTemplateString,
  request,
  SecurityHeaders,
  type SecurityHeaderValues,
  streamTemplateString,
} from "../../src/index.ts";

const DEFAULT_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'self'; " +
  "form-action 'self'; frame-ancestors 'self'";

describe("the headers of an application", () => {
  test("are safe without a word", async () => {
    expect(await headersOf("/")).toEqual({
      "Content-Security-Policy": DEFAULT_POLICY,
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "SAMEORIGIN",
    });
  });

  test("ask for HTTPS for a year, of those who came by it", async () => {
    const secure = await headersOf("/", {}, "https://tea.test");
    expect(secure["Strict-Transport-Security"]).toBe("max-age=31536000");
  });

  test("come with error pages, redirects and answers of the framework too", async () => {
    const { client } = site();
    for (const [method, path] of [
      ["GET", "/nowhere"],
      ["POST", "/"],
      ["GET", "/broken"],
      ["OPTIONS", "/"],
      ["GET", "/to"],
    ] as const) {
      const { headers } = await client.open(path, { method });
      expect(headers.get("X-Content-Type-Options"), `${method} ${path}`).toBe("nosniff");
    }
  });

  test("are others where the application says so, whatever the case of their names", async () => {
    const headers = await headersOf("/", {
      "x-frame-options": "DENY",
      "Permissions-Policy": "camera=()",
      "Referrer-Policy": null,
      "content-security-policy": null,
      "Content-Security-Policy-Report-Only": new ContentSecurityPolicy([["default-src", "'none'"]]),
    });
    expect(headers).toEqual({
      "Content-Security-Policy-Report-Only": "default-src 'none'",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Permissions-Policy": "camera=()",
      "X-Content-Type-Options": "nosniff",
      "x-frame-options": "DENY",
    });
  });

  test("never take the place of what a view has set", async () => {
    const headers = await headersOf("/own");
    expect(headers["x-frame-options"]).toBe("DENY");
    expect(headers["X-Frame-Options"]).toBeUndefined();
    expect(headers["Content-Security-Policy"]).toBe("default-src 'none'");
    expect((await headersOf("/own-later"))["X-Frame-Options"]).toBe("DENY");
  });

  test("are others for one view, and for no other", async () => {
    const { client } = site();
    const { headers } = await client.get("/widget");
    expect(headers.has("X-Frame-Options")).toBe(false);
    expect(headers.get("Content-Security-Policy")).toBe("frame-ancestors *");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect((await client.get("/")).headers.get("X-Frame-Options")).toBe("SAMEORIGIN");
  });

  test("cannot be split in two [security 41]", async () => {
    const { app, client } = site({ "X-Frame-Options": "DENY\r\nSet-Cookie: a=1" });
    app.config.set("PROPAGATE_EXCEPTIONS", true);
    await expect(client.get("/")).rejects.toThrow(/header/i);
  });
});

describe("the nonce of a page", () => {
  test("is in the policy and the same everywhere on the page", async () => {
    const { client } = site();
    const { headers, text } = await client.get("/page");
    const nonces = [...text.matchAll(/nonce="([^"]*)"/g)].map(([, nonce]) => nonce);
    expect(nonces).toEqual([nonces[0], nonces[0]]);
    expect(nonces[0]).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    const policy = ContentSecurityPolicy.fromHeader(headers.get("Content-Security-Policy"));
    expect([policy.scriptSrc, policy.styleSrc]).toEqual([
      `'self' 'nonce-${nonces[0]}'`,
      `'self' 'nonce-${nonces[0]}'`,
    ]);
  });

  test("is another one for each request", async () => {
    const { client } = site();
    expect((await client.get("/page")).text).not.toBe((await client.get("/page")).text);
  });

  test("is in every policy that asks for it, and in that of a single view", async () => {
    const { client } = site({ "Content-Security-Policy-Report-Only": "script-src 'nonce'" });
    const { headers } = await client.get("/page");
    expect(headers.get("Content-Security-Policy-Report-Only")).toMatch(/^script-src 'nonce-.{24}'$/);
    const own = await client.get("/page?own");
    expect(own.headers.get("Content-Security-Policy")).toMatch(/^script-src 'nonce-.{24}' 'strict-dynamic'$/);
  });

  test("is there before a page that is streamed begins", async () => {
    const { headers, text } = await site().client.get("/stream");
    const [, nonce] = /nonce="([^"]+)"/.exec(text) ?? [];
    expect(headers.get("Content-Security-Policy")).toContain(`script-src 'self' 'nonce-${nonce}'`);
  });

  test("of a page that the browser has already stays what it was", async () => {
    expect(await headersOf("/not-modified")).toEqual({});
  });
});

test("the default policy is the caller's to change", () => {
  const policy = defaultContentSecurityPolicy();
  policy.imgSrc = "*";
  expect(defaultContentSecurityPolicy().imgSrc).toBeUndefined();
});

function site(values: SecurityHeaderValues = {}) {
  const app = new Flask(import.meta.url);
  app.config.set("PROPAGATE_EXCEPTIONS", false);
  app.logger = { ...console, error: () => undefined };
  const security = new SecurityHeaders(app, values);
  const page = '<script nonce="{{ csp_nonce() }}"></script><style nonce="{{ cspNonce() }}"></style>';
  app.get("/", () => "");
  app.get("/page", () => {
    if (request.args.has("own"))
      security.override({ "Content-Security-Policy": "script-src 'nonce' 'strict-dynamic'" });
    return renderTemplateString(page);
  });
  app.get("/stream", () => streamTemplateString(page));
  app.get("/broken", () => {
    throw new Error("broken");
  });
  app.get("/to", () => redirect("/"));
  app.get("/not-modified", () => {
    security.nonce();
    return makeResponse("", 304);
  });
  app.get("/own", () =>
    makeResponse("", 200, { "x-frame-options": "DENY", "Content-Security-Policy": "default-src 'none'" }),
  );
  app.get("/own-later", () => {
    afterThisRequest((response) => void response.headers.set("X-Frame-Options", "DENY"));
    return "";
  });
  app.get("/widget", () => {
    security.override({ "X-Frame-Options": null, "Cross-Origin-Resource-Policy": "cross-origin" });
    security.override({ "content-security-policy": "frame-ancestors *" });
    return "";
  });
  return { app, client: app.testClient() };
}

/** The headers of a response about security, by name. */
async function headersOf(
  path: string,
  values: SecurityHeaderValues = {},
  baseUrl = "http://tea.test",
): Promise<Record<string, string>> {
  const { headers } = await site(values).client.get(path, { baseUrl });
  const others = new Set(["content-type", "content-length", "date"]);
  return Object.fromEntries([...headers].filter(([name]) => !others.has(name.toLowerCase())));
}
