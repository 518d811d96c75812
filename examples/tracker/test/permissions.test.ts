import { expect, test } from "vitest";
import { orm } from "../src/database.ts";
import { Issue } from "../src/entities/issue.ts";
import { describeTracker } from "./tracker.ts";

/** What everybody may read, and what needs to be a viewer, a member or an admin. */
const PAGES = [
  ["GET", "/", 0],
  ["GET", "/issues", 0],
  ["GET", "/projects/shop", 0],
  ["GET", "/issues/1", 0],
  ["GET", "/account/", 1],
  ["POST", "/issues/1/comments", 1],
  ["GET", "/projects/shop/issues/new", 2],
  ["POST", "/projects/shop/issues/new", 2],
  ["GET", "/issues/1/edit", 2],
  ["POST", "/issues/1/edit", 2],
  ["POST", "/issues/1/state", 2],
  ["POST", "/issues/1/attachments", 2],
  ["GET", "/projects/new", 3],
  ["POST", "/projects/new", 3],
  ["GET", "/projects/shop/edit", 3],
  ["GET", "/admin/users", 3],
  ["POST", "/admin/users/1/role", 3],
  ["GET", "/admin/labels", 3],
  ["POST", "/admin/labels", 3],
  ["POST", "/admin/labels/1/delete", 3],
] as const;

const WHO = [undefined, "viewer", "member", "admin"] as const;

describeTracker("permissions", (open) => {
  test.each(WHO.map((name, rank) => [name ?? "a stranger", name, rank] as const))(
    "%s sees and does what the role allows, and is turned away elsewhere",
    async (_title, name, rank) => {
      const { app, as } = await open();
      const client = name === undefined ? app.testClient() : await as(name);
      for (const [method, path, needed] of PAGES) {
        const { statusCode, location } = await client.open(path, { method });
        if (rank >= needed) expect([200, 303, 400, 422], `${method} ${path}`).toContain(statusCode);
        else if (name === undefined) expect(location, `${method} ${path}`).toMatch(/^\/login/);
        else expect(statusCode, `${method} ${path}`).toBe(403);
      }
    },
  );

  test("pages offer only what their reader may do", async () => {
    const { app, as } = await open();
    const offers = async (name?: string) => {
      const client = name === undefined ? app.testClient() : await as(name);
      const { text } = await client.get("/issues/1");
      return ["Your comment", "Close the issue", "Admin"].filter((word) => text.includes(word));
    };
    expect(await offers()).toEqual([]);
    expect(await offers("viewer")).toEqual(["Your comment"]);
    expect(await offers("member")).toEqual(["Your comment", "Close the issue"]);
    expect(await offers("admin")).toEqual(["Your comment", "Close the issue", "Admin"]);
  });

  test("a viewer cannot close an issue, and a member can", async () => {
    const { as, inContext } = await open();
    const stateAfter = async (name: string) => {
      await (await as(name)).post("/issues/1/state", { form: { state: "closed" } });
      return inContext(async () => (await orm.em.findOneOrFail(Issue, 1)).state);
    };
    expect(await stateAfter("viewer")).toBe("open");
    expect(await stateAfter("member")).toBe("closed");
  });

  test("comments are deleted by who wrote them, and by admins", async () => {
    const { as } = await open();
    const [viewer, member, admin] = [await as("viewer"), await as("member"), await as("admin")];
    for (const body of ["One.", "Two."]) await viewer.post("/issues/1/comments", { form: { body } });
    expect((await member.post("/comments/1/delete")).statusCode).toBe(403);
    expect((await viewer.post("/comments/1/delete")).location).toBe("/issues/1");
    expect((await admin.post("/comments/2/delete")).location).toBe("/issues/1");
    expect((await viewer.get("/issues/1")).text).toContain("No comments");
  });
});
