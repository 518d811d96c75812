import { BodyLimits, type HandlerOptions, type RequestClass } from "@dewar/http";
import type { Flask } from "./app.ts";
import type { Config } from "./config.ts";
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

/** How much of a body an application takes. */
export function bodyLimitsOf(config: Config): BodyLimits {
  return new BodyLimits({
    maxContentLength: config.get("MAX_CONTENT_LENGTH"),
    maxFormMemorySize: config.get("MAX_FORM_MEMORY_SIZE"),
    maxFormParts: config.get("MAX_FORM_PARTS"),
  });
}
