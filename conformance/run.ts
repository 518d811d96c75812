import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CORPUS, findCaseFiles, readRecords } from "./corpus.ts";
import { belowFloor, type Floor, raiseFloor } from "./floor.ts";
import { type Deviations, judge, type Verdict } from "./judge.ts";
import { loadSuite } from "./load-suite.ts";
import { asJson, closingLine, countFailed, describeVerdict } from "./report.ts";

const SUITES = new URL("suites/", import.meta.url);
const DEVIATIONS = new URL("deviations.json", import.meta.url);
const FLOOR = new URL("floor.json", import.meta.url);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    show: { type: "string", default: "5" },
    floor: { type: "boolean", default: false },
    "raise-floor": { type: "boolean", default: false },
  },
});

const verdicts = await runFiles(positionals);
if (options.json !== undefined) writeFileSync(options.json, asJson(verdicts));
if (options["raise-floor"]) writeJson(FLOOR, raiseFloor(readJson(FLOOR) as Floor, verdicts));
const failed = options.floor ? failedByFloor(verdicts) : countFailed(verdicts);
console.log(closingLine(verdicts, failed));
process.exitCode = failed > 0 ? 1 : 0;

async function runFiles(words: readonly string[]): Promise<Verdict[]> {
  const files = findCaseFiles(words);
  if (files.length === 0)
    console.log(`There are no case files: ${CORPUS} is absent or holds none of this kind.`);
  const deviations: Deviations = new Map(Object.entries(readJson(DEVIATIONS) as Record<string, string>));
  const verdicts: Verdict[] = [];
  for (const file of files) {
    const suite = await loadSuite(file.suite, SUITES);
    const verdict = await judge(file.name, readRecords(file), suite, deviations);
    console.log(describeVerdict(verdict, deviations, Number(options.show)));
    verdicts.push(verdict);
  }
  return verdicts;
}

// With a floor a file fails as a whole, when it passes less than it once did; what never passed is only told.
function failedByFloor(verdicts: readonly Verdict[]): number {
  const complaints = belowFloor(readJson(FLOOR) as Floor, verdicts);
  for (const complaint of complaints) console.log(`BELOW THE FLOOR ${complaint}`);
  const notYet = verdicts.reduce((count, verdict) => count + verdict.failures.length, 0);
  if (notYet > 0)
    console.log(`${notYet} checks do not pass yet; above the floor they do not count as failed.`);
  return complaints.length + verdicts.reduce((count, verdict) => count + verdict.stale.length, 0);
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

function writeJson(file: URL, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
