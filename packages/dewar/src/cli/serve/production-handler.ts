import { proxyFix, type ProxyFixOptions, type RequestHandler, Response } from "@dewar/http";
import type { Flask } from "../../app.ts";
import { AppContext } from "../../context.ts";
import { andThen } from "../../dispatch/maybe-promise.ts";
import { toError } from "../../errors.ts";
import type { Request } from "../../request.ts";
import { CommandError } from "../errors.ts";
import type { ServeSettings } from "./serve-settings.ts";

/**
 * The application as production asks it: with answers for who watches over the process, with the facts that the
 * proxies in front have added, and with a line in the log for each answer.
 *
 * Whoever watches asks under an address of its own, so that its requests do not go through TRUSTED_HOSTS; and often,
 * so that they are not logged.
 *
 * @param isReady - Whether new requests are welcome.
 */
export function productionHandler(
  app: Flask,
  settings: Pick<ServeSettings, "accessLog" | "livePath" | "proxies" | "readyPath">,
  isReady: () => boolean,
): RequestHandler<Request> {
  const { livePath, readyPath, proxies, accessLog } = settings;
  const logged = accessLog ? withAccessLog(app) : app.handle;
  const handler = proxies === undefined ? logged : behindProxies(logged, proxies);
  return (request) => {
    const { path } = request;
    if (path === livePath) return health(true, "alive");
    if (path === readyPath) return health(isReady(), isReady() ? "ready" : "stopping");
    return handler(request);
  };
}

function health(isWell: boolean, text: string): Response {
  return new Response(`${text}\n`, {
    status: isWell ? 200 : 503,
    mimetype: "text/plain",
    headers: { "Cache-Control": "no-store" },
  });
}

/** `proxyFix` does not know of our class of requests; those that it derives are of the class of those it is given. */
function behindProxies(handler: RequestHandler<Request>, proxies: ProxyFixOptions): RequestHandler<Request> {
  try {
    return proxyFix(handler as RequestHandler, proxies);
  } catch (cause) {
    throw new CommandError(`--trusted-proxies: ${toError(cause).message}`, { cause });
  }
}

/** A line is written when the answer has been sent, or when its client has left. The query may hold secrets. */
function withAccessLog(app: Flask): RequestHandler<Request> {
  return (request) => {
    const start = performance.now();
    return andThen(app.handle(request), (response) => {
      response.callOnClose(() => {
        const { method, path, remoteAddr: client } = request;
        const status = response.statusCode;
        const ms = Number((performance.now() - start).toFixed(1));
        // Within a context, in which the line gets the id of its request.
        const context = new AppContext(app, request);
        context.enter(() => app.logger.info({ method, path, status, ms, client }, "answered"));
      });
      return response;
    });
  };
}
