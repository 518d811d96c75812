// @ts-check
// npm run bench -- http | templates [scenario ...]. The benchmarks have packages of their own, installed here on
// first use. BENCH_NODE=path measures under another Node.
import { join } from "node:path";
import { ROOT, runInForeground } from "./child-process.mjs";
import { install } from "./install.mjs";

install();
install(join(ROOT, "bench"));
// The bundler must be installed before it can be imported.
const { build } = await import("./build.mjs");
if (!(await build())) process.exit(1);
runInForeground(process.env["BENCH_NODE"] ?? process.execPath, ["bench/run.mjs", ...process.argv.slice(2)]);
