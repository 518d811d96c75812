import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CORPUS, findCaseFiles, readRecords } from "./corpus.ts";
import { belowFloor, type Floor, raiseFloor } from "./floor.ts";
import { type Deviations, failedIn, judge, type Verdict } from "./judge.ts";
import { loadSuite } from "./load-suite.ts";
import { asJson, closingLine, describeVerdict } from "./report.ts";

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
process.exitCode = settle(verdicts);
console.log(closingLine(verdicts));

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

// With a floor a run is good when no file falls below it; without one, when nothing fails.
function settle(verdicts: readonly Verdict[]): 0 | 1 {
  const floor = readJson(FLOOR) as Floor;
  if (options["raise-floor"]) {
    writeFileSync(FLOOR, `${JSON.stringify(raiseFloor(floor, verdicts), null, 2)}\n`);
    return 0;
  }
  if (!options.floor) return verdicts.some((verdict) => failedIn(verdict) > 0) ? 1 : 0;
  const complaints = belowFloor(floor, verdicts);
  for (const complaint of complaints) console.log(`BELOW THE FLOOR ${complaint}`);
  return complaints.length > 0 || verdicts.some((verdict) => verdict.stale.length > 0) ? 1 : 0;
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
