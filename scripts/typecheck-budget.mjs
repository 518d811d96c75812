// @ts-check
// Type-checks an application of 500 routes against the built packages, as a user's editor would, and holds the work
// of the compiler under a budget: counted in instantiations and types, which do not depend on the machine.
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./child-process.mjs";
import { TSC } from "./tools.mjs";

const ROUTES = 500;
/** What one route with its view and one `urlFor` may cost. */
const BUDGET = { instantiations: 250, types: 30 };

/** The shapes of rules that take turns, each with the use that its view makes of the values. */
const SHAPES = [
  { rule: "", values: "", use: '""', given: "" },
  { rule: "/<int:id>", values: "{ id }", use: "String(id.toFixed(0))", given: ", { id: 7 }" },
  {
    rule: "/<name>/<int:page>",
    values: "{ name, page }",
    use: "name.trim() + page.toFixed(0)",
    given: ', { name: "a", page: 2 }',
  },
  {
    rule: "/<any(rss,atom):format>/<path:rest>",
    values: "{ format, rest }",
    use: "`${format}${rest.length}`",
    given: ', { format: "rss", rest: "a/b" }',
  },
  {
    rule: "/<float:price>/<uuid:key>/edit",
    values: "{ price, key }",
    use: "`${price + 1}${key.length}`",
    given: ', { price: 1.5, key: "k", page: 3 }',
  },
];

const empty = measure("empty", 0);
const full = measure("full", ROUTES);
const perRoute = {
  instantiations: (full.instantiations - empty.instantiations) / ROUTES,
  types: (full.types - empty.types) / ROUTES,
};
console.log(
  `${ROUTES} routes: ${full.seconds.toFixed(2)} s, ${Math.round(full.kilobytes / 1024)} MB, of which without a route ${empty.seconds.toFixed(2)} s`,
);
console.log(`${full.instantiations} instantiations and ${full.types} types in all`);
console.log(
  `a route: ${perRoute.instantiations.toFixed(1)} instantiations (budget ${BUDGET.instantiations}), ${perRoute.types.toFixed(1)} types (budget ${BUDGET.types})`,
);
if (perRoute.instantiations > BUDGET.instantiations || perRoute.types > BUDGET.types) {
  console.error(
    "The types of routes have become more expensive than the budget in scripts/typecheck-budget.mjs allows.",
  );
  process.exitCode = 1;
}

/**
 * @param {string} name - Of the folder, which git ignores.
 * @param {number} routes
 */
function measure(name, routes) {
  const folder = join(ROOT, "dist/typecheck-budget", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "app.ts"), application(routes));
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

/** @param {number} routes */
function application(routes) {
  return [
    'import { Flask, urlFor } from "dewar";',
    "const app = new Flask(import.meta.url);",
    ...Array.from({ length: routes }, (_, index) => route(index)),
    "export default app;",
    "",
  ].join("\n");
}

// Each view links to the route before it: one that links to itself needs a return type, or its type would be circular.
/** @param {number} index */
function route(index) {
  const { rule, values, use } = shape(index);
  const link = index === 0 ? "" : ` + urlFor(route${index - 1}${shape(index - 1).given})`;
  const view = `function view${index}(${values}) { return ${use}${link}; }`;
  return `const route${index} = app.get("/section${index}${rule}", ${view});`;
}

/** @param {number} index */
function shape(index) {
  return /** @type {(typeof SHAPES)[number]} */ (SHAPES[index % SHAPES.length]);
}

/**
 * @param {string} text
 * @param {string} name
 */
function figure(text, name) {
  return Number(new RegExp(`^${name}: +([\\d.]+)`, "m").exec(text)?.[1]);
}
