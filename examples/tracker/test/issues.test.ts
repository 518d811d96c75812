import { expect, test } from "vitest";
import { orm } from "../src/database.ts";
import { Comment } from "../src/entities/comment.ts";
import { Issue } from "../src/entities/issue.ts";
import { describeTracker, type Tracker } from "./tracker.ts";

/** The titles in a list, in their order. */
function titlesIn(html: string): string[] {
  return Array.from(html.matchAll(/<h3><a href="[^"]+">([^<]*)/g), ([, title = ""]) => title);
}

/** Opens issues by the member. */
function openIssues({ inContext }: Tracker, issues: readonly { title: string; body?: string }[]) {
  return inContext(async () => {
    const { project, author } = await orm.em.findOneOrFail(Issue, 1);
    for (const issue of issues) orm.em.create(Issue, { project, author, ...issue });
    await orm.em.flush();
  });
}

describeTracker("issues", (open) => {
  test("are opened with a title, an assignee and labels", async () => {
    const { as } = await open();
    const client = await as("member");
    const form = {
      title: "Sell milk",
      body: "Oat, too.\r\n\r\nSoon.",
      assignee: "admin",
      labels: ["bug", "idea"],
    };
    const made = await client.post("/projects/shop/issues/new", { form });
    expect(made.location).toBe("/issues/2");
    const { text } = await client.get("/issues/2");
    expect(text).toContain("<h1>Sell milk</h1>");
    expect(text).toContain("<p>Oat, too.</p>\n<p>Soon.</p>");
    expect(text).toMatch(/class="person">.*admin/);
    expect(text).toMatch(/>bug<.*\s*.*>idea</);
  });

  test("need a title, and keep what was typed", async () => {
    const { as } = await open();
    const form = { title: " ", body: "<b>A long text</b>", labels: "idea" };
    const refused = await (await as("member")).post("/projects/shop/issues/new", { form });
    expect(refused.statusCode).toBe(422);
    expect(refused.text).toContain('<p class="problem" id="title-problem">An issue needs a title.</p>');
    expect(refused.text).toContain("&lt;b&gt;A long text&lt;/b&gt;</textarea>");
    expect(refused.text).toContain('value="idea" checked');
  });

  test.each([
    [{ assignee: "viewer" }, "There is no member called viewer."],
    [{ labels: "nonsense" }, "There is no label called nonsense."],
  ])("cannot have %j, and stay as they are", async (wrong, problem) => {
    const { as, inContext } = await open();
    const response = await (await as("member")).post("/issues/1/edit", { form: { title: "Tea", ...wrong } });
    expect([response.statusCode, response.text.includes(problem)]).toEqual([400, true]);
    expect((await inContext(() => orm.em.findOneOrFail(Issue, 1))).title).toBe("Sell tea");
  });

  test("are edited, closed and opened again", async () => {
    const { as, inContext } = await open();
    const client = await as("member");
    expect((await client.get("/issues/1/edit")).text).toContain('value="Sell tea"');
    await client.post("/issues/1/edit", { form: { title: "Sell green tea", labels: "idea" } });
    await client.post("/issues/1/state", { form: { state: "closed" } });
    const page = (await client.get("/issues/1")).text;
    expect(page).toContain("The issue is closed.");
    expect(page).toContain("Open it again");
    expect(titlesIn((await client.get("/projects/shop")).text)).toEqual([]);
    expect(titlesIn((await client.get("/projects/shop?state=closed")).text)).toEqual(["Sell green tea"]);
    await client.post("/issues/1/state", { form: { state: "open" } });
    const issue = await inContext(() => orm.em.findOneOrFail(Issue, 1));
    expect([issue.state, issue.closedAt, issue.body]).toEqual(["open", null, ""]);
  });

  test("are talked about; markup is shown as it was written, and addresses become links", async () => {
    const { as } = await open();
    const client = await as("viewer");
    const body = "<script>alert(1)</script> see https://tea.example/?a=1&b=2";
    const { location } = await client.post("/issues/1/comments", { form: { body } });
    expect(location).toBe("/issues/1#comment-1");
    const { text } = await client.get("/issues/1");
    expect(text).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(text).toContain('<a href="https://tea.example/?a=1&amp;b=2" rel="nofollow noopener">');
    expect((await client.post("/issues/1/comments", { form: { body: " " } })).statusCode).toBe(422);
  });

  test("are listed in pages, those that changed last first", async () => {
    const tracker = await open();
    await openIssues(
      tracker,
      Array.from({ length: 44 }, (_, index) => ({ title: `Issue ${index}` })),
    );
    const client = await tracker.as("viewer");
    await client.post("/issues/1/comments", { form: { body: "Up." } });
    const first = (await client.get("/issues")).text;
    expect(titlesIn(first)).toHaveLength(20);
    expect(titlesIn(first)[0]).toBe("Sell tea");
    expect(first).toContain('href="/issues?page=2&amp;state=open"');
    const titles = await Promise.all(
      [1, 2, 3].map(async (page) => titlesIn((await client.get(`/issues?page=${page}`)).text)),
    );
    expect(new Set(titles.flat()).size).toBe(45);
    expect((await client.get("/issues?page=4")).statusCode).toBe(404);
    expect((await client.get("/issues?page=two")).statusCode).toBe(404);
  });

  test("are asked for a constant number of statements, however many they are", async () => {
    const tracker = await open({ DATABASE_RECORD_QUERIES: true });
    const statements: number[] = [];
    tracker.app.afterRequest(() => void statements.push(orm.recordedQueries.length));
    const client = tracker.app.testClient();
    await client.get("/issues");
    await openIssues(tracker, [{ title: "Two" }, { title: "Three" }, { title: "Four" }]);
    await client.get("/issues");
    expect(statements[1]).toBe(statements[0]);
  });

  test("long talk has pages, and a new comment leads to the last", async () => {
    const tracker = await open();
    await tracker.inContext(async () => {
      const issue = await orm.em.findOneOrFail(Issue, 1);
      for (let index = 0; index < 30; index++) {
        orm.em.create(Comment, { issue, author: issue.author, body: `Word ${index}.` });
      }
      await orm.em.flush();
    });
    const client = await tracker.as("viewer");
    const { location } = await client.post("/issues/1/comments", { form: { body: "The last word." } });
    expect(location).toBe("/issues/1?page=2#comment-31");
    expect((await client.get(location ?? "")).text).toContain("The last word.");
  });
});

describeTracker("search", (open) => {
  const found = async (tracker: Tracker, q: string) =>
    titlesIn((await tracker.app.testClient().get("/issues", { query: { q } })).text).sort();

  test("finds words in titles, texts and comments, in either case and any order", async () => {
    const tracker = await open();
    await openIssues(tracker, [{ title: "Brew", body: "At ninety degrees" }, { title: "Pour" }]);
    const viewer = await tracker.as("viewer");
    await viewer.post("/issues/3/comments", { form: { body: "Mind the KETTLE" } });
    expect(await found(tracker, "brew")).toEqual(["Brew"]);
    expect(await found(tracker, "degrees  NINETY")).toEqual(["Brew"]);
    expect(await found(tracker, "kettle pour")).toEqual(["Pour"]);
    expect(await found(tracker, "kettle brew")).toEqual([]);
    expect(await found(tracker, "")).toEqual(["Brew", "Pour", "Sell tea"]);
  });

  test("takes every character for what it is", async () => {
    const tracker = await open();
    const titles = [
      "100%",
      "a_b",
      "wow!",
      "it's",
      'say"no"',
      "back\\slash",
      "who?",
      "a;b--",
      ":name",
      "[::alias::]",
    ];
    const decoys = "1000 axb wow its sayno back-slash who a;b- name alias";
    await openIssues(tracker, [...titles.map((title) => ({ title })), { title: decoys }]);
    for (const title of titles) expect(await found(tracker, title), title).toHaveLength(1);
  });

  test("goes with assignees, labels and states, whose totals it shows", async () => {
    const tracker = await open();
    const member = await tracker.as("member");
    const make = (title: string, more: object) =>
      member.post("/projects/shop/issues/new", { form: { title, ...more } });
    await make("Red", { assignee: "admin", labels: "bug" });
    await make("Green", { assignee: "member", labels: ["bug", "idea"] });
    const list = async (query: string) => titlesIn((await member.get(`/projects/shop?${query}`)).text);
    expect(await list("label=bug")).toEqual(["Green", "Red"]);
    expect(await list("label=bug&assignee=admin")).toEqual(["Red"]);
    expect(await list("label=idea&q=red")).toEqual([]);
    const { text } = await member.get("/projects/shop?label=bug");
    expect(text).toMatch(/Open <span class="count">2<[^]*Closed <span class="count">0</);
    expect(text).toContain('href="/projects/shop?state=closed&amp;label=bug"');
  });
});
