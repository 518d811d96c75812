import type { MigrationInfo } from "@mikro-orm/core";
import { type AppGroup, CommandError } from "dewar";
import type { Database } from "./database.ts";
import type { Databases } from "./databases.ts";
import { openDatabaseShell } from "./database-shell.ts";
import type { OrmOptions } from "./options.ts";

const BIND = {
  "--bind <name>": "Another database than the application's own: a name of DATABASE_BINDS.",
} as const;

/** What Alembic calls a database that has every migration, and one that has none. */
const HEAD = "head";
const BASE = "base";

/** Adds `db` with its commands to an application's. */
export function addDatabaseCommands(cli: AppGroup, databases: Databases, { seed }: OrmOptions): void {
  const db = cli.group("db", { description: "The database: migrations, first contents, a shell." });
  db.command(
    "migrate",
    {
      description: "Write a migration from what the tables are to what the entities say.",
      options: {
        "-m, --message <text>": "Becomes part of the file's name.",
        "--empty": "A migration to be written by hand.",
        ...BIND,
      },
    },
    ({ message, empty, bind }) => writeMigration(databases.get(bind), nameOf(message), empty),
  );
  db.command(
    "upgrade [revision]",
    {
      description: 'Run the migrations that are waiting, up to one of them or with "head" all.',
      options: BIND,
    },
    ({ revision, bind }) => upgrade(databases.get(bind), revision),
  );
  db.command(
    "downgrade [revision]",
    {
      description: 'Take back the last migration, all after a given one, or with "base" all.',
      options: BIND,
    },
    ({ revision, bind }) => downgrade(databases.get(bind), revision),
  );
  db.command(
    "stamp [revision]",
    {
      description: 'Say that the database is at a migration, at "head" or "base", and run nothing.',
      options: BIND,
    },
    ({ revision, bind }) => stamp(databases.get(bind), revision),
  );
  db.command(
    "current",
    { description: "Show the migration that the database has.", options: BIND },
    ({ bind }) => showCurrent(databases.get(bind)),
  );
  db.command("history", { description: "Show all migrations, newest first.", options: BIND }, ({ bind }) =>
    showHistory(databases.get(bind)),
  );
  db.command(
    "check",
    { description: "Fail when the entities have changes that no migration makes.", options: BIND },
    ({ bind }) => checkSchema(databases.get(bind)),
  );
  db.command(
    "seed",
    { description: "Fill the database, with the function that the Orm was given." },
    async () => {
      if (seed === undefined)
        throw new CommandError("There is nothing to seed: give the function to `new Orm({ seed })`.");
      const { em } = databases.get();
      await em.transactional(async () => void (await seed(em)));
      console.log("Seeded.");
    },
  );
  db.command("shell", { description: "Open psql or sqlite3 with the database.", options: BIND }, ({ bind }) =>
    openDatabaseShell(databases.get(bind).address),
  );
}

async function writeMigration(
  { mikroOrm }: Database,
  name: string | undefined,
  empty: boolean,
): Promise<void> {
  const { fileName } = await mikroOrm.migrator.create(undefined, empty, false, name);
  console.log(fileName === "" ? "No changes in the entities." : `Wrote ${fileName}.`);
}

async function upgrade({ mikroOrm: { migrator } }: Database, revision = HEAD): Promise<void> {
  const executed = (await migrator.getExecuted()).map(nameIn);
  const pending = (await migrator.getPending()).map(nameIn);
  const done = await migrator.up(revision === HEAD ? {} : { to: find([...executed, ...pending], revision) });
  for (const migration of done) console.log(`Upgraded: ${nameIn(migration)}`);
  if (done.length === 0) console.log("Nothing to upgrade.");
}

async function downgrade({ mikroOrm: { migrator } }: Database, revision: string | undefined): Promise<void> {
  const executed = (await migrator.getExecuted()).map(nameIn);
  const kept = revision === undefined ? executed.slice(0, -1) : upTo(executed, revision);
  const done = await migrator.down({ to: kept.at(-1) ?? 0 });
  for (const migration of done) console.log(`Downgraded: ${nameIn(migration)}`);
  if (done.length === 0) console.log("Nothing to downgrade.");
}

async function stamp({ mikroOrm: { migrator }, em }: Database, revision = HEAD): Promise<void> {
  const executed = (await migrator.getExecuted()).map(nameIn);
  const pending = (await migrator.getPending()).map(nameIn);
  const wanted = new Set(upTo([...executed, ...pending].sort(), revision));
  const run = pending.filter((name) => wanted.has(name));
  const notRun = executed.filter((name) => !wanted.has(name));
  const storage = migrator.getStorage();
  await em.transactional(async (inner) => {
    const transaction = inner.getTransactionContext();
    for (const name of run) await storage.logMigration({ name }, transaction);
    for (const name of notRun) await storage.unlogMigration({ name }, transaction);
  });
  for (const name of run) console.log(`Marked as run: ${name}`);
  for (const name of notRun) console.log(`Marked as not run: ${name}`);
  if (run.length + notRun.length === 0) console.log("The database is there already.");
}

async function showCurrent({ mikroOrm: { migrator } }: Database): Promise<void> {
  const executed = (await migrator.getExecuted()).map(nameIn);
  const pending = await migrator.getPending();
  const behind = pending.length === 0 ? "" : ` (${pending.length} behind)`;
  console.log(`${executed.at(-1) ?? "None"}${behind}`);
}

async function showHistory({ mikroOrm: { migrator } }: Database): Promise<void> {
  const executed = await migrator.getExecuted();
  const pending = await migrator.getPending();
  for (const migration of pending.toReversed()) console.log(`${nameIn(migration)}  waiting`);
  for (const migration of executed.toReversed()) {
    console.log(`${nameIn(migration)}  ${new Date(migration.executed_at).toISOString()}`);
  }
  if (executed.length + pending.length === 0) console.log("There are no migrations.");
}

async function checkSchema({ mikroOrm: { migrator } }: Database): Promise<void> {
  if (await migrator.checkSchema()) {
    throw new CommandError("The entities have changed. Write a migration: dewar db migrate");
  }
  console.log("No changes in the entities.");
}

/** Those of some migrations, in their order, that come up to one of them. */
function upTo(names: readonly string[], revision: string): readonly string[] {
  if (revision === HEAD) return names;
  return names.slice(0, revision === BASE ? 0 : names.indexOf(find(names, revision)) + 1);
}

/** The only name that contains a text. */
function find(names: readonly string[], text: string): string {
  const [found, another] = names.filter((name) => name.includes(text));
  if (found !== undefined && another === undefined) return found;
  const problem = found === undefined ? "No migration there is called" : "Several migrations are called";
  throw new CommandError(`${problem} "${text}". See: dewar db history`);
}

function nameIn({ name }: Pick<MigrationInfo, "name">): string {
  return name;
}

/** Words of a sentence as a part of a file's name. */
function nameOf(message: string | undefined): string | undefined {
  return message
    ?.toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "");
}
