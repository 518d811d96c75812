// @ts-check
import { runInForeground } from "./child-process.mjs";
import { install } from "./install.mjs";

install();
// The bundler must be installed before it can be imported.
const { build } = await import("./build.mjs");
if (!(await build())) process.exit(1);
runInForeground(process.execPath, [...loaderOfTypeScript(), "examples/flaskr/app.ts"]);

/** Node runs TypeScript by itself since 22.18; tsx does it on the older ones. */
function loaderOfTypeScript() {
  return "typescript" in process.features && process.features.typescript ? [] : ["--import", "tsx"];
}
