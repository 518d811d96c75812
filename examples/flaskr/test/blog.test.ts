import type { Flask } from "dewar";
import { describe, expect, it } from "vitest";
import { findAll } from "../database.ts";
import { loggedIn, makeApp } from "./flaskr.ts";

interface Post {
  readonly title: string;
  readonly body: string;
}

function posts(app: Flask): Post[] {
  return app.appContext().run(() => findAll<Post>("SELECT title, body FROM post ORDER BY id"));
}

describe("the index", () => {
  it("shows everyone the posts", async () => {
    const app = await makeApp();
    const { text } = await app.testClient().get("/");
    expect(text).toContain("<h2>Tea</h2>");
    expect(text).toContain("by ann on <time");
    expect(text).toContain("Water first.\nThen leaves.");
    expect(text).not.toContain("Edit");
    expect(text).not.toContain("New post");
  });

  it("offers authors what they may do", async () => {
    const app = await makeApp();
    expect((await (await loggedIn(app, "ann")).get("/")).text).toContain('href="/1/update"');
    const benSees = (await (await loggedIn(app, "ben")).get("/")).text;
    expect(benSees).toContain('href="/create"');
    expect(benSees).not.toContain('href="/1/update"');
  });

  it("is not empty-handed without posts", async () => {
    const app = await makeApp();
    const ann = await loggedIn(app, "ann");
    await ann.post("/1/delete");
    expect((await app.testClient().get("/")).text).toContain("Nothing has been written yet.");
  });
});

describe("writing", () => {
  it("adds a post, the newest first", async () => {
    const app = await makeApp();
    const ben = await loggedIn(app, "ben");
    const response = await ben.post("/create", { form: { title: "Coffee", body: "Black." } });
    expect(response.location).toBe("/");
    const { text } = await ben.get("/");
    expect(text.indexOf("Coffee")).toBeLessThan(text.indexOf("Tea"));
  });

  it("shows markup as it was written, and runs none", async () => {
    const app = await makeApp();
    const ben = await loggedIn(app, "ben");
    await ben.post("/create", { form: { title: "<b>bold</b>", body: "<script>alert(1)</script>" } });
    const { text } = await app.testClient().get("/");
    expect(text).toContain("&lt;b&gt;bold&lt;/b&gt;");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  });

  it("changes a post", async () => {
    const app = await makeApp();
    const ann = await loggedIn(app, "ann");
    expect((await ann.get("/1/update")).text).toContain('value="Tea"');
    await ann.post("/1/update", { form: { title: "Green tea", body: "Cooler water." } });
    expect(posts(app)).toEqual([{ title: "Green tea", body: "Cooler water." }]);
  });

  it.each(["/create", "/1/update"])("needs a title, and keeps the text: %s", async (path) => {
    const app = await makeApp();
    const ann = await loggedIn(app, "ann");
    const { text } = await ann.post(path, { form: { title: " ", body: "A long text." } });
    expect(text).toContain("A post needs a title.");
    expect(text).toContain("A long text.</textarea>");
    expect(posts(app)).toHaveLength(1);
  });

  it("deletes a post", async () => {
    const app = await makeApp();
    const ann = await loggedIn(app, "ann");
    const response = await ann.post("/1/delete", { followRedirects: true });
    expect(response.text).toContain("The post is gone.");
    expect(posts(app)).toEqual([]);
  });
});

describe("who may write", () => {
  it.each([
    ["GET", "/create", "/auth/login?next=/create"],
    ["POST", "/create", "/auth/login"],
    ["POST", "/1/update", "/auth/login"],
    ["POST", "/1/delete", "/auth/login"],
  ])("strangers are sent to the login page: %s %s", async (method, path, location) => {
    const app = await makeApp();
    const response = await app.testClient().open(path, { method });
    expect([response.statusCode, response.location]).toEqual([303, location]);
    expect(posts(app)).toHaveLength(1);
  });

  it.each(["/1/update", "/1/delete"])("others than the author get 403: %s", async (path) => {
    const app = await makeApp();
    const ben = await loggedIn(app, "ben");
    const response = await ben.post(path, { form: { title: "Mine now" } });
    expect(response.statusCode).toBe(403);
    expect(response.text).toContain("Only its author may change a post.");
    expect(posts(app)[0]?.title).toBe("Tea");
  });

  it.each(["/2/update", "/2/delete"])("a post that is not there is 404: %s", async (path) => {
    const app = await makeApp();
    const ann = await loggedIn(app, "ann");
    const response = await ann.post(path);
    expect([response.statusCode, response.text.includes("There is no post 2.")]).toEqual([404, true]);
  });
});
