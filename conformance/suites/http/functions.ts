import * as http from "@dewar/http";

import { camelCase } from "./available.ts";
import { requestOf } from "./requests.ts";

type Options = Readonly<Record<string, unknown>>;
/** Runs a function of the reference with our API. Arguments are untagged; keyword arguments keep Python's names. */
type Adapter = (args: Arguments, kwargs: Options) => unknown;
type Arguments = readonly [first: never, second: never, third: never, ...others: never[]];

/** Every free function that the cases name. */
export const FUNCTIONS: ReadonlyMap<string, Adapter> = new Map<string, Adapter>(
  Object.entries({
    "http.parse_options_header": ([text]) => {
      const { value, options } = http.parseOptionsHeader(text);
      return [value, options];
    },
    "http.dump_options_header": ([value, options]) => http.dumpOptionsHeader(value, options),
    "http.quote_header_value": ([value], kwargs) => http.quoteHeaderValue(value, camelKeys(kwargs)),
    "http.unquote_header_value": ([text]) => http.unquoteHeaderValue(text),
    "http.parse_list_header": ([text]) => http.parseListHeader(text),
    "http.parse_dict_header": ([text]) => http.parseDictHeader(text),
    "http.dump_header": ([items]) => http.dumpHeader(items),
    "http.parse_date": ([text]) => http.parseDate(text),
    "http.http_date": ([date]) => http.httpDate(instant(date)),
    "http.parse_age": ([text]) => http.parseAge(text),
    "http.dump_age": ([seconds]) => http.dumpAge(seconds),
    "http.parse_cookie": ([text]) => http.parseCookie(text),
    "sansio.http.parse_cookie": ([text], { cookie }) => http.parseCookie(wireText(text ?? cookie)),
    "http.dump_cookie": dumpCookie,
    "http.quote_etag": ([etag, weak]) => http.quoteEtag(etag, weak),
    "http.unquote_etag": ([text]) => {
      const tag = http.unquoteEtag(text);
      return [tag?.etag, tag?.weak];
    },
    "http.generate_etag": ([data]) => http.generateEtag(data),
    "http.is_byte_range_valid": ([start, stop, length]) => http.isByteRangeValid(start, stop, length),
    "http.is_entity_header": ([name]) => http.isEntityHeader(name),
    "http.is_hop_by_hop_header": ([name]) => http.isHopByHopHeader(name),
    "http.remove_entity_headers": ([headers]) => changed(headers, http.removeEntityHeaders),
    "http.remove_hop_by_hop_headers": ([headers]) => changed(headers, http.removeHopByHopHeaders),
    "urls.iri_to_uri": ([iri]) => http.iriToUri(iri),
    "urls.uri_to_iri": ([uri]) => http.uriToIri(uri),
    "urls.urlencode": urlEncode,
    "utils.get_content_type": ([mimetype, charset]) => http.contentTypeOf(mimetype, charset),
    "utils.secure_filename": ([name]) => http.secureFilename(name),
    "security.safe_join": ([directory, ...paths]) => http.safeJoin(directory, ...paths),
    "security.check_password_hash": ([hash, password]) => http.checkPasswordHash(hash, password),
    "exceptions.abort": ([code, methods]) =>
      (http.abort as (code: number, description: undefined, options: object) => never)(code, undefined, {
        validMethods: methods,
      }),
    "routing.parse_converter_args": parseConverterArguments,
    "sansio.utils.get_host": getHost,
    "sansio.utils.host_is_trusted": ([host, trusted]) => http.hostIsTrusted(host, trusted),
    "sansio.utils.get_content_length": contentLength,
    "sansio.utils.get_current_url": currentUrl,
    "sansio.http.is_resource_modified": isResourceModified,
    "utils.redirect": redirect,
    "utils.append_slash_redirect": appendSlashRedirect,
  } satisfies Record<string, Adapter>),
);

function appendSlashRedirect([request]: Arguments): unknown {
  const facts = request as ReadonlyMap<string, unknown>;
  const path = String(facts.get("path"));
  const code = facts.get("code") as number | undefined;
  const { status, location } = http.appendSlashRedirect({ path, queryString: "" }, code);
  return { status, location };
}

