/** One line of a conformance file, parsed. A suite knows its further members. */
export interface CaseRecord {
  readonly id: string;
  readonly [member: string]: unknown;
}

/** What came of one check. Most records hold one check; a routing record holds many. */
export interface Outcome {
  /** The id of the check, under which `deviations.json` may list it. */
  readonly id: string;
  readonly passed: boolean;
  /** The input, the expected and the actual answer as a person would read them; shown when the check failed. */
  readonly input: string;
  readonly expected: string;
  readonly actual: string;
}

/** Runs the records of the files that bear its name: `<name>-*.jsonl`. It must not throw: a throw is an outcome. */
export interface Suite {
  readonly name: "jinja" | "routing" | "http" | "forms" | "signing";
  run(record: CaseRecord): readonly Outcome[] | Promise<readonly Outcome[]>;
}
