import { type HeaderSet } from "@dewar/http";
import { BadRequestKeyError, type Flask, float, int, makeResponse, request } from "dewar";

const ALL = ["GET", "POST", "PUT", "PATCH", "DELETE"];

export function addEcho(app: Flask): void {
  const echoUrl = (): object => ({
    method: request.method,
    scheme: request.scheme,
    is_secure: request.isSecure,
    host: request.host,
    host_url: request.hostUrl,
    path: request.path,
    full_path: request.fullPath,
    root_path: request.rootPath,
    root_url: request.rootUrl,
    url: request.url,
    base_url: request.baseUrl,
    query_string: request.queryString,
    endpoint: request.endpoint,
    rule: request.urlRule?.rule,
    blueprint: request.blueprint ?? null,
    view_args: request.viewArgs,
  });
  app.route("/echo/url/<path:rest>", { methods: ALL, endpoint: "echo_url" }, echoUrl);
  app.route("/echo/url", { methods: ALL, endpoint: "echo_url" }, echoUrl);

  app.route("/echo/args", { methods: ALL }, function echo_args() {
    const { args } = request;
    return {
      pairs: [...args.items({ multi: true })],
      n: args.get("n", { default: 7, type: int }),
      x: args.get("x", { type: float }) ?? null,
      numbers: args.getList("n", int),
      first: args.get("a") ?? null,
      all: args.getList("a"),
      has: args.has("a"),
    };
  });

  app.get("/echo/needed", function echo_needed() {
    const needed = request.args.get("needed");
    if (needed === undefined) throw new BadRequestKeyError("needed");
    return needed;
  });

  app.route("/echo/headers", { methods: ALL }, function echo_headers() {
    return {
      user_agent: request.headers.get("User-Agent") ?? null,
      agent_is_set: Boolean(request.userAgent),
      referrer: request.referrer ?? null,
      origin: request.origin ?? null,
      content_type: request.contentType ?? null,
      content_length: request.contentLength ?? null,
      content_encoding: request.contentEncoding ?? null,
      mimetype: request.mimetype,
      mimetype_params: request.mimetypeParams,
      is_json: request.isJson,
      max_forwards: request.maxForwards ?? null,
      custom: request.headers.get("x-custom") ?? null,
      remote_addr: request.remoteAddr,
      access_route: request.accessRoute,
      pragma: request.pragma.toHeader(),
      access_control_request_method: request.accessControlRequestMethod ?? null,
      access_control_request_headers: headerOrNull(request.accessControlRequestHeaders),
    };
  });

  app.get("/echo/cookies", function echo_cookies() {
    return [...request.cookies.items({ multi: true })];
  });

  app.get("/echo/authorization", function echo_authorization() {
    const given = request.authorization;
    if (given === undefined) return { authorization: null };
    return {
      type: given.type,
      username: given.username ?? null,
      password: given.password ?? null,
      realm: given.get("realm") ?? null,
      nonce: given.get("nonce") ?? null,
    };
  });

  app.get("/echo/accept", function echo_accept() {
    const types = request.acceptMimetypes;
    return {
      mimetypes: [...types].map(pair),
      best: types.best ?? null,
      chosen: types.bestMatch(["application/json", "text/html"]) ?? null,
      fallback: types.bestMatch(["image/png"], "nothing"),
      html: types.quality("text/html") > 0,
      accept_json: types.acceptJson,
      accept_html: types.acceptHtml,
      languages: [...request.acceptLanguages].map(pair),
      language: request.acceptLanguages.bestMatch(["de", "en", "pt-BR"]) ?? null,
      encodings: [...request.acceptEncodings].map(pair),
      charsets: [...request.acceptCharsets].map(pair),
    };
  });

  app.get("/echo/conditions", function echo_conditions() {
    return {
      if_match: [...request.ifMatch.asSet()].toSorted(),
      if_none_match: [...request.ifNoneMatch.asSet(true)].toSorted(),
      if_none_match_star: request.ifNoneMatch.starTag,
      if_modified_since: seconds(request.ifModifiedSince),
      if_unmodified_since: seconds(request.ifUnmodifiedSince),
      if_range_etag: request.ifRange.etag ?? null,
      if_range_date: seconds(request.ifRange.date),
      range: request.range?.toHeader() ?? null,
      max_age: request.cacheControl.maxAge ?? null,
      no_store: request.cacheControl.noStore,
      only_if_cached: request.cacheControl.onlyIfCached,
      date: seconds(request.date),
    };
  });

  app.get("/negotiate", function negotiate() {
    const best = request.acceptMimetypes.bestMatch(["text/html", "application/json"]);
    if (best === "application/json") return { tea: "green" };
    if (best === "text/html") return "<p>green</p>";
    return makeResponse("nothing suits", 406);
  });
}

function pair({ value, quality }: { value: string; quality: number }): [string, number] {
  return [value, quality];
}

function headerOrNull(words: HeaderSet | undefined): string | null {
  return words === undefined || words.size === 0 ? null : words.toHeader();
}

function seconds(moment: Date | undefined): number | null {
  return moment === undefined ? null : Math.floor(moment.getTime() / 1000);
}
