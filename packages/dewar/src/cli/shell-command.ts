import { once } from "node:events";
import { homedir } from "node:os";
import { join } from "node:path";
import type { REPLServer } from "node:repl";
import type { AppContext } from "../context.ts";
import type { AppGroup } from "./app-group.ts";
import type { AppLoader } from "./load-app.ts";

/** Adds `shell`, Node's own read-eval-print loop inside a context of the application. */
export function addShellCommand(group: AppGroup, loader: AppLoader): void {
  const details = { description: "Try things inside the application: its context, with await." };
  group.command("shell", details, async () => {
    const app = await loader.load();
    await app.appContext().run(async (context) => {
      const values = app.makeShellContext();
      process.stdout.write(
        `Node ${process.version}, application "${app.name}" in ${app.rootPath}\n` +
          `At hand: ${Object.keys(values).join(", ")}. Ctrl-D ends it.\n`,
      );
      await once(await startRepl(context, values), "exit");
    });
  });
}

async function startRepl(
  context: AppContext,
  values: Readonly<Record<string, unknown>>,
): Promise<REPLServer> {
  // It loads `node:domain`, which makes every event of the process dearer.
  const { start } = await import("node:repl");
  const repl = start({ prompt: "> " });
  Object.assign(repl.context, values);
  repl.on("reset", () => Object.assign(repl.context, values));
  // Lines arrive in events of the terminal, which know of no context.
  const evaluate = repl.eval;
  const evaluateInside: REPLServer["eval"] = function (this: REPLServer, ...args) {
    context.enter(() => Reflect.apply(evaluate, this, args));
  };
  Object.defineProperty(repl, "eval", { value: evaluateInside });
  const history = process.env["NODE_REPL_HISTORY"] ?? join(homedir(), ".dewar_history");
  // Without a history the shell works as well.
  if (history !== "" && process.stdin.isTTY) repl.setupHistory(history, () => undefined);
  return repl;
}
