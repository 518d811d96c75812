import { expect, test } from "vitest";
import { describeTracker, type Tracker } from "./tracker.ts";

/** Calls the API as somebody, with JSON. */
async function caller(tracker: Tracker, name: string) {
  const headers = await tracker.tokenOf(name);
  const client = tracker.app.testClient();
  return async (method: string, path: string, json?: unknown) => {
    const response = await client.open(`/api${path}`, {
      method,
      headers,
      ...(json !== undefined && { json }),
    });
    return { status: response.statusCode, type: response.contentType, body: response.json };
  };
}

describeTracker("the API", (open) => {
  test("knows its callers by their tokens, and by nothing else", async () => {
    const tracker = await open();
    const stranger = await tracker.app.testClient().get("/api/me");
    expect(stranger.statusCode).toBe(401);
    expect(stranger.headers.get("WWW-Authenticate")).toBe('Bearer realm="api"');
    expect((await (await tracker.as("admin")).get("/api/me")).statusCode).toBe(401);
    const wrong = { Authorization: "Bearer tracker_wrong" };
    expect((await tracker.app.testClient().get("/api/me", { headers: wrong })).statusCode).toBe(401);
    const call = await caller(tracker, "admin");
    expect(await call("GET", "/me")).toMatchObject({ status: 200, body: { name: "admin", role: "admin" } });
  });

  test("opens, changes, closes and shows issues", async () => {
    const call = await caller(await open(), "member");
    const made = await call("POST", "/projects/shop/issues", { title: "Sell milk", labels: ["idea", "bug"] });
    expect(made).toMatchObject({
      status: 201,
      body: { id: 2, project: "shop", state: "open", author: "member", assignee: null, body: "" },
    });
    const changed = await call("PATCH", "/issues/2", { state: "closed", assignee: "admin" });
    expect(changed.body).toMatchObject({
      title: "Sell milk",
      state: "closed",
      assignee: "admin",
      labels: ["bug", "idea"],
      url: "http://localhost/issues/2",
    });
    expect((await call("PATCH", "/issues/2", { assignee: null })).body).toMatchObject({ assignee: null });
    expect((await call("GET", "/issues/2")).body).toMatchObject({ state: "closed", assignee: null });
    const closed = await call("GET", "/projects/shop/issues?state=closed&q=MILK");
    expect(closed.body).toMatchObject({ total: 1, items: [{ id: 2 }] });
  });

  test("lets viewers read and comment, and do no more", async () => {
    const call = await caller(await open(), "viewer");
    expect(await call("GET", "/projects")).toMatchObject({
      body: { items: [{ slug: "shop", name: "Tea shop", description: "" }], page: 1, pages: 1, total: 1 },
    });
    expect(await call("POST", "/issues/1/comments", { body: "Yes." })).toMatchObject({ status: 201 });
    expect((await call("GET", "/issues/1/comments")).body).toMatchObject({
      items: [{ author: "viewer", body: "Yes." }],
    });
    expect(await call("PATCH", "/issues/1", { state: "closed" })).toMatchObject({
      status: 403,
      type: "application/problem+json",
    });
    expect((await call("POST", "/projects/shop/issues", { title: "x" })).status).toBe(403);
  });

  test("tells everything that is wrong at once", async () => {
    const call = await caller(await open(), "member");
    const refused = await call("POST", "/projects/shop/issues", { title: " ", labels: "bug" });
    expect(refused).toMatchObject({
      status: 400,
      body: {
        errors: [
          { in: "json", path: ["title"], reason: "An issue needs a title." },
          { in: "json", path: ["labels"] },
        ],
      },
    });
    expect((await call("GET", "/projects/shop/issues?page=none&state=asleep")).body).toMatchObject({
      errors: [
        { in: "query", path: ["page"] },
        { in: "query", path: ["state"] },
      ],
    });
    expect((await call("PATCH", "/issues/1", { labels: ["nonsense"] })).body).toMatchObject({
      detail: "There is no label called nonsense.",
    });
    expect((await call("PATCH", "/issues/1", { title: "a\0b" })).status).toBe(400);
  });

  test("gives pages", async () => {
    const call = await caller(await open(), "member");
    for (const title of ["Two", "Three"]) await call("POST", "/projects/shop/issues", { title });
    const page = await call("GET", "/projects/shop/issues?page=2&per_page=2");
    expect(page.body).toMatchObject({ items: [{ title: "Sell tea" }], page: 2, pages: 2, total: 3 });
    expect((await call("GET", "/projects/shop/issues?page=3&per_page=2")).status).toBe(404);
    expect((await call("GET", "/projects/shop/issues?per_page=101")).status).toBe(400);
  });

  test("takes attachments", async () => {
    const tracker = await open();
    const headers = await tracker.tokenOf("member");
    const send = (name: string) =>
      tracker.app.testClient().post("/api/issues/1/attachments", {
        headers,
        files: { file: [name, Buffer.from("x"), "text/plain"] },
      });
    const made = await send("tea.txt");
    expect([made.statusCode, made.json]).toMatchObject([201, { filename: "tea.txt", size: 1 }]);
    expect((await send("tea.html")).statusCode).toBe(415);
  });

  test("answers what is not there with problems, as JSON", async () => {
    const call = await caller(await open(), "member");
    const nothing = { status: 404, type: "application/problem+json" };
    expect(await call("GET", "/issues/7")).toMatchObject({
      ...nothing,
      body: { title: "Not Found", status: 404, detail: "There is no issue 7." },
    });
    expect(await call("GET", "/nowhere")).toMatchObject(nothing);
    expect(await call("GET", "/projects/none/issues")).toMatchObject(nothing);
    expect(await call("GET", "/issues/99999999999999999999")).toMatchObject(nothing);
    expect((await call("DELETE", "/issues/1")).status).toBe(405);
  });

  test("is documented", async () => {
    const { app } = await open();
    const { paths } = (await app.testClient().get("/api/openapi.json")).json as { paths: object };
    expect(Object.keys(paths)).toContain("/api/projects/{slug}/issues");
    expect((await app.testClient().get("/api/docs")).text).toContain("Open an issue.");
  });
});
