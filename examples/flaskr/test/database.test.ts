import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import { findAll } from "../database.ts";
import { makeApp } from "./flaskr.ts";

describe("the database", () => {
  it("is made with a first post when there is none yet", async () => {
    const folder = mkdtempSync(join(tmpdir(), "flaskr-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const app = createApp({ TESTING: true, DATABASE: join(folder, "instance", "new.sqlite") });
    expect((await app.testClient().get("/")).text).toContain("It works");
  });

  it("is emptied by a command", async () => {
    const app = await makeApp();
    const { exitCode, output } = await app.testCliRunner().invoke(["init-db"]);
    expect([exitCode, output]).toEqual([0, "The database is ready.\n"]);
    app.appContext().run(() => expect(findAll("SELECT id FROM user")).toEqual([]));
  });

  it("has one connection for each context, which ends with it", async () => {
    const app = await makeApp();
    const context = app.appContext();
    const find = () => findAll("SELECT id FROM post");
    context.run(() => expect(find()).toEqual(find()));
    expect(() => context.enter(find)).toThrow("not open");
  });
});