/** Keyword arguments as an options object of ours. */
export function camelKeys(kwargs: Options): Record<string, unknown> {
  return Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [camelCase(key), value]));
}

/** The attributes of a cookie in our names; Python counts dates in seconds. */
export function cookieOptions(kwargs: Options): http.CookieOptions {
  const { httponly, samesite, expires, path, ...others } = kwargs;
  return {
    ...camelKeys(others),
    httpOnly: httponly as boolean | undefined,
    sameSite: samesite as string | undefined,
    expires: expires === undefined ? undefined : instant(expires),
    path: "path" in kwargs ? ((path ?? null) as string | null) : "/",
  };
}

function dumpCookie(args: readonly unknown[], kwargs: Options): string {
  const names = ["value", "max_age", "expires", "path", "domain", "secure", "httponly"];
  const given = Object.fromEntries(args.slice(1).map((value, index) => [names[index] ?? "", value]));
  const { value, ...attributes } = { ...given, ...kwargs };
  return http.dumpCookie(args[0] as string, (value ?? "") as string, cookieOptions(attributes));
}

function instant(value: unknown): Date | number {
  if (typeof value === "string") return http.parseDate(value) ?? Number.NaN;
  return typeof value === "number" ? value * 1000 : (value as Date);
}

// Text as Node delivers a header: one character a byte.
function wireText(text: unknown): string | undefined {
  return typeof text === "string" ? Buffer.from(text, "utf8").toString("latin1") : undefined;
}

// Pairs in a list stand for headers, as they do in Python.
function changed(
  headers: http.Headers | [string, string][],
  change: (headers: http.Headers) => void,
): unknown {
  const subject = headers instanceof http.Headers ? headers : new http.Headers(headers);
  change(subject);
  return headers instanceof http.Headers ? subject : [...subject];
}

function urlEncode([query]: readonly unknown[]): string {
  const fields = query instanceof http.MultiDict ? query.items({ multi: true }) : query;
  return http.dumpUrlEncoded(fields as Iterable<[string, string]>);
}

function parseConverterArguments([text]: readonly unknown[]): unknown {
  const { positional, named } = http.parseConverterArguments(text as string);
  return [positional, named];
}

function getHost([scheme, named, server, trusted]: readonly unknown[]): string {
  const [host, port] = (server ?? []) as [string?, number?];
  const address = host === undefined ? undefined : { host, port };
  return http.getHost(
    scheme as string,
    named as string | undefined,
    address,
    trusted as string[] | undefined,
  );
}

function contentLength(args: readonly unknown[], kwargs: Options): number | undefined {
  const length = args[0] ?? kwargs["http_content_length"];
  const encoding = args[1] ?? kwargs["http_transfer_encoding"];
  const rawHeaders: string[] = [];
  if (length !== undefined) rawHeaders.push("Content-Length", length as string);
  if (encoding !== undefined) rawHeaders.push("Transfer-Encoding", encoding as string);
  return requestOf({ rawHeaders }).contentLength;
}

function currentUrl(args: readonly unknown[], kwargs: Options): string {
  const names = ["scheme", "host", "root_path", "path", "query_string"];
  const positional = Object.fromEntries(args.map((value, index) => [names[index] ?? "", value]));
  const { query_string: bytes, scheme, host, ...parts } = { ...positional, ...kwargs } as Options;
  const query = bytes instanceof Uint8Array ? Buffer.from(bytes).toString("latin1") : undefined;
  return http.currentUrl({ scheme: scheme as string, host: host as string, ...camelKeys(parts), query });
}

function isResourceModified(_: readonly unknown[], kwargs: Options): boolean {
  const { http_range, http_if_range, http_if_modified_since, http_if_none_match, http_if_match, ...others } =
    kwargs;
  const conditions = {
    range: http_range,
    ifRange: http_if_range,
    ifModifiedSince: http_if_modified_since,
    ifNoneMatch: http_if_none_match,
    ifMatch: http_if_match,
  };
  return http.isResourceModified(conditions as http.ConditionHeaders, camelKeys(others));
}

function redirect([location, code]: readonly unknown[], kwargs: Options): unknown {
  const response = http.redirect(location as string, (code ?? kwargs["code"]) as number | undefined);
  return { status: response.status, headers: [...response.headers], body: response.text };
}
