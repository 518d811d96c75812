import { setTimeout as sleep } from "node:timers/promises";
import { serve, type Server, stopOnSignals } from "@dewar/http";
import { adapterOptions } from "../../adapter-options.ts";
import type { Flask } from "../../app.ts";
import { CommandError } from "../errors.ts";
import type { AppLoader } from "../load-app.ts";
import { cannotListen } from "./cannot-listen.ts";
import { productionHandler } from "./production-handler.ts";
import type { ServeSettings } from "./serve-settings.ts";

/** What may happen after the last request, such as a mail that is being sent. */
const TEARDOWN_TIME = 5000;
/** Shorter keys can be guessed, such as the "dev" of so many examples. */
const SHORTEST_KEY = 16;

/** How long it may take until a process has stopped. */
export function stopDeadline({ drain, stopTimeout }: ServeSettings): number {
  return drain + stopTimeout + TEARDOWN_TIME;
}

/**
 * Serves the application in this process, until a signal stops it.
 *
 * @param warns - Whether it says what is doubtful about the application's settings.
 * @throws CommandError when the application cannot be loaded or is in debug mode, or when it cannot listen.
 */
export async function serveInThisProcess(
  loader: AppLoader,
  settings: ServeSettings,
  warns: boolean,
): Promise<{ readonly app: Flask; readonly server: Server }> {
  const app = await loader.load();
  if (app.debug) refuseDebug();
  if (warns) warnOfSecretKey(app);
  let isReady = true;
  const handler = productionHandler(app, settings, () => isReady);
  const { listen } = settings;
  const server = await serve(handler, { ...listen, ...adapterOptions(app) }).catch((error: unknown) =>
    cannotListen(error, listen),
  );
  const draining = {
    async close(options: Parameters<Server["close"]>[0]): Promise<void> {
      isReady = false;
      await sleep(settings.drain);
      await server.close(options);
    },
    closeNow: () => server.closeNow(),
  };
  stopOnSignals(draining, {
    signals: settings.workers === undefined ? ["SIGTERM", "SIGINT", "SIGHUP"] : ["SIGTERM", "SIGINT"],
    timeout: settings.stopTimeout,
    deadline: stopDeadline(settings),
    teardown: () => app.backgroundWork.finished(),
  });
  return { app, server };
}

/** @throws CommandError always. */
export function refuseDebug(): never {
  throw new CommandError(
    "An application in debug mode is not served to others: its tracebacks show source and secrets. Leave DEBUG and " +
      "DEWAR_DEBUG unset, or work on it with `dewar run --debug`.",
  );
}

function warnOfSecretKey(app: Flask): void {
  const key = app.config.get("SECRET_KEY");
  if (key !== null && key.length >= SHORTEST_KEY) return;
  app.logger.warn(
    `SECRET_KEY ${key === null ? "is missing: sessions cannot be written" : "is short enough to be guessed: sessions can be forged"}. ` +
      "Set it to a long random text, such as `openssl rand -base64 32` prints.",
  );
}
