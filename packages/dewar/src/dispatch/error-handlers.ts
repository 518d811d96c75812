import { HTTPException } from "@dewar/http";
import type { MaybePromise } from "./maybe-promise.ts";
import type { ViewResult } from "./to-response.ts";

/** Answers for an error. */
export type ErrorHandler<E extends Error = Error> = (error: E) => MaybePromise<ViewResult>;
/** A class of errors. */
export type ErrorClass<E extends Error = Error> = abstract new (...args: never[]) => E;

type HandlersByClass = Map<ErrorClass, ErrorHandler>;

/** The error handlers of one application or blueprint. */
export class ErrorHandlers {
  readonly #byCode = new Map<number, HandlersByClass>();
  readonly #byClass: HandlersByClass = new Map();

  /**
   * Keeps a handler for a status code or for a class of errors.
   *
   * The compiler knows which class `kind` stands for; here the handler is kept as one that takes any error, and
   * `find` hands it only errors of its kind.
   */
  register<E extends Error>(kind: number | ErrorClass<E>, handler: ErrorHandler<E>): void {
    const code = typeof kind === "number" ? kind : statusOf(kind);
    const handlers = code === undefined ? this.#byClass : this.#withCode(code);
    handlers.set(typeof kind === "number" ? HTTPException : kind, handler as ErrorHandler);
  }

  /** The handler of the most specific class that `error` belongs to, among those kept for `code` or for none. */
  find(code: number | undefined, error: Error): ErrorHandler | undefined {
    const handlers = code === undefined ? this.#byClass : this.#byCode.get(code);
    if (handlers === undefined || handlers.size === 0) return undefined;
    for (const ancestor of ancestry(error)) {
      const handler = handlers.get(ancestor);
      if (handler !== undefined) return handler;
    }
    return undefined;
  }

  #withCode(code: number): HandlersByClass {
    const present = this.#byCode.get(code);
    if (present !== undefined) return present;
    const handlers: HandlersByClass = new Map();
    this.#byCode.set(code, handlers);
    return handlers;
  }
}

/**
 * The handler for an error: one for its status code before one for its class, and within each the blueprint's
 * before the application's (Flask, "Handling Application Errors").
 *
 * @param scopes - From the innermost blueprint to the application.
 */
export function findErrorHandler(scopes: readonly ErrorHandlers[], error: Error): ErrorHandler | undefined {
  const codes = error instanceof HTTPException ? [error.code, undefined] : [undefined];
  for (const code of codes) {
    for (const scope of scopes) {
      const handler = scope.find(code, error);
      if (handler !== undefined) return handler;
    }
  }
  return undefined;
}

/** HTTPException itself stands for every status; its subclasses stand for theirs. */
function statusOf(kind: ErrorClass): number | undefined {
  const isStatusClass = kind.prototype instanceof HTTPException;
  return isStatusClass ? (kind as ErrorClass & { readonly code: number }).code : undefined;
}

function* ancestry(error: Error): Generator<ErrorClass> {
  let prototype: unknown = Object.getPrototypeOf(error);
  while (typeof prototype === "object" && prototype !== null && prototype !== Object.prototype) {
    yield prototype.constructor as ErrorClass;
    prototype = Object.getPrototypeOf(prototype);
  }
}
