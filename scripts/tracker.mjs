// @ts-check
// Installs, builds, and serves examples/tracker with what `dewar db seed` makes. `npm start` serves examples/flaskr,
// which runs on every Node that Dewar does.
import { join } from "node:path";
import { ROOT, runInForeground, runShown } from "./child-process.mjs";
import { install } from "./install.mjs";
import { packagesForNewerNode } from "./newer-node.mjs";

const EXAMPLE = "examples/tracker";
const dewar = [join(ROOT, "packages/dewar/bin/dewar.js"), "--app", `${EXAMPLE}/src/app.ts`];

const tooNew = packagesForNewerNode().find(({ folder }) => folder === EXAMPLE);
if (tooNew !== undefined) {
  console.error(`${EXAMPLE} ${tooNew.reason}.`);
  process.exit(1);
}
install();
// The bundler must be installed before it can be imported.
const { build } = await import("./build.mjs");
if (!(await build())) process.exit(1);
for (const command of ["upgrade", "seed"]) {
  if (!runShown(process.execPath, [...dewar, "db", command])) process.exit(1);
}
console.log("Log in as ann, ben, cleo or vera with the password earl-grey.");
runInForeground(process.execPath, [...dewar, "run", "--debug"]);
