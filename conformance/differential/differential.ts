import { compareAll, type Difference } from "./compare.ts";
import type { Mutants } from "./mutants.ts";
import type { Oracle } from "./oracle.ts";
import { makeSample } from "./samples.ts";
import { shrink } from "./shrink.ts";

const BATCH = 200;

/** What came of a run. */
export interface Report {
  readonly same: number;
  readonly skipped: number;
  /** How often each known difference was met, by its name. */
  readonly known: ReadonlyMap<string, number>;
  readonly differences: readonly Found[];
}

/** A difference, shrunk, with the number of its sample. */
export interface Found extends Difference {
  readonly number: number;
}

/** Which samples to compare, and how many differences are enough. */
export interface RunOptions {
  /** Makes the samples; without it they are made from nothing. */
  readonly mutants?: Mutants | undefined;
  readonly seed: number;
  readonly count: number;
  readonly most: number;
}

/** Compares the samples of a seed, and shrinks those on which the two sides differ. */
export async function runDifferential(
  oracle: Oracle,
  { seed, count, most, mutants }: RunOptions,
): Promise<Report> {
  const known = new Map<string, number>();
  const differences: Found[] = [];
  let [same, skipped] = [0, 0];
  for (let start = 0; start < count && differences.length < most; start += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, count - start) }, (_, index) => start + index);
    const samples = numbers.map((number) => makeSample(seed, number, mutants));
    const comparisons = await compareAll(oracle, samples);
    for (const [index, comparison] of comparisons.entries()) {
      const [sample, number] = [samples[index], numbers[index]];
      if (comparison.kind === "same") same += 1;
      if (comparison.kind === "skipped") skipped += 1;
      if (comparison.kind === "known")
        known.set(comparison.known.name, (known.get(comparison.known.name) ?? 0) + 1);
      if (comparison.kind !== "different" || sample === undefined || number === undefined) continue;
      if (differences.length < most)
        differences.push({ ...(await shrink(oracle, sample, comparison)), number });
    }
  }
  return { same, skipped, known, differences };
}
