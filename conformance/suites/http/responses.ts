import * as http from "@dewar/http";

import { callMember, construct, NotAvailableError, readMember, writeMember } from "./available.ts";
import { describeActual, describeExpected, type ExpectedError } from "./compare.ts";
import { camelKeys, cookieOptions } from "./functions.ts";
import { type RequestRecord, requestOf, sourceOf } from "./requests.ts";
import { untag } from "./tagged.ts";

/** A response as records write it. */
interface ResponseRecord {
  readonly status: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: unknown;
}

type Operation = readonly [kind: string, path: string, ...rest: unknown[]];
type Reported = { readonly result: unknown } | { readonly error: unknown };

// Python gives these as seconds where it does not give a datetime.
const DATES = new Set(["date", "expires", "last_modified"]);

/** Runs a record whose function is `Response.<kind>`. */
export function runResponse(
  kind: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
  expected: unknown,
): unknown {
  const response = build(args[0] as ResponseRecord);
  const name = args[1] as string;
  switch (kind) {
    case "get":
      return plain(readMember(response, name));
    case "set":
      assign(response, name, untag(args[2]));
      return state(response);
    case "del":
      writeMember(response, name, undefined);
      return state(response);
    case "call": {
      const result = call(response, name, args[2] as unknown[], args[3] as Record<string, unknown>);
      return { ...state(response), return: result };
    }
    case "make_conditional":
      return makeConditional(response, args[1] as RequestRecord, kwargs);
    case "get_wsgi_headers":
      if (args[2] === true) response.makeLocationAbsolute(urlOf(args[1] as RequestedUrl));
      return { headers: pairsOf(response.wireHeaders()) };
    case "script":
      return runScript(response, args[1] as Operation[], (expected as { returns: Reported[] }).returns);
    default:
      throw new NotAvailableError(`Response.${kind}`);
  }
}

/** The answer to `HTTPException.get_response`. */
export function errorResponse(className: string, attributes: Readonly<Record<string, unknown>>): unknown {
  const { description, key, length, ...others } = attributes;
  // What makes the error what it is comes first, the description after it.
  const leading = [key, length].filter((value) => value !== undefined);
  const options = Object.fromEntries(Object.entries(others).map(([name, value]) => [name, untag(value)]));
  const trailing = length === undefined ? [description, camelKeys(options)] : [];
  const error = construct(className, [...leading, ...trailing]) as http.HTTPException;
  const response = error.getResponse();
  return { ...state(response), body: response.text };
}

function build({ status, headers, body }: ResponseRecord): http.Response {
  const response = new http.Response((untag(body) ?? null) as Uint8Array | null, { status });
  response.headers.clear();
  response.headers.extend(headers);
  return response;
}

function state(response: http.Response): { status: string; headers: unknown } {
  return { status: response.status, headers: [...response.headers] };
}

function assign(target: object, name: string, value: unknown): void {
  if (target instanceof http.WWWAuthenticate && !(name in target)) {
    target.parameters.set(name, value as string);
    return;
  }
  const converted = DATES.has(name) && typeof value === "number" ? new Date(value * 1000) : value;
  writeMember(target, name, converted);
}

function call(
  target: object,
  method: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>> = {},
): unknown {
  const values = args.map(untag);
  const options = Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, untag(value)]));
  if (method === "set_cookie") {
    const { value = "", ...attributes } = options;
    if (values.length < 2) values.push(value);
    values.push(cookieOptions(attributes));
  }
  if (method === "delete_cookie") values.push(cookieOptions(options));
  const result = callMember(target, method, values);
  if (method !== "get_etag") return result === target ? undefined : result;
  const tag = result as http.Etag | undefined;
  return [tag?.etag, tag?.weak];
}

function plain(value: unknown): unknown {
  return value instanceof http.Response ? state(value) : value;
}

// Errors are expected to be of the same kind as in the record, which is why the expected returns are at hand.
function runScript(
  response: http.Response,
  operations: readonly Operation[],
  wanted: readonly Reported[],
): unknown {
  const returns = operations.map((operation, index) => {
    const expected = wanted[index];
    const expectedError = expected !== undefined && "error" in expected ? expected.error : undefined;
    try {
      return { result: runOperation(response, operation) };
    } catch (error) {
      const actual = describeActual(error, expectedError as ExpectedError | undefined);
      const same = expectedError !== undefined && actual === describeExpected(expectedError as ExpectedError);
      return { error: same ? untag(expectedError) : actual };
    }
  });
  return { ...state(response), returns };
}

function runOperation(response: http.Response, [kind, path, ...rest]: Operation): unknown {
  const names = path.split(".");
  const last = kind.endsWith("item") ? "" : (names.pop() ?? "");
  const target = names.reduce<object>((object, name) => readMember(object, name) as object, response);
  switch (kind) {
    case "get":
      return readMember(target, last);
    case "set":
      return assign(target, last, untag(rest[0]));
    case "del":
      return remove(target, last);
    case "call":
      return call(target, last, rest[0] as unknown[], rest[1] as Record<string, unknown>);
    case "getitem":
      return callMember(target, "get", [rest[0]]);
    case "setitem":
      callMember(target, "set", [rest[0], untag(rest[1])]);
      return undefined;
    case "delitem":
      callMember(target, "delete", [rest[0]]);
      return undefined;
    default:
      throw new NotAvailableError(kind);
  }
}

function remove(target: object, name: string): void {
  if (target instanceof http.WWWAuthenticate) target.parameters.delete(name);
  else writeMember(target, name, undefined);
}

// A response whose Date was added by this is a response without one in the records.
async function makeConditional(
  response: http.Response,
  request: RequestRecord,
  kwargs: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const dated = response.headers.has("Date");
  const options = camelKeys(
    Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [key, untag(value)])),
  );
  http.makeConditional(response, requestOf(sourceOf(request)), options);
  await response.makeSequence();
  if (!dated) response.headers.delete("Date");
  const headers = pairsOf(response.wireHeaders());
  return { status: response.status, headers, body: response.data };
}

interface RequestedUrl {
  readonly base_url: string;
  readonly path: string;
}

function urlOf({ base_url, path }: RequestedUrl): string {
  return `${base_url.replace(/\/$/, "")}/${path.replace(/^\//, "")}`;
}

function pairsOf(raw: readonly string[]): [string, string][] {
  return [...http.Headers.fromRaw([...raw])];
}
