import type { AbstractSqlConnection } from "@mikro-orm/sql";
import { type AppContext, hasAppContext, OutsideContextError, requireContext } from "dewar";

/** The rows that contexts read one by one, so that none keeps its connection for longer than its context. */
export class OpenStreams {
  readonly #open = new WeakMap<AppContext, Set<AsyncIterableIterator<unknown>>>();
  readonly #ended = new WeakSet<AppContext>();

  /** Takes note of what is read on a connection of MikroORM's. */
  watch(connection: AbstractSqlConnection): void {
    const stream: AbstractSqlConnection["stream"] = connection.stream.bind(connection);
    connection.stream = (...question) =>
      hasAppContext() ? this.#keep(requireContext("em.stream"), stream(...question)) : stream(...question);
  }

  /** Closes those that a context has neither read to the end nor closed; it opens no more. */
  end(context: AppContext): Promise<unknown> | undefined {
    this.#ended.add(context);
    const left = [...(this.#open.get(context) ?? [])];
    // One that cannot be closed has lost its connection.
    return left.length === 0 ? undefined : Promise.allSettled(left.map(async (rows) => rows.return?.()));
  }

  async *#keep<Row>(context: AppContext, rows: AsyncIterableIterator<Row>): AsyncIterableIterator<Row> {
    if (this.#ended.has(context)) throw hasEnded();
    const open = this.#open.get(context) ?? new Set();
    this.#open.set(context, open.add(rows));
    try {
      yield* rows;
    } finally {
      open.delete(rows);
    }
    // Whoever goes on reading shall not take what there was for all.
    if (this.#ended.has(context)) throw hasEnded();
  }
}

function hasEnded(): OutsideContextError {
  return new OutsideContextError(
    "context_ended",
    "Rows were to be read in a context that has ended. Wait for the work before the view returns.",
  );
}
