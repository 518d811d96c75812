import { expect, test } from "vitest";
import { describeTracker } from "./tracker.ts";

describeTracker("the site", (open) => {
  test("takes forms from its own pages only; the API needs none", async () => {
    const tracker = await open({ CSRF_ENABLED: true });
    const client = await tracker.as("member");
    const form = { title: "Milk" };
    const refused = await client.post("/projects/shop/issues/new", { form });
    expect([refused.statusCode, refused.text.includes("The CSRF token is missing.")]).toEqual([400, true]);
    const page = await client.get("/projects/shop/issues/new");
    const [, token = ""] = /name="csrf_token"[^>]*value="([^"]+)"/.exec(page.text) ?? [];
    const taken = await client.post("/projects/shop/issues/new", { form: { ...form, csrf_token: token } });
    expect(taken.location).toBe("/issues/2");
    const headers = await tracker.tokenOf("member");
    const path = "/api/projects/shop/issues";
    expect((await tracker.app.testClient().post(path, { headers, json: form })).statusCode).toBe(201);
  });

  test("lets no foreign script run in its pages, and shows them in no frame of others", async () => {
    const { app } = await open();
    const { headers } = await app.testClient().get("/");
    expect(headers.get("Content-Security-Policy")).toContain("default-src 'self'");
    expect(headers.get("X-Frame-Options")).toBe("SAMEORIGIN");
  });

  test("has a page for what goes wrong", async () => {
    const { app } = await open();
    const client = app.testClient();
    for (const [path, status, words] of [
      ["/nowhere", 404, "Not Found"],
      ["/issues/7", 404, "There is no issue 7."],
      ["/issues/99999999999999999999", 404, "Not Found"],
      ["/projects/none", 404, "Not Found"],
      ["/issues?state=asleep", 400, "Nothing can be looked for in this way."],
      ["/logout", 405, "Method Not Allowed"],
    ] as const) {
      const { statusCode, text } = await client.get(path);
      expect([statusCode, text.includes(words), text.includes("To the projects")], path).toEqual([
        status,
        true,
        true,
      ]);
    }
  });

  test("tells nothing of its own failures", async () => {
    const { app } = await open({ TESTING: false });
    app.get("/broken", () => {
      throw new Error("the secret cause");
    });
    const { statusCode, text } = await app.testClient().get("/broken");
    expect([statusCode, text.includes("Internal Server Error"), text.includes("secret")]).toEqual([
      500,
      true,
      false,
    ]);
  });

  test("takes no text that a database cannot hold", async () => {
    const { app, as } = await open();
    const response = await (await as("viewer")).post("/issues/1/comments", { form: { body: "a\0b" } });
    expect([response.statusCode, response.text.includes("no text can have")]).toEqual([422, true]);
    const client = app.testClient();
    for (const path of ["/issues?q=a%00b", "/issues?label=%00", "/projects/a%00b"]) {
      expect([400, 404], path).toContain((await client.get(path)).statusCode);
    }
    const form = { name: "a\0b", password: "a\0b" };
    expect((await client.post("/login", { form })).text).toContain("Wrong name or password.");
  });
});
