import { type Answer, comparable } from "./answer.ts";
import { compare, type Difference } from "./compare.ts";
import { ListedDifferences } from "./differences.ts";
import type { Exchange, RawAnswer } from "./exchange.ts";

/** What came of a run. */
export interface Verdict {
  readonly agreeing: number;
  /** Exchanges that differ as the list says, and not otherwise. */
  readonly explained: number;
  readonly unexplained: readonly { readonly name: string; readonly differences: readonly Difference[] }[];
  /** Listed exchanges that are not there, or agree where the list says that they differ. */
  readonly stale: readonly string[];
}

/** Compares all answers, and sets the differences against the listed ones. */
export function judge(
  exchanges: readonly Exchange[],
  flask: ReadonlyMap<string, readonly Answer[]>,
  dewar: ReadonlyMap<string, readonly RawAnswer[]>,
): Verdict {
  const listed = new ListedDifferences();
  const unexplained: { name: string; differences: Difference[] }[] = [];
  const stale = new Set(listed.names);
  let explained = 0;
  let agreeing = 0;
  for (const exchange of exchanges) {
    const { name } = exchange;
    const ours = (dewar.get(name) ?? []).map((raw) => comparable(raw, exchange));
    const differences = compare(flask.get(name) ?? [], ours);
    const unlisted = listed.unlisted(name, differences);
    if (unlisted.length > 0) unexplained.push({ name, differences: unlisted });
    else if (differences.length === 0) agreeing += 1;
    else explained += 1;
    if (!listed.isStale(name, differences)) stale.delete(name);
  }
  return { agreeing, explained, unexplained, stale: [...stale] };
}
