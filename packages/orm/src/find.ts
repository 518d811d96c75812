import {
  DriverException,
  type EntityName,
  type FilterQuery,
  type FindOptions,
  type Loaded,
  type OrderDefinition,
} from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import { abort } from "dewar";
import { type PageOptions, readPageNumbers } from "./page-numbers.ts";
import { Pagination } from "./pagination.ts";

/** How entities are fetched: what `em.find` can be told, but for what is decided here. */
type Fetching<Entity, Hint extends string, Fields extends string, Excludes extends string> = Omit<
  FindOptions<Entity, Hint, Fields, Excludes>,
  "limit" | "offset" | "using"
>;

/** How one entity is fetched, and what the error page says when there is none. */
export type FindOr404Options<
  Entity,
  Hint extends string = never,
  Fields extends string = never,
  Excludes extends string = never,
> = Fetching<Entity, Hint, Fields, Excludes> & { readonly description?: string | undefined };

/** Which page, and how its entities are fetched. */
export type PaginateOptions<
  Entity,
  Hint extends string = never,
  Fields extends string = never,
  Excludes extends string = never,
> = Fetching<Entity, Hint, Fields, Excludes> & PageOptions;

/** The first entity that matches; NotFound when there is none. */
export async function firstOr404<Entity extends object, H extends string, F extends string, E extends string>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  { description, ...options }: FindOr404Options<Entity, H, F, E>,
): Promise<Loaded<Entity, H, F, E>> {
  // MikroORM would write NaN and Infinity as if they were names of columns.
  if (typeof where === "number" && !Number.isFinite(where)) abort(404, description);
  const found = await orNothing(em.findOne<Entity, H, F, E>(entity, where, options), null);
  return found ?? abort(404, description);
}

/** The only entity that matches; NotFound when there is none, or another. */
export async function oneOr404<Entity extends object, H extends string, F extends string, E extends string>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  { description, ...options }: FindOr404Options<Entity, H, F, E>,
): Promise<Loaded<Entity, H, F, E>> {
  const found = await orNothing(em.find<Entity, H, F, E>(entity, where, { ...options, limit: 2 }), []);
  const [one, another] = found;
  return one !== undefined && another === undefined ? one : abort(404, description);
}

/** One page of the entities that match, in the order of their keys unless another is asked for. */
export function pageOf<Entity extends object, H extends string, F extends string, E extends string>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  options: PaginateOptions<Entity, H, F, E>,
): Promise<Pagination<Loaded<Entity, H, F, E>>> {
  const { page, perPage, maxPerPage, errorOut, orderBy = byKey(em, entity), ...rest } = options;
  const numbers = readPageNumbers({ page, perPage, maxPerPage, errorOut });
  const load = async (page: number): Promise<Pagination<Loaded<Entity, H, F, E>>> => {
    const limits = { orderBy, limit: numbers.perPage, offset: (page - 1) * numbers.perPage };
    const finding = em.findAndCount<Entity, H, F, E>(entity, where, { ...rest, ...limits });
    const [items, total] = await orNothing(finding, [[], 0]);
    if (items.length === 0 && page > 1 && numbers.errorOut) abort(404);
    return new Pagination({ ...numbers, items, page, total, load });
  };
  return load(numbers.page);
}

/** PostgreSQL, appendix A: a number, a date or a text that the type of a column cannot have; 08P01 is that of a NUL. */
const IMPOSSIBLE_VALUE: ReadonlySet<string | undefined> = new Set([
  "22003",
  "22007",
  "22008",
  "22P02",
  "08P01",
]);

/** A key from a URL may be larger than any key can be: no row has it, and nothing is broken. */
function orNothing<Found, Nothing>(finding: Promise<Found>, nothing: Nothing): Promise<Found | Nothing> {
  return finding.catch((error: unknown) => {
    if (error instanceof DriverException && IMPOSSIBLE_VALUE.has(error.code)) return nothing;
    throw error;
  });
}

// Without an order a database may give the same row on two pages.
function byKey<Entity extends object>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
): OrderDefinition<Entity> {
  const { primaryKeys } = em.getMetadata().get(entity);
  return Object.fromEntries(primaryKeys.map((key) => [key, "asc"])) as OrderDefinition<Entity>;
}
