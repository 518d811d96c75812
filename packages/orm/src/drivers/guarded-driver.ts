import type { Configuration, DriverException } from "@mikro-orm/core";
import type { AbstractSqlDriver } from "@mikro-orm/sql";
import type { UnfinishedWork } from "../unfinished-work.ts";
import type { Guard } from "./guard.ts";
import type { ValueGuard } from "./value-guard.ts";

/** A driver for an SQL database, such as `MySqlDriver` of `@mikro-orm/mysql`. */
export type DriverClass = new (config: Configuration) => AbstractSqlDriver;

/** The same driver, behind guards, with what is begun on it taken note of. */
export function guardedDriver(
  Driver: DriverClass,
  guard: Guard,
  values: ValueGuard,
  unfinished: UnfinishedWork,
): DriverClass {
  return class GuardedDriver extends Driver {
    constructor(config: Configuration) {
      super(config);
      for (const connection of [this.connection, ...this.replicas]) {
        guard.watch(connection);
        unfinished.watch(connection);
      }
      const { platform } = this;
      const quoteValue = platform.quoteValue.bind(platform);
      const escape = platform.escape.bind(platform);
      platform.quoteValue = (value: unknown) => {
        values.refuseImpossible(value);
        return quoteValue(value);
      };
      platform.escape = (value: unknown) => {
        values.refuseImpossible(value);
        return escape(value);
      };
    }

    override convertException(error: Error): DriverException {
      // MikroORM throws what it gets here, and looks at nothing of it.
      const known: Error | undefined = guard.unavailable(error) ?? values.dataError(error);
      return known ?? super.convertException(error);
    }
  };
}
