import * as http from "@dewar/http";

import { readMember } from "./available.ts";
import { untag } from "./tagged.ts";

/** A request as records write it. */
export interface RequestRecord {
  readonly method?: string;
  readonly scheme?: string;
  readonly server?: readonly [host: string, port: number | null] | null;
  readonly root_path?: string;
  readonly path?: string;
  readonly query_string?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly remote_addr?: string | null;
  readonly trusted_hosts?: readonly string[] | null;
}

interface JsonRecord {
  readonly content_type: string | null;
  readonly body: unknown;
}

/** Runs a record whose function is `Request.get`. */
export function requestMember(record: RequestRecord, name: string): unknown {
  const request = requestOf(sourceOf(record));
  if (record.trusted_hosts !== undefined && record.trusted_hosts !== null) {
    request.trustedHosts = record.trusted_hosts;
  }
  return readMember(request, name);
}

/** Runs a record whose function is `Request.get_json`. */
export async function requestJson(
  { content_type, body }: JsonRecord,
  kwargs: http.GetJsonOptions,
): Promise<unknown> {
  const bytes = untag(body) as Uint8Array;
  const rawHeaders = ["Content-Length", String(bytes.byteLength)];
  if (content_type !== null) rawHeaders.push("Content-Type", content_type);
  const request = requestOf({ method: "POST", rawHeaders, body: bytes });
  await request.loadBody();
  return request.getJson(kwargs);
}

/** A request of the facts that are given; the rest is as a plain `GET /` has it. */
export function requestOf(source: Partial<http.RequestSource>): http.Request {
  return new http.Request({ method: "GET", scheme: "http", target: "/", rawHeaders: [], ...source });
}

/** The facts of a recorded request. */
export function sourceOf(record: RequestRecord): Partial<http.RequestSource> {
  const { method = "GET", scheme = "http", query_string: query = "", headers = [] } = record;
  const [host, port] = record.server ?? [];
  return {
    method,
    scheme,
    target: query === "" ? "/" : `/?${query}`,
    rawHeaders: headers.flat(),
    rootPath: record.root_path,
    path: record.path,
    server: host === undefined ? undefined : { host, port: port ?? undefined },
    remoteAddr: record.remote_addr ?? undefined,
  };
}
