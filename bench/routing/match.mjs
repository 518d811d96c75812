// @ts-check
// Matches one scenario with one peer. Writes what a match says; then answers each line, a number of milliseconds,
// with the CPU that a thousand matches took on average.
import { createInterface } from "node:readline";
import { routes, scenarios } from "./scenarios.mjs";

const [peer, name] = process.argv.slice(2);
const scenario = scenarios.find((scenario) => scenario.name === name);
if (scenario === undefined) throw new Error(`There is no scenario ${name}.`);
const { rules, path } = scenario;
const { router } = await import(`./peers/${peer}.mjs`);
/** @type {(path: string) => { route: number, values: readonly unknown[] }} */
const match = router(routes(rules));

const { route, values } = match(path);
console.log(JSON.stringify({ id: [route, ...values].join(" ") }));
createInterface({ input: process.stdin }).on("line", (line) =>
  console.log(JSON.stringify(measure(Number(line)))),
);

// A server cuts the path out of a request, a new string each time: its hash is not known yet.
const requests = Array.from({ length: 1000 }, (_, index) => `GET ${path}?${index}`);

/** @param {number} milliseconds */
function measure(milliseconds) {
  let count = 0;
  let sum = 0;
  const start = process.cpuUsage();
  const end = performance.now() + milliseconds;
  do {
    for (const request of requests) sum += match(request.slice(4, 4 + path.length)).route;
    count++;
  } while (performance.now() < end);
  const { user, system } = process.cpuUsage(start);
  if (sum !== count * requests.length * route) throw new Error("A match went elsewhere.");
  return { microseconds: (user + system) / count };
}
