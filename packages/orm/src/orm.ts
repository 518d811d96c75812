import type {
  EntityName,
  EntityRepository,
  FilterQuery,
  GetRepository,
  Loaded,
  Primary,
} from "@mikro-orm/core";
import type { SqlEntityManager, SqlMikroORM } from "@mikro-orm/sql";
import { type AppContext, Blueprint, type Flask, requireContext, SetupError } from "dewar";
import { addDatabaseCommands } from "./commands.ts";
import { addDefaults } from "./config.ts";
import { Databases } from "./databases.ts";
import {
  type FindOr404Options,
  firstOr404,
  getOr404,
  oneOr404,
  pageOf,
  type PaginateOptions,
} from "./find.ts";
import type { OrmOptions } from "./options.ts";
import type { Pagination } from "./pagination.ts";
import type { RecordedQuery } from "./query-log.ts";

/**
 * The databases of an application, through MikroORM.
 *
 * Each context, be it of a request or of a command, has an entity manager of its own. `em.flush()` saves what was
 * changed, in one transaction. What has not been flushed when the context ends is forgotten, and a transaction that
 * was begun and not ended is rolled back.
 *
 * @example
 * import { defineEntity, p } from "@mikro-orm/core";
 * import { Flask } from "dewar";
 *
 * const Post = defineEntity({ name: "Post", properties: { id: p.integer().primary(), title: p.string() } });
 * const app = new Flask(import.meta.url);
 * app.config.set("DATABASE_URL", "sqlite::memory:");
 * const orm = new Orm(app, { entities: [Post] });
 * app.get("/<int:id>", async ({ id }) => (await orm.getOrAbort404(Post, id)).title);
 *
 * await app.appContext().run(async () => {
 *   await orm.createAll();
 *   orm.em.create(Post, { title: "Tea" });
 *   await orm.em.flush();
 * });
 * (await app.testClient().get("/1")).text; // => "Tea"
 * (await app.testClient().get("/2")).statusCode; // => 404
 */
export class Orm {
  readonly #options: OrmOptions;
  readonly #databases = new WeakMap<Flask, Databases>();

  /** @param app - Default: none; {@link initApp} adds it later. */
  constructor(...given: [options: OrmOptions] | [app: Flask, options: OrmOptions]) {
    const [app, options] = given.length === 1 ? [undefined, given[0]] : given;
    this.#options = options;
    if (app !== undefined) this.initApp(app);
  }

