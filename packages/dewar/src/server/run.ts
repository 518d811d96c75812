import { dirname } from "node:path";
import { adhocCertificate, nodeHandler, serve, type Stoppable, stopOnSignals } from "@dewar/http";
import { adapterOptions } from "../adapter-options.ts";
import type { Flask } from "../app.ts";
import { isCommandLine } from "./command-line.ts";
import { deepenStacks } from "./deepen-stacks.ts";
import { developmentHandler } from "./development-handler.ts";
import { HandedServer } from "./handed-server.ts";
import { type Handover, handover, onOrder, report } from "./handover.ts";
import { listenAddress, refuseToListen } from "./listen-address.ts";
import { LiveReload } from "./live-reload.ts";
import { refuseDebugInProduction } from "./refuse-debug.ts";
import { superviseReloads } from "./reloader.ts";
import type { RunOptions } from "./run-options.ts";
import { type DebuggerSettings, type RunningDebugger, startDebugger } from "./start-debugger.ts";
import { templateFrames } from "./template-frames.ts";

/**
 * Serves an application for development.
 *
 * With the reloader this process only watches: it starts the same program again as a child, and the call there
 * serves.
 */
export function runApp(app: Flask, options: RunOptions): void {
  if (isCommandLine()) {
    process.stderr.write(
      "app.run() does nothing here, for the command `dewar` decides what is served. Guard it: " +
        "if (import.meta.filename === process.argv[1]) app.run();\n",
    );
    return;
  }
  app.debug = options.debug ?? app.debug;
  if (app.debug) refuseDebugInProduction();
  if ((options.useReloader ?? app.debug) && handover() === undefined) {
    const program = process.argv[1] === undefined ? [] : [dirname(process.argv[1])];
    const sources = {
      folders: [...program, app.rootPath],
      files: options.extraFiles ?? [],
      instancePath: app.instancePath,
    };
    void superviseReloads(sources, { ...options, useDebugger: options.useDebugger ?? app.debug });
    return;
  }
  void serveForDevelopment(app, options);
}

/** Serves in this process: the connections of the reloader that has started it, or those of a port of its own. */
export async function serveForDevelopment(app: Flask, options: RunOptions): Promise<void> {
  app.debug = options.debug ?? app.debug;
  if (app.debug) refuseDebugInProduction();
  if (app.debug) deepenStacks();
  const given = handover();
  if (given === undefined) await serveAlone(app, options);
  else await serveSupervised(app, options, given);
}

async function serveAlone(app: Flask, options: RunOptions): Promise<void> {
  const address = listenAddress(options);
  const useDebugger = options.useDebugger ?? app.debug;
  const errors = useDebugger ? await debuggerOf(app, { ...address, credentials: undefined }) : undefined;
  const tls = options.tls === "adhoc" ? adhocCertificate() : options.tls;
  try {
    const handler = developmentHandler(app, { debugger: errors });
    const server = await serve(handler, { ...address, tls, ...adapterOptions(app) });
    announce(app, server.url, errors);
    stopInOrder(app, server, errors, ["SIGTERM", "SIGINT"]);
  } catch (error) {
    refuseToListen(error, address);
  }
}

async function serveSupervised(app: Flask, options: RunOptions, given: Handover): Promise<void> {
  const errors = given.useDebugger ? await debuggerOf(app, given) : undefined;
  const liveReload = given.liveReload ? new LiveReload() : undefined;
  const handler = developmentHandler(app, { debugger: errors, liveReload });
  const tls = options.tls === "adhoc" ? given.certificate : options.tls;
  const server = new HandedServer(nodeHandler(handler, adapterOptions(app)), tls);
  stopInOrder(app, server, errors, ["SIGTERM"]);
  // Ctrl-C reaches this process too; the reloader makes an order of it.
  process.on("SIGINT", () => undefined);
  onOrder((order, socket) => {
    if (order.dewar === "connection") {
      report({ dewar: "taken", number: order.number });
      // One whose client has left already is not there.
      if (socket !== undefined) server.take(socket);
    } else if (order.dewar === "changed") liveReload?.tell(order.kind);
    else if (order.dewar === "stop") {
      report({ dewar: "stopping" });
      // Streams that never end would hold up those that do.
      liveReload?.end();
      // As a signal, which the application may listen to. Windows has none that could be sent.
      process.emit("SIGTERM", "SIGTERM");
    }
  });
  announce(app, given.url, errors);
  report({ dewar: "serving", ...filesOf(app), credentials: errors?.credentials });
}

async function debuggerOf(app: Flask, settings: DebuggerSettings): Promise<RunningDebugger> {
  const errors = await startDebugger(settings);
  errors.tell = (error) => templateFrames(app, error);
  return errors;
}

/** What an application is made of, besides modules. */
function filesOf(app: Flask): { readonly pages: readonly string[]; readonly files: readonly string[] } {
  const owners = [app, ...app.blueprints.values()];
  const folders = owners.flatMap(({ templateFolder, staticFolder }) => [templateFolder, staticFolder]);
  return { pages: folders.filter((folder) => folder !== undefined), files: app.config.files };
}

function announce(app: Flask, url: string, errors: RunningDebugger | undefined): void {
  const mode = app.debug ? "debug mode" : "development server";
  const pin = errors === undefined ? "" : `PIN of the debugger's console: ${errors.credentials.pin}\n`;
  process.stdout.write(`Dewar serves "${app.name}" at ${url} (${mode}; Ctrl-C stops it).\n${pin}`);
}

function stopInOrder(
  app: Flask,
  server: Stoppable,
  errors: RunningDebugger | undefined,
  signals: readonly NodeJS.Signals[],
): void {
  stopOnSignals(server, {
    signals,
    // A stream that never ends must not hold up a restart.
    linger: 0,
    timeout: 1000,
    deadline: 10_000,
    teardown: async () => {
      const { size } = app.backgroundWork;
      if (size > 0)
        process.stderr.write(`Finishing background work (${size} left); Ctrl-C again does not wait.\n`);
      await app.backgroundWork.finished();
      await errors?.answers.stop();
    },
  });
}
