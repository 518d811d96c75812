import { parseArgs } from "node:util";
import { type Found, runDifferential } from "./differential.ts";
import { KNOWN } from "./known.ts";
import { Mutants } from "./mutants.ts";
import { Oracle } from "./oracle.ts";

const { values: options } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    count: { type: "string", default: "2000" },
    show: { type: "string", default: "20" },
    mutants: { type: "boolean", default: false },
  },
});

const absence = Oracle.absence();
if (absence === undefined) await run();
else console.log(`There is no oracle: ${absence}.`);

async function run(): Promise<void> {
  const oracle = await Oracle.start();
  const [seed, count, most] = [Number(options.seed), Number(options.count), Number(options.show)];
  const mutants = options.mutants ? Mutants.load() : undefined;
  const { same, skipped, known, differences } = await runDifferential(oracle, { seed, count, most, mutants });
  oracle.close();
  for (const found of differences) console.log(describe(found));
  for (const { name, reason } of KNOWN)
    if (known.has(name))
      console.log(`known ${String(known.get(name)).padStart(5)} times  ${name}: ${reason}`);
  const compared = `${same} same as Jinja ${oracle.version}, ${skipped} not comparable`;
  console.log(`${compared}, ${sum(known.values())} known, ${differences.length} different`);
  process.exitCode = differences.length > 0 ? 1 : 0;
}

/** Shows what both sides answered to the smallest case that was found. */
function describe({ number, record, theirs, ours }: Found): string {
  const { main, ...rest } = record;
  return [
    `DIFFERENT sample ${number}`,
    `    ${JSON.stringify(main)}`,
    ...Object.entries(rest)
      .filter(([, members]) => JSON.stringify(members ?? {}) !== "{}")
      .map(([name, members]) => `    ${name} ${JSON.stringify(members)}`),
    `    - ${JSON.stringify(theirs)}`,
    `    + ${JSON.stringify(ours)}`,
  ].join("\n");
}

function sum(counts: Iterable<number>): number {
  return [...counts].reduce((total, count) => total + count, 0);
}