  /**
   * Gives an application its databases, the commands `dewar db`, and the template `orm/pagination.html`. Nothing is
   * opened before it is used. One Orm may serve several applications.
   *
   * @throws SetupError when the application has an Orm already.
   */
  initApp(app: Flask): void {
    if (app.extensions["orm"] !== undefined) {
      throw new SetupError(
        "orm_twice",
        "The application has an Orm. Give that one `binds` for more databases.",
      );
    }
    addDefaults(app);
    const databases = new Databases(app, this.#options);
    app.extensions["orm"] = this;
    this.#databases.set(app, databases);
    app.teardownAppContext(() => databases.end(requireContext("Orm")));
    app.registerBlueprint(
      new Blueprint("orm", import.meta.url, { templateFolder: "../templates", cliGroup: null }),
    );
    app.shellContextProcessor(() => ({ orm: this }));
    addDatabaseCommands(app.cli, databases, this.#options);
  }

  /**
   * The entity manager of the current context, for the application's own database. It stands for whichever context
   * uses it, and inside of `em.transactional(...)` for that transaction.
   *
   * @throws OutsideContextError outside of a context.
   */
  get em(): SqlEntityManager {
    return this.emOf();
  }

  /**
   * The entity manager of the current context, for a further database.
   *
   * @param bind - Its name in `binds`. Default: the application's own.
   * @throws OutsideContextError outside of a context; SetupError when there is no such bind.
   */
  emOf(bind?: string): SqlEntityManager {
    return this.#ofContext().databases.get(bind).em;
  }

  /** The repository of an entity, in whichever database it is. */
  repository<Entity extends object>(
    entity: EntityName<Entity>,
  ): GetRepository<Entity, EntityRepository<Entity>> {
    return this.#emWith(entity).getRepository(entity);
  }

  /**
   * The entity with a key.
   *
   * @param options - Those of `em.findOne`, and `description` for the error page.
   * @throws NotFound when there is none.
   */
  getOrAbort404<
    Entity extends object,
    Hint extends string = never,
    Fields extends string = never,
    Excludes extends string = never,
  >(
    entity: EntityName<Entity>,
    key: Primary<Entity>,
    options: FindOr404Options<Entity, Hint, Fields, Excludes> = {},
  ): Promise<Loaded<Entity, Hint, Fields, Excludes>> {
    return getOr404(this.#emWith(entity), entity, key, options);
  }

  /**
   * The first entity that matches. Say `orderBy` where there may be several.
   *
   * @throws NotFound when there is none.
   */
  firstOrAbort404<
    Entity extends object,
    Hint extends string = never,
    Fields extends string = never,
    Excludes extends string = never,
  >(
    entity: EntityName<Entity>,
    where: FilterQuery<NoInfer<Entity>>,
    options: FindOr404Options<Entity, Hint, Fields, Excludes> = {},
  ): Promise<Loaded<Entity, Hint, Fields, Excludes>> {
    return firstOr404(this.#emWith(entity), entity, where, options);
  }

  /**
   * The only entity that matches.
   *
   * @throws NotFound when there is none, and when there are several.
   */
  oneOrAbort404<
    Entity extends object,
    Hint extends string = never,
    Fields extends string = never,
    Excludes extends string = never,
  >(
    entity: EntityName<Entity>,
    where: FilterQuery<NoInfer<Entity>>,
    options: FindOr404Options<Entity, Hint, Fields, Excludes> = {},
  ): Promise<Loaded<Entity, Hint, Fields, Excludes>> {
    return oneOr404(this.#emWith(entity), entity, where, options);
  }

  /**
   * One page of the entities that match. Page and size are taken from the request's `?page=` and `?per_page=` unless
   * they are given. Without `orderBy` entities come in the order of their keys.
   *
   * @throws NotFound for numbers that are none and pages that are not there, unless `errorOut` is false.
   */
  paginate<
    Entity extends object,
    Hint extends string = never,
    Fields extends string = never,
    Excludes extends string = never,
  >(
    entity: EntityName<Entity>,
    where: FilterQuery<NoInfer<Entity>> = {},
    options: PaginateOptions<Entity, Hint, Fields, Excludes> = {},
  ): Promise<Pagination<Loaded<Entity, Hint, Fields, Excludes>>> {
    return pageOf(this.#emWith(entity), entity, where, options);
  }

  /** The statements of the current context so far, if DATABASE_RECORD_QUERIES or debugging is on. */
  get recordedQueries(): readonly RecordedQuery[] {
    const { context, databases } = this.#ofContext();
    return databases.log.recordedIn(context);
  }

  /** Makes the tables what the entities say, without a migration and without dropping: for tests and first tries. */
  async createAll(bind?: string): Promise<void> {
    await this.#ofContext().databases.get(bind).createTables();
  }

  /** Drops the tables of all entities, with what is in them. */
  async dropAll(bind?: string): Promise<void> {
    await this.mikroOrmOf(bind).schema.drop();
  }

  /** MikroORM itself, for what has no shorter way: `orm.mikroOrmOf().schema`. */
  mikroOrmOf(bind?: string): SqlMikroORM {
    return this.#ofContext().databases.get(bind).mikroOrm;
  }

  /** Closes the connections of an application, for the end of a test or of a process. */
  async close(app: Flask): Promise<void> {
    await this.#databases.get(app)?.close();
  }

  #emWith(entity: EntityName): SqlEntityManager {
    return this.#ofContext().databases.of(entity).em;
  }

  #ofContext(): { readonly context: AppContext; readonly databases: Databases } {
    const context = requireContext("orm.em");
    const databases = this.#databases.get(context.app);
    if (databases !== undefined) return { context, databases };
    throw new SetupError(
      "orm_unknown_app",
      `The application "${context.app.name}" was not given to orm.initApp().`,
    );
  }
}
