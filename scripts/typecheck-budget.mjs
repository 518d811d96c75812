// @ts-check
// Type-checks large applications against the built packages, as a user's editor would, and holds the work of the
// compiler under a budget: counted in instantiations and types, which do not depend on the machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./child-process.mjs";
import { TSC } from "./tools.mjs";
import { apiOf, routesOf } from "./typecheck-applications.mjs";

/** What one of many may cost: a route with its view and one `urlFor`; a resource with two operations, their schemas and a call. */
const SUBJECTS = [
  { what: "route", count: 500, application: routesOf, instantiations: 250, types: 30 },
  { what: "resource", count: 200, application: apiOf, instantiations: 2500, types: 550 },
];
/** How much more one of many may cost than one of half as many, which it would not were the work linear. */
const GROWTH = 1.05;

for (const subject of SUBJECTS) {
  const { what, count, application } = subject;
  const empty = measure("empty", application(0));
  const half = measure("half", application(count / 2));
  const full = measure("full", application(count));
  console.log(
    `${count} ${what}s: ${full.seconds.toFixed(2)} s, ${Math.round(full.kilobytes / 1024)} MB, of which without any ${empty.seconds.toFixed(2)} s`,
  );
  for (const kind of /** @type {const} */ (["instantiations", "types"])) {
    const each = (full[kind] - empty[kind]) / count;
    const eachOfHalf = (half[kind] - empty[kind]) / (count / 2);
    console.log(
      `  ${full[kind]} ${kind}, ${each.toFixed(1)} for a ${what} (budget ${subject[kind]}); of half as many ${eachOfHalf.toFixed(1)}`,
    );
    if (each <= subject[kind] && each <= eachOfHalf * GROWTH) continue;
    console.error(`A ${what} costs more ${kind} than the budget in scripts/typecheck-budget.mjs allows.`);
    process.exitCode = 1;
  }
}

/**
 * @param {string} name - Of the folder, which git ignores.
 * @param {string} source
 */
function measure(name, source) {
  const folder = join(ROOT, "dist/typecheck-budget", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "app.ts"), source);
  const options = { noEmit: true, customConditions: [] };
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({ extends: "../../../tsconfig.base.json", compilerOptions: options, files: ["app.ts"] }),
  );
  const { status, stdout } = spawnSync(process.execPath, [TSC, "-p", folder, "--extendedDiagnostics"], {
    encoding: "utf8",
  });
  if (status !== 0)
    throw new Error(`The generated application does not type-check:\n${stdout.slice(0, 4000)}`);
  return {
    seconds: figure(stdout, "Total time"),
    kilobytes: figure(stdout, "Memory used"),
    instantiations: figure(stdout, "Instantiations"),
    types: figure(stdout, "Types"),
  };
}

/**
 * @param {string} text
 * @param {string} name
 */
function figure(text, name) {
  return Number(new RegExp(`^${name}: +([\\d.]+)`, "m").exec(text)?.[1]);
}
