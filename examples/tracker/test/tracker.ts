import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generatePasswordHash } from "@dewar/http";
import { loginClient } from "@dewar/login";
import type { Flask, Logger, TestClient } from "dewar";
import { afterAll, beforeAll, beforeEach, describe, onTestFinished } from "vitest";
import { KINDS, type TestDatabases } from "../../../packages/orm/test/databases.ts";
import { createToken } from "../src/accounts.ts";
import createApp from "../src/app.ts";
import { orm } from "../src/database.ts";
import { Issue } from "../src/entities/issue.ts";
import { Label } from "../src/entities/label.ts";
import { Project } from "../src/entities/project.ts";
import { ROLES, User } from "../src/entities/user.ts";

/** A tracker with a viewer, a member and an admin, called after their roles, and one issue, #1, of the project "shop". */
export interface Tracker {
  readonly app: Flask;
  /** A client that one of them is logged in with. */
  readonly as: (name: string) => Promise<TestClient>;
  /** Works in a context of the application. */
  readonly inContext: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** The headers of a program with a token of one of them. */
  readonly tokenOf: (name: string) => Promise<{ Authorization: string }>;
}

/** Settings for a test: forms need no token, unless it is about that. */
export type Settings = Readonly<Record<string, unknown>>;

/** Runs tests on each kind of database. `open` makes a tracker that lasts as long as the test. */
export function describeTracker(
  title: string,
  define: (open: (settings?: Settings) => Promise<Tracker>) => void,
): void {
  describe.each(KINDS)(`${title}, on $name`, ({ missing, start }) => {
    let databases: TestDatabases | undefined;
    beforeAll(async () => {
      if (missing === undefined) databases = await start();
    });
    afterAll(() => databases?.[Symbol.asyncDispose]());
    beforeEach(({ skip }) => skip(missing !== undefined, missing));
    define(async (settings = {}) => openTracker((await databases?.create()) ?? "", settings));
  });
}

/** The password of everybody. */
export const PASSWORD = "a long secret";

async function openTracker(url: string, settings: Settings): Promise<Tracker> {
  const attachments = mkdtempSync(join(tmpdir(), "tracker-"));
  const app = createApp({
    TESTING: true,
    CSRF_ENABLED: false,
    DATABASE_URL: url,
    ATTACHMENTS: attachments,
    ...settings,
  });
  app.logger = silent;
  onTestFinished(async () => {
    await orm.close(app);
    rmSync(attachments, { recursive: true });
  });
  const inContext = <Result>(work: () => Promise<Result>): Promise<Result> => app.appContext().run(work);
  await inContext(async () => {
    await orm.mikroOrmOf().migrator.up();
    await fill();
  });
  const find = (name: string) => inContext(() => orm.em.findOneOrFail(User, { name }));
  return {
    app,
    inContext,
    as: async (name) => loginClient(app, await find(name)),
    tokenOf: (name) =>
      inContext(async () => {
        const token = await createToken(await orm.em.findOneOrFail(User, { name }), "a test");
        return { Authorization: `Bearer ${token}` };
      }),
  };
}

async function fill(): Promise<void> {
  // A weak hash is a quick one, and these passwords protect nothing.
  const passwordHash = await generatePasswordHash(PASSWORD, { method: "pbkdf2:sha256:1" });
  const [, author] = ROLES.map((role) => orm.em.create(User, { name: role, role, passwordHash }));
  const project = orm.em.create(Project, { slug: "shop", name: "Tea shop" });
  for (const name of ["bug", "idea"]) orm.em.create(Label, { name });
  if (author !== undefined)
    orm.em.create(Issue, { project, author, title: "Sell tea", body: "Green first." });
  await orm.em.flush();
}

/** Errors reach the test by themselves; a database that stops with its tests is no news. */
export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };
