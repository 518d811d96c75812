// Loaded with `--import` by each process that the reloader starts, before the program.
import * as nodeModule from "node:module";
import { fileURLToPath } from "node:url";
import { deepenStacks } from "./deepen-stacks.ts";
import { describeStartFailure } from "./describe-start-failure.ts";
import { handover, report } from "./handover.ts";
import { startDebugger, watchAwaits } from "./start-debugger.ts";

// Worker threads and processes of the program's load this file too; nothing was handed over to them.
const later = nodeModule as unknown as LaterModule;
const given = handover();
if (given !== undefined) {
  // The next process loads the same modules (Node 22.1 and later keep what was compiled).
  later.enableCompileCache?.();
  deepenStacks();
  const flush = reportModules();
  process.on("uncaughtExceptionMonitor", (error) => {
    // A program that handles it goes on.
    if (process.listenerCount("uncaughtException") > 0) return;
    flush();
    report({ dewar: "failed", failure: describeStartFailure(error) });
  });
  if (given.useDebugger) {
    // Its thread starts while the program is loaded.
    startDebugger(given).catch(() => undefined);
    await watchAwaits().catch(() => undefined);
  }
}

/** What later versions of `node:module` have. */
interface LaterModule {
  readonly enableCompileCache?: () => void;
  readonly registerHooks?: (hooks: {
    resolve(specifier: string, context: object, next: Resolve): { readonly url: string };
  }) => void;
}

type Resolve = (specifier: string, context: object) => { readonly url: string };

/**
 * Tells the reloader which files are loaded, where Node offers to say so (22.15 and later).
 *
 * @returns Tells what it has not been told yet.
 */
function reportModules(): () => void {
  let files: string[] = [];
  const flush = (): void => {
    if (files.length > 0) report({ dewar: "loaded", files });
    files = [];
  };
  later.registerHooks?.({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      if (resolved.url.startsWith("file:") && !resolved.url.includes("/node_modules/")) {
        if (files.push(fileURLToPath(resolved.url)) === 1) setImmediate(flush).unref();
      }
      return resolved;
    },
  });
  return flush;
}
