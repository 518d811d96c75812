import { expect, test } from "vitest";
import { orm } from "../src/database.ts";
import { Project } from "../src/entities/project.ts";
import { User } from "../src/entities/user.ts";
import { describeTracker } from "./tracker.ts";

describeTracker("administration", (open) => {
  test("gives roles, which count at once", async () => {
    const { as } = await open();
    const [admin, viewer] = [await as("admin"), await as("viewer")];
    expect((await viewer.get("/projects/shop/issues/new")).statusCode).toBe(403);
    await admin.post("/admin/users/1/role", { form: { role: "member" } });
    expect((await admin.get("/admin/users")).text).toContain("viewer is member now.");
    expect((await viewer.get("/projects/shop/issues/new")).statusCode).toBe(200);
    expect((await admin.post("/admin/users/1/role", { form: { role: "king" } })).statusCode).toBe(400);
  });

  test("leaves one admin", async () => {
    const { as, inContext } = await open();
    const admin = await as("admin");
    await admin.post("/admin/users/3/role", { form: { role: "viewer" } });
    expect((await admin.get("/admin/users")).text).toContain("Somebody must be admin.");
    expect((await inContext(() => orm.em.findOneOrFail(User, 3))).role).toBe("admin");
  });

  test("makes labels, each name once, and deletes them", async () => {
    const { as } = await open();
    const admin = await as("admin");
    const add = (name: string) => admin.post("/admin/labels", { form: { name, color: "pink" } });
    expect((await add("urgent")).location).toBe("/admin/labels");
    expect((await admin.get("/admin/labels")).text).toContain('tint-pink">urgent');
    const again = await add("urgent");
    expect([again.statusCode, again.text.includes("There is a label of that name.")]).toEqual([422, true]);
    await admin.post("/admin/labels/1/delete");
    expect((await admin.get("/admin/labels")).text).not.toContain(">bug<");
  });

  test("makes projects, each under its own short name, and changes them", async () => {
    const { as, inContext } = await open();
    const admin = await as("admin");
    const fields = { name: "Kettle", slug: "kettle", description: "Boils." };
    expect((await admin.post("/projects/new", { form: fields })).location).toBe("/projects/kettle");
    expect((await admin.get("/projects/kettle")).text).toContain("There is nothing to be done.");
    const taken = await admin.post("/projects/new", { form: { ...fields, slug: "shop" } });
    expect(taken.text).toContain("Another project has that short name.");
    expect((await admin.post("/projects/new", { form: { ...fields, slug: "new" } })).statusCode).toBe(422);
    const moved = await admin.post("/projects/kettle/edit", { form: { ...fields, slug: "pot" } });
    expect(moved.location).toBe("/projects/pot");
    const pot = await inContext(() => orm.em.findOneOrFail(Project, { slug: "pot" }));
    expect([pot.name, pot.description]).toEqual(["Kettle", "Boils."]);
  });

  test("begins on the command line", async () => {
    const { app, inContext } = await open();
    const runner = app.testCliRunner();
    const { output } = await runner.invoke(["users", "role", "viewer", "admin"]);
    expect(output).toBe("viewer is admin now.\n");
    expect(await inContext(() => orm.em.count(User, { role: "admin" }))).toBe(2);
    expect((await runner.invoke(["users", "role", "nobody", "admin"])).stderr).toContain(
      "There is no user nobody.",
    );
    expect((await runner.invoke(["users", "role", "viewer", "king"])).exitCode).toBe(2);
  });
});
