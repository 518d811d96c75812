import {
  type EntityName,
  type FilterQuery,
  type FindOptions,
  type Loaded,
  type OrderDefinition,
  type Primary,
} from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import { abort } from "dewar";
import { DataError } from "./data-error.ts";
import { expectingDataErrors } from "./drivers/value-guard.ts";
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

/** The entity with a key; NotFound when there is none. */
export async function getOr404<Entity extends object, H extends string, F extends string, E extends string>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
  key: Primary<Entity>,
  options: FindOr404Options<Entity, H, F, E>,
): Promise<Loaded<Entity, H, F, E>> {
  const { compositePK } = em.getMetadata().get(entity);
  if (!isKey(key, compositePK)) abort(404, options.description);
  return firstOr404(em, entity, asQuery(key), options);
}

/** The first entity that matches; NotFound when there is none. */
export async function firstOr404<Entity extends object, H extends string, F extends string, E extends string>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  { description, ...options }: FindOr404Options<Entity, H, F, E>,
): Promise<Loaded<Entity, H, F, E>> {
  const found = await orNothing(() => em.findOne<Entity, H, F, E>(entity, where, options), null);
  return found ?? abort(404, description);
}

/** The only entity that matches; NotFound when there is none, or another. */
export async function oneOr404<Entity extends object, H extends string, F extends string, E extends string>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
  where: FilterQuery<NoInfer<Entity>>,
  { description, ...options }: FindOr404Options<Entity, H, F, E>,
): Promise<Loaded<Entity, H, F, E>> {
  const found = await orNothing(() => em.find<Entity, H, F, E>(entity, where, { ...options, limit: 2 }), []);
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
    const find = () => em.findAndCount<Entity, H, F, E>(entity, where, { ...rest, ...limits });
    const [items, total] = await orNothing(find, [[], 0]);
    if (items.length === 0 && page > 1 && numbers.errorOut) abort(404);
    return new Pagination({ ...numbers, items, page, total, load });
  };
  return load(numbers.page);
}

/** What a column cannot hold, such as a key from a URL that is larger than any, is in no row. */
function orNothing<Found, Nothing>(find: () => Promise<Found>, nothing: Nothing): Promise<Found | Nothing> {
  return expectingDataErrors(find).catch((error: unknown) => {
    if (error instanceof DataError) return nothing;
    throw error;
  });
}

/** Whether a value can be a key. One from a JSON body may be anything, and conditions would find what they like. */
function isKey(value: unknown, isComposite: boolean): boolean {
  if (isComposite && Array.isArray(value)) return value.every((part) => isKey(part, true));
  if (typeof value === "object") return value instanceof Date || value instanceof Uint8Array;
  return typeof value === "string" || typeof value === "number" || typeof value === "bigint";
}

// MikroORM takes a key wherever it takes conditions, but cannot say so for an entity that is still a type variable.
function asQuery<Entity>(key: Primary<Entity>): FilterQuery<NoInfer<Entity>> {
  return key as FilterQuery<NoInfer<Entity>>;
}

// Without an order a database may give the same row on two pages.
function byKey<Entity extends object>(
  em: SqlEntityManager,
  entity: EntityName<Entity>,
): OrderDefinition<Entity> {
  const { primaryKeys } = em.getMetadata().get(entity);
  return Object.fromEntries(primaryKeys.map((key) => [key, "asc"])) as OrderDefinition<Entity>;
}
