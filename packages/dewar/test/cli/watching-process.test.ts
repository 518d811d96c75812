import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, it } from "vitest";
import { answerWith, DEWAR, RunningProgram } from "../server/running-program.ts";

let program: RunningProgram | undefined;

afterEach(async () => {
  await program?.remove();
  program = undefined;
});

// A process that serves has been handed something over, but for its threads.
const LIST_MODULES = `
import { register } from "node:module";
if (process.env.DEWAR_HANDOVER === undefined) register("./loaded-hooks.mjs", import.meta.url);
`;
const HOOKS = String.raw`
import { appendFileSync } from "node:fs";
export async function load(url, context, next) {
  appendFileSync(new URL("loaded-" + process.pid, import.meta.url), url + "\n");
  return await next(url, context);
}
`;

it("`dewar run --debug` watches without loading the framework or the application", async () => {
  program = new RunningProgram({
    "list-modules.mjs": LIST_MODULES,
    "loaded-hooks.mjs": HOOKS,
    "app.ts": `import { Flask } from ${DEWAR};
const app = new Flask(import.meta.url);
app.get("/", () => "tea");
export default app;
`,
  });
  const preload = pathToFileURL(join(program.folder, "list-modules.mjs")).href;
  const url = await program
    .start(["run", "--debug"], { NODE_OPTIONS: `--no-warnings --import=${preload}` })
    .served();
  await answerWith(url, "tea");

  const { folder } = program;
  const lists = readdirSync(folder).filter((file) => file.startsWith("loaded-"));
  const [loaded = [], ...others] = lists
    .map((file) => readFileSync(join(folder, file), "utf8").split("\n"))
    .filter((modules) => modules.some((module) => module.includes("/cli/main.")));
  expect(others).toEqual([]);
  const framework = /\/app\.ts|\/packages\/(?:http|jinja|markup|signing|debugger)\/|\/server\/run\./;
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.filter((module) => framework.test(module))).toEqual([]);
}, 60_000);
