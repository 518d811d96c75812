export type { DatabaseConfig } from "./config.ts";
export type { PoolOptions } from "./database-url.ts";
export type { FindOr404Options, PaginateOptions } from "./find.ts";
export type { Entities, MigrationFolders, OrmOptions } from "./options.ts";
export { Orm } from "./orm.ts";
export type { PageOptions } from "./page-numbers.ts";
export { type PageContents, type PageEdges, Pagination } from "./pagination.ts";
export type { RecordedQuery } from "./query-log.ts";
export { DatabaseUnavailable } from "./unavailable.ts";
