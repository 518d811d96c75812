#!/usr/bin/env node
import * as module from "node:module";

// Node 22.1 and later keep what was compiled. It has to be asked for before anything else is loaded.
module.enableCompileCache?.();
const { main } = await import("../dist/cli/main.js");

await main(process.argv.slice(2));
