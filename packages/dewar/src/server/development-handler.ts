import { type RequestHandler, Response } from "@dewar/http";
import type { Flask } from "../app.ts";
import { attempt } from "../dispatch/maybe-promise.ts";
import { toError } from "../errors.ts";
import type { Request } from "../request.ts";

/** The application as its development server asks it: an error that it lets through becomes a traceback. */
export function developmentHandler(app: Flask): RequestHandler<Request> {
  return (request) =>
    attempt(
      () => app.handle(request),
      (thrown) => {
        const error = toError(thrown);
        app.logException(error);
        return new Response(traceback(error), { status: 500, mimetype: "text/plain" });
      },
    );
}

/** The error with what caused it, as Node prints it. */
function traceback(error: Error): string {
  const causes: string[] = [];
  for (let cause: unknown = error; cause instanceof Error && causes.length < 10; cause = cause.cause) {
    causes.push(cause.stack ?? String(cause));
  }
  return `${causes.join("\n\nCaused by: ")}\n`;
}
