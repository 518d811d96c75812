import { describe, expect, it } from "vitest";
import { makeApp } from "./flaskr.ts";

describe("the site", () => {
  it("takes forms from its own pages only", async () => {
    const app = await makeApp();
    app.config.fromMapping({ CSRF_ENABLED: true });
    const client = app.testClient();
    const form = { username: "ann", password: "secret" };
    const refused = await client.post("/auth/login", { form });
    expect([refused.statusCode, refused.text.includes("The CSRF token is missing.")]).toEqual([400, true]);
    const page = await client.get("/auth/login");
    const [, token = ""] = /name="csrf_token"[^>]*value="([^"]+)"/.exec(page.text) ?? [];
    const taken = await client.post("/auth/login", { form: { ...form, csrf_token: token } });
    expect(taken.location).toBe("/");
  });

  it("lets no foreign script run in its pages", async () => {
    const app = await makeApp();
    const { headers } = await app.testClient().get("/");
    expect(headers.get("Content-Security-Policy")).toContain("default-src 'self'");
  });
});
