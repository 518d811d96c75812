import type { AbstractSqlConnection } from "@mikro-orm/sql";
import { type AppContext, hasAppContext, OutsideContextError, requireContext } from "dewar";

type Begin = AbstractSqlConnection["begin"];
type BeginOptions = NonNullable<Parameters<Begin>[0]>;
type Transaction = Awaited<ReturnType<Begin>>;

/** One call of `begin`, and how to undo what comes of it. */
interface Begun {
  /** Undefined while there is no connection for it yet. */
  transaction?: Transaction;
  readonly rollBack: () => Promise<void>;
}

/**
 * The transactions that contexts began by hand, so that none keeps its connection for longer than its context.
 * Those of `transactional` and `flush` end by themselves, also where nobody waits for them.
 */
export class BegunTransactions {
  readonly #begun = new WeakMap<AppContext, Set<Begun>>();
  readonly #ended = new WeakSet<AppContext>();

  /** Takes note of what is begun on a connection of MikroORM's. */
  watch(connection: AbstractSqlConnection): void {
    const begin = connection.begin.bind(connection);
    const transactional = connection.transactional.bind(connection);
    // It hands its options on to `begin`, by which that tells its calls from those by hand.
    const endingByThemselves = new WeakSet<BeginOptions>();
    connection.transactional = (work, options = {}) => {
      endingByThemselves.add(options);
      return transactional(work, options);
    };
    connection.begin = (options = {}) => {
      const isSavepoint = options.ctx !== undefined;
      if (isSavepoint || endingByThemselves.has(options) || !hasAppContext()) return begin(options);
      const rollBack = (transaction: Transaction): Promise<void> =>
        connection.rollback(transaction, options.eventBroadcaster);
      return this.#keep(requireContext("em.begin"), () => begin(options), rollBack);
    };
  }

  /** Rolls back what a context began and did not end, also what it has not waited for; it begins nothing any more. */
  end(context: AppContext): Promise<unknown> | undefined {
    this.#ended.add(context);
    const left = [...(this.#begun.get(context) ?? [])].filter(isUnderWay);
    // Each for itself: one may be waiting for the connection that another has.
    return left.length === 0 ? undefined : Promise.all(left.map(({ rollBack }) => rollBack()));
  }

  async #keep(
    context: AppContext,
    begin: () => ReturnType<Begin>,
    rollBack: (transaction: Transaction) => Promise<void>,
  ): Promise<Transaction> {
    if (this.#ended.has(context)) throw hasEnded();
    const all = this.#underWayIn(context);
    const beginning = begin();
    const begun: Begun = {
      rollBack: async () => {
        // Whoever began it has been told of an error.
        const transaction = await beginning.catch(() => undefined);
        if (transaction === undefined || !isUnderWay(begun)) return;
        await rollBack(transaction).catch((error: unknown) => {
          // A commit that nobody waited for was faster.
          if (isUnderWay(begun)) throw error;
        });
      },
    };
    all.add(begun);
    try {
      const transaction = await beginning;
      begun.transaction = transaction;
      return transaction;
    } catch (error) {
      all.delete(begun);
      throw error;
    }
  }

  /** A command may begin and end any number, so those that have ended are forgotten. */
  #underWayIn(context: AppContext): Set<Begun> {
    const present = this.#begun.get(context) ?? new Set<Begun>();
    for (const begun of present) if (!isUnderWay(begun)) present.delete(begun);
    this.#begun.set(context, present);
    return present;
  }
}

function isUnderWay({ transaction }: Begun): boolean {
  return transaction === undefined || !(transaction.isCommitted || transaction.isRolledBack);
}

function hasEnded(): OutsideContextError {
  return new OutsideContextError(
    "context_ended",
    "A transaction was to begin in a context that has ended, where nothing would end it. Wait for the work before " +
      "the view returns, or use `em.transactional`, which ends by itself.",
  );
}
