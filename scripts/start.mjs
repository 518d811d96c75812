// @ts-check
import { runInForeground, runShown } from "./child-process.mjs";
import { install } from "./install.mjs";
import { TSC } from "./tools.mjs";

install();
if (!runShown(process.execPath, [TSC, "-b"])) process.exit(1);
runInForeground(process.execPath, [...loaderOfTypeScript(), "examples/flaskr/app.ts"]);

/** Node runs TypeScript by itself since 22.18; tsx does it on the older ones. */
function loaderOfTypeScript() {
  return "typescript" in process.features && process.features.typescript ? [] : ["--import", "tsx"];
}
