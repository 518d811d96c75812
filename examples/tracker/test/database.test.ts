import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { KINDS, type TestDatabases } from "../../../packages/orm/test/databases.ts";
import createApp from "../src/app.ts";
import { orm } from "../src/database.ts";
import { SEED_PASSWORD } from "../src/seed.ts";
import { silent } from "./tracker.ts";

describe.each(KINDS)("the database, on $name", ({ missing, start }) => {
  let databases: TestDatabases | undefined;
  beforeAll(async () => {
    if (missing === undefined) databases = await start();
  });
  afterAll(() => databases?.[Symbol.asyncDispose]());
  beforeEach(({ skip }) => skip(missing !== undefined, missing));

  async function openEmpty() {
    const attachments = mkdtempSync(join(tmpdir(), "tracker-"));
    const url = await databases?.create();
    const app = createApp({
      TESTING: true,
      CSRF_ENABLED: false,
      DATABASE_URL: url,
      ATTACHMENTS: attachments,
    });
    app.logger = silent;
    onTestFinished(async () => {
      await orm.close(app);
      rmSync(attachments, { recursive: true });
    });
    const db = async (command: string) => (await app.testCliRunner().invoke(["db", command])).output;
    return { app, db };
  }

  test("is made by migrations, which say all that the entities say, and can be taken back", async () => {
    const { db } = await openEmpty();
    expect(await db("upgrade")).toMatch(/^Upgraded: Migration\d+_first\n$/);
    expect(await db("check")).toBe("No changes in the entities.\n");
    expect(await db("downgrade")).toMatch(/^Downgraded: Migration\d+_first\n$/);
    expect(await db("upgrade")).toMatch(/^Upgraded: Migration\d+_first\n$/);
  });

  test("is seeded once, with users that can log in and something to look at", async () => {
    const { app, db } = await openEmpty();
    await db("upgrade");
    expect([await db("seed"), await db("seed")]).toEqual(["Seeded.\n", "Seeded.\n"]);
    const client = app.testClient();
    expect((await client.get("/issues")).text).toContain("It stops two degrees before the water boils");
    expect((await client.get("/attachments/1")).text).toContain("heating");
    expect((await client.post("/login", { form: { name: "ann", password: SEED_PASSWORD } })).location).toBe(
      "/",
    );
    expect((await client.get("/admin/users")).statusCode).toBe(200);
  });
});
