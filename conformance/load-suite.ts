import { failureOfAll } from "./failure.ts";
import type { CaseRecord, Outcome, Suite } from "./suite.ts";

/**
 * Imports a suite when it is needed. One that cannot be imported still counts: each of its cases fails with
 * the reason, and the other suites run.
 *
 * @param name - The suite's name, which is also its file's.
 * @param folder - The folder of the suites.
 */
export async function loadSuite(name: Suite["name"], folder: URL): Promise<Suite> {
  try {
    const module = (await import(new URL(`${name}.ts`, folder).href)) as { readonly suite?: Suite };
    if (module.suite === undefined) throw new Error(`suites/${name}.ts does not export "suite".`);
    return module.suite;
  } catch (error) {
    return brokenSuite(name, error);
  }
}

function brokenSuite(name: Suite["name"], reason: unknown): Suite {
  const run = (record: CaseRecord): readonly Outcome[] =>
    failureOfAll(record, "the suite did not load", reason);
  return { name, run };
}
