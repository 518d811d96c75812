import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Flask } from "dewar";
import { type Entities, Orm, type OrmOptions } from "@dewar/orm";
import { onTestFinished } from "vitest";

// Migrations import from MikroORM, so the folder of the site must be one from which it is found.
const FOLDERS = fileURLToPath(new URL("../../../dist/orm", import.meta.url));

/** A folder with an application's migrations, and a database; the folder is there until the test is over. */
export class Site {
  readonly folder: string;
  readonly #url: string;
  readonly #entities: Entities;

  constructor(url: string, entities: Entities) {
    mkdirSync(FOLDERS, { recursive: true });
    this.folder = mkdtempSync(join(FOLDERS, "site-"));
    this.#url = url;
    this.#entities = entities;
    onTestFinished(() => rmSync(this.folder, { recursive: true }));
  }

  /** Runs a command of `db`, and gives its output, after the exit code if that is not 0. */
  async db(line: string, entities = this.#entities, options: Partial<OrmOptions> = {}): Promise<string> {
    const { app, orm } = this.#open(entities, options);
    const { exitCode, output } = await app.testCliRunner().invoke(["db", ...line.split(" ")]);
    await orm.close(app);
    return exitCode === 0 ? output : `${exitCode}: ${output}`;
  }

  /** Does something in a context. */
  async run<Result>(work: (orm: Orm) => Promise<Result>): Promise<Result> {
    const { app, orm } = this.#open(this.#entities, {});
    try {
      return await app.appContext().run(() => work(orm));
    } finally {
      await orm.close(app);
    }
  }

  /** The names of the migrations' files. */
  files(): string[] {
    return readdirSync(join(this.folder, "migrations")).filter((name) => name.endsWith(".ts"));
  }

  /** Writes a migration by hand. */
  write(name: string, up: readonly string[], down: readonly string[] = []): void {
    const method = (method: string, statements: readonly string[]): string =>
      `  ${method}() {\n${statements.map((sql) => `    this.addSql(${JSON.stringify(sql)});\n`).join("")}  }\n`;
    mkdirSync(join(this.folder, "migrations"), { recursive: true });
    writeFileSync(
      join(this.folder, "migrations", `${name}.ts`),
      'import { Migration } from "@mikro-orm/migrations";\n\n' +
        `export class ${name} extends Migration {\n${method("up", up)}${method("down", down)}}\n`,
    );
  }

  // Each start of `dewar` has an application of its own.
  #open(entities: Entities, options: Partial<OrmOptions>): { readonly app: Flask; readonly orm: Orm } {
    const app = new Flask(import.meta.url, { rootPath: this.folder });
    app.config.set("DATABASE_URL", this.#url);
    return { app, orm: new Orm(app, { entities, ...options }) };
  }
}
