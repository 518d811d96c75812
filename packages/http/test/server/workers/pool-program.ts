import { reloadOnSignal, startWorkers, stopOnSignals } from "../../../src/index.ts";

// A process for the tests of workers: it writes a line for each thing that happens.

const [program = "", count, startTimeout, stopTimeout] = process.argv.slice(2);
const say = (line: string): void => console.log(line);

try {
  const workers = await startWorkers(new URL(program, import.meta.url), {
    count: Number(count),
    args: process.argv.slice(6),
    startTimeout: Number(startTimeout),
    stopTimeout: Number(stopTimeout),
    logger: { info: say, error: say },
  });
  stopOnSignals(workers);
  reloadOnSignal(workers);
  say("pool ready");
} catch (error) {
  say(`failed ${(error as { readonly code?: string }).code}`);
  process.exitCode = 1;
}
