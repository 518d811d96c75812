import type { AppName, Exchange, Step } from "../exchange.ts";

/** What a request has besides its first line. At most one of the bodies. */
export interface StepOptions {
  readonly headers?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  /** A urlencoded form, as text. */
  readonly form?: string;
  readonly json?: unknown;
  /** The parts of a multipart form: the header lines of each, a blank line, the content. */
  readonly parts?: readonly string[];
  readonly data?: string | Uint8Array;
  /** The Content-Type, where it is not the one that goes with the body. */
  readonly type?: string;
  readonly scheme?: "http" | "https";
  readonly host?: string;
  readonly root?: string;
}

/** Exchanges before their area has given them its name. */
export interface Draft {
  readonly name: string;
  readonly steps: readonly Step[];
}

const BOUNDARY = "boundary-of-the-suite";

/**
 * One request.
 *
 * @param line - Method and target, as in `GET /tea?cups=2`.
 */
export function step(line: string, options: StepOptions = {}): Step {
  const [method = "", target = ""] = line.split(" ");
  const { scheme = "http", host = "localhost", root = "" } = options;
  const { body, type } = bodyOf(options);
  const headers = Array.isArray(options.headers) ? options.headers : Object.entries(options.headers ?? {});
  const contentType = options.type ?? type;
  return {
    method,
    scheme,
    host,
    root,
    target,
    headers: contentType === undefined ? headers : [...headers, ["Content-Type", contentType]],
    ...(body !== undefined && { body: Buffer.from(body).toString("base64") }),
  };
}

/** One request on its own. `remark` tells it from others with the same line. */
export function single(line: string, options?: StepOptions, remark?: string): Draft {
  return { name: remark === undefined ? line : `${line} (${remark})`, steps: [step(line, options)] };
}

/** Requests of one client in turn. A text is the line of a request. */
export function sequence(name: string, steps: readonly (string | Step)[]): Draft {
  return { name, steps: steps.map((one) => (typeof one === "string" ? step(one) : one)) };
}

/** The exchanges of one area. Every single GET is asked with HEAD as well. */
export function area(
  name: string,
  drafts: readonly (string | Draft)[],
  { app = "main", sendsFiles = false }: { app?: AppName; sendsFiles?: boolean } = {},
): Exchange[] {
  const all = drafts.map((draft) => (typeof draft === "string" ? single(draft) : draft));
  return all
    .flatMap((draft) => [draft, ...headOf(draft)])
    .map((draft) => ({ app, sendsFiles, steps: draft.steps, name: `${name}: ${draft.name}` }));
}

function headOf({ name, steps }: Draft): Draft[] {
  const [first] = steps;
  if (first === undefined || steps.length > 1 || first.method !== "GET") return [];
  return [{ name: name.replace(/^GET /, "HEAD "), steps: [{ ...first, method: "HEAD" }] }];
}

function bodyOf({ form, json, parts, data }: StepOptions): { body?: string | Uint8Array; type?: string } {
  if (form !== undefined) return { body: form, type: "application/x-www-form-urlencoded" };
  if (json !== undefined) return { body: JSON.stringify(json), type: "application/json" };
  if (parts !== undefined)
    return { body: multipart(parts), type: `multipart/form-data; boundary=${BOUNDARY}` };
  return data === undefined ? {} : { body: data };
}

function multipart(parts: readonly string[]): string {
  return `${parts.map((part) => `--${BOUNDARY}\r\n${part}\r\n`).join("")}--${BOUNDARY}--\r\n`;
}
