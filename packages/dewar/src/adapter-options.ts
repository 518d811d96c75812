import type { HandlerOptions, RequestClass } from "@dewar/http";
import type { Flask } from "./app.ts";
import { toError } from "./errors.ts";
import type { Request } from "./request.ts";

/** What the adapters are told by an application. It reads its own body: a route may want it as a stream. */
export function adapterOptions(
  app: Flask,
): HandlerOptions<Request> & { readonly requestClass: RequestClass<Request> } {
  return {
    loadBody: false,
    get requestClass() {
      return app.requestClass;
    },
    onError: (error) => app.logException(toError(error)),
  };
}
