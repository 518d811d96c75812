import { defineEntity, p } from "@mikro-orm/core";
import { DataError, Orm } from "@dewar/orm";
import { Flask, request } from "dewar";
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { KINDS, type TestDatabases } from "./databases.ts";

const Note = defineEntity({
  name: "Note",
  properties: {
    id: p.integer().primary(),
    title: p.string().nullable(),
    count: p.integer().nullable(),
    total: p.bigint().nullable(),
    due: p.datetime().nullable(),
    extra: p.json().nullable(),
  },
});

describe.each(KINDS)("values from outside, saved in $name", ({ name, missing, start }) => {
  let databases: TestDatabases;
  let orm: Orm;

  beforeAll(async () => {
    if (missing === undefined) databases = await start();
  });
  afterAll(async () => databases?.[Symbol.asyncDispose]());
  beforeEach(({ skip }) => skip(missing !== undefined, missing));

  async function openNotes(log: (error: unknown, text: string) => void = () => undefined): Promise<Flask> {
    const app = new Flask(import.meta.url);
    app.logger = { debug() {}, info() {}, warn: (error, text) => log(error, String(text)), error() {} };
    app.config.set("DATABASE_URL", await databases.create());
    orm = new Orm(app, { entities: [Note] });
    await app.appContext().run(() => orm.createAll());
    onTestFinished(() => orm.close(app));
    app.post("/", async () => {
      const note = orm.em.create(Note, { extra: null, ...(request.json as object) });
      await orm.em.flush();
      return String(note.id);
    });
    app.get("/<int:id>", async ({ id }) => {
      const { title, count, total, due, extra } = await orm.getOrAbort404(Note, id);
      return {
        title,
        count,
        total: total === null || total === undefined ? null : String(total),
        due,
        extra,
      };
    });
    return app;
  }

  const OF_POSTGRES: readonly object[] = [
    { title: "x".repeat(300) },
    { count: 2 ** 31 },
    { count: 2 ** 60 },
    { total: "99999999999999999999" },
    { extra: { a: "\0" } },
    { extra: { a: "\ud800" } },
    { due: "+275760-09-13T00:00:00Z" },
  ];
  const everywhere: readonly object[] = [{ title: "a\0b" }, { due: "soon" }, { due: "2026-13-40" }];

  test.each([...everywhere, ...OF_POSTGRES])("never are an error of the server: %j", async (values) => {
    const app = await openNotes();
    const client = app.testClient();
    const answer = await client.post("/", { json: values });
    const isRefused = name === "PostgreSQL" || everywhere.includes(values);
    expect(answer.statusCode).toBe(isRefused ? 400 : 200);
    if (isRefused) expect(answer.text).toContain("A value cannot be saved");
    else expect((await client.get(`/${answer.text}`)).statusCode).toBe(200);
  });

  test("are told of in an error that an application may handle", async () => {
    const app = await openNotes();
    app.errorHandler(DataError, ({ code }) => [`not like this: ${code}`]);
    expect((await app.testClient().post("/", { json: { due: "soon" } })).json).toEqual([
      "not like this: 400",
    ]);
  });

  test("are told of in the log, since they may be the program's own; those to look for are not", async () => {
    const log: [code: unknown, text: string][] = [];
    const app = await openNotes((error, text) => log.push([error instanceof DataError, text]));
    app.get("/due/<when>", async ({ when }) => {
      const { title } = await orm.firstOrAbort404(Note, { due: new Date(when) });
      return String(title);
    });
    const client = app.testClient();
    expect((await client.get("/due/soon")).statusCode).toBe(404);
    expect(log).toEqual([]);
    await client.post("/", { json: { title: "a\0b" } });
    expect(log).toEqual([[true, "The database cannot take a value"]]);
  });

  test("keep all their digits, and unpaired surrogates become what stands for them", async () => {
    const app = await openNotes();
    const client = app.testClient();
    const total = String(2n ** 62n + 1n);
    const { text } = await client.post("/", { json: { total, title: "\ud800!" } });
    expect((await client.get(`/${text}`)).json).toMatchObject({ total, title: "\ufffd!" });
  });
});
