import { Readable } from "node:stream";
import { inspect } from "node:util";
import { HTTPException, Response } from "@dewar/http";
import { htmlOf } from "@dewar/markup";
import type { Flask } from "../app.ts";
import type { AppContext } from "../context.ts";
import { ViewReturnError } from "../errors.ts";
import { readWithin } from "./read-within.ts";

/**
 * What a view may return: text or Markup (HTML), bytes, a Response of ours or of the web platform, a stream or an iterable
 * that is neither array, Map nor Set (streamed), an HTTP error, or any other array or object (JSON).
 *
 * The compiler sees to it that something is returned; what kind of object it is shows at run time.
 */
export type ViewResult = string | object;

/**
 * Makes the response of a value that a view, a hook or an error handler returned. Every response of an application
 * comes through here. An iterable is read within the context, so that a generator has `request` and `g`.
 *
 * @param origin - Says who returned the value, for the error message: `The view "index" (GET /)`.
 * @throws ViewReturnError when the value cannot become a response.
 */
export function toResponse(context: AppContext, value: unknown, origin: () => string): Response {
  const { app } = context;
  if (typeof value === "string") return new app.responseClass(value);
  if (value instanceof Response) return value;
  if (typeof value !== "object" || value === null) throw unusable(value, origin());
  if (value instanceof Uint8Array) return new app.responseClass(value);
  const html = htmlOf(value);
  if (html !== undefined) return new app.responseClass(html);
  if (isJson(value)) return app.json.response(value);
  if (value instanceof HTTPException) return value.getResponse();
  if (value instanceof globalThis.Response) return fromWebResponse(app, value);
  if (value instanceof Readable || value instanceof ReadableStream) return new app.responseClass(value);
  if (isStreamable(value)) return new app.responseClass(readWithin(context, value));
  throw unusable(value, origin());
}

type Streamable = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

function isStreamable(value: object): value is Streamable {
  return Symbol.asyncIterator in value || Symbol.iterator in value;
}

function isJson(value: object): boolean {
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return !isStreamable(value);
  return "toJSON" in value && typeof value.toJSON === "function";
}

function fromWebResponse(app: Flask, response: globalThis.Response): Response {
  return new app.responseClass(response.body, { status: response.status, headers: [...response.headers] });
}

function unusable(value: unknown, origin: string): ViewReturnError {
  return new ViewReturnError(
    `${origin} returned ${nameOf(value)}. Return a string, bytes, an object or array for JSON, a Response, ` +
      `a stream or an iterable.${value === undefined ? ' A missing "return" is the usual cause.' : ""}`,
  );
}

function nameOf(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === "function") return "a function";
  if (typeof value === "object") return `an instance of ${value.constructor.name}`;
  return `the ${typeof value} ${inspect(value)}`;
}
