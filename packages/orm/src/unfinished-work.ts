import type { AbstractSqlConnection } from "@mikro-orm/sql";
import type { AppContext } from "dewar";
import { BegunTransactions } from "./begun-transactions.ts";
import { OpenStreams } from "./open-streams.ts";

/** What would keep a connection for longer than its context. */
export class UnfinishedWork {
  readonly #streams = new OpenStreams();
  readonly #transactions = new BegunTransactions();

  watch(connection: AbstractSqlConnection): void {
    this.#streams.watch(connection);
    this.#transactions.watch(connection);
  }

  /** Ends what a context began and did not end; undefined when there is nothing. */
  end(context: AppContext): Promise<unknown> | undefined {
    // To roll back waits for what is read in the transaction.
    const closing = this.#streams.end(context);
    const rollBack = (): Promise<unknown> | undefined => this.#transactions.end(context);
    return closing === undefined ? rollBack() : closing.then(rollBack);
  }
}
