import { isDeepStrictEqual } from "node:util";
import {
  DuplicateRuleError,
  HTTPException,
  MethodNotAllowed,
  MultiDict,
  RequestRedirect,
  Rule,
  RuleSyntaxError,
  type UrlAdapter,
  type UrlBinding,
  UrlMap,
  UnknownConverterError,
  ValidationError,
} from "@dewar/http";
import type { CaseRecord, Outcome, Suite } from "../suite.ts";
import { bindableRequest, type RequestFields } from "./routing-request.ts";

type Fields = Readonly<Record<string, unknown>>;

interface Check {
  readonly id: string;
  readonly bind: Fields | null;
  readonly op: string;
  readonly args?: Fields | null;
  readonly result?: unknown;
  readonly error?: Fields;
}

interface RoutingRecord extends CaseRecord {
  readonly map: Fields;
  readonly rules: readonly Fields[];
  readonly checks?: readonly Check[];
  readonly error?: Fields;
}

/** Runs maps of rules: their construction, matching and building. */
export const suite: Suite = {
  name: "routing",
  run(record) {
    const { id, map, rules, checks = [], error } = record as RoutingRecord;
    const input = JSON.stringify({ map, rules });
    if (error !== undefined) return [compare(id, input, { error }, () => makeMap(map, rules))];
    return checks.map((check) =>
      compare(check.id, `${describe(check)} on ${input}`, check, () => run(makeMap(map, rules), check)),
    );
  },
};

function compare(id: string, input: string, expected: Partial<Check>, act: () => unknown): Outcome {
  const wanted = expected.error === undefined ? decode(expected.result) : wantedError(expected.error);
  const got = answerOf(act, expected.error);
  return { id, passed: isDeepStrictEqual(got, wanted), input, expected: show(wanted), actual: show(got) };
}

function answerOf(act: () => unknown, expected: Fields | undefined): unknown {
  try {
    const answer = act();
    return expected === undefined || !(answer instanceof UrlMap) ? answer : "a map";
  } catch (error) {
    return shownError(error, expected);
  }
}

function run(map: UrlMap, { bind, op, args, error }: Check): unknown {
  const given = args ?? {};
  if (op === "is_endpoint_expecting") return map.isEndpointExpecting(...endpointAndNames(given));
  if (op === "bind_to_environ") return adapterFields(bindToRequest(map, given));
  const adapter = bindMap(map, bind ?? {});
  switch (op) {
    case "bind":
      return adapterFields(adapter);
    case "match":
      return match(adapter, given);
    case "build":
      return build(adapter, given);
    case "test":
      return adapter.test(text(given["path_info"]), text(given["method"]));
    case "allowed_methods":
      return adapter.allowedMethods(text(given["path_info"]));
    default:
      throw new Error(`unknown operation ${op} ${show(error)}`);
  }
}

function match(adapter: UrlAdapter, args: Fields): unknown {
  const { rule, values } = adapter.match({
    pathInfo: text(args["path_info"]),
    method: text(args["method"]),
    queryArgs: decode(args["query_args"] ?? undefined) as UrlBinding["queryArgs"],
    websocket: args["websocket"] as boolean | undefined,
  });
  const found = { endpoint: rule.endpoint === "" ? null : rule.endpoint, values };
  return args["return_rule"] === true ? { ...found, rule: rule.rule } : found;
}

function build(adapter: UrlAdapter, args: Fields): string {
  const values = decode(args["values"] ?? {}, asTemplateFloat) as Fields;
  return adapter.build(String(args["endpoint"]), values, {
    method: text(args["method"]),
    forceExternal: args["force_external"] as boolean | undefined,
    appendUnknown: args["append_unknown"] as boolean | undefined,
    urlScheme: text(args["url_scheme"]),
  });
}

function bindMap(map: UrlMap, bind: Fields): UrlAdapter {
  return map.bind(text(bind["server_name"]) ?? "", {
    scriptName: text(bind["script_name"]),
    subdomain: text(bind["subdomain"]),
    urlScheme: text(bind["url_scheme"]),
    defaultMethod: text(bind["default_method"]),
    pathInfo: text(bind["path_info"]),
    queryArgs: decode(bind["query_args"] ?? undefined) as UrlBinding["queryArgs"],
  });
}

function bindToRequest(map: UrlMap, args: Fields): UrlAdapter {
  const request = bindableRequest(args["request"] as RequestFields);
  return map.bindToRequest(request, {
    serverName: text(args["server_name"]),
    subdomain: text(args["subdomain"]),
  });
}

function adapterFields(adapter: UrlAdapter): Fields {
  return {
    server_name: adapter.serverName,
    script_name: adapter.scriptName,
    subdomain: adapter.subdomain ?? "",
    url_scheme: adapter.urlScheme,
    path_info: adapter.pathInfo,
    default_method: adapter.defaultMethod,
    query_args: adapter.queryArgs ?? null,
  };
}

function makeMap(map: Fields, rules: readonly Fields[]): UrlMap {
  const option = (name: string): boolean | undefined => map[name] as boolean | undefined;
  const options = {
    defaultSubdomain: text(map["default_subdomain"]),
    strictSlashes: option("strict_slashes"),
    mergeSlashes: option("merge_slashes"),
    redirectDefaults: option("redirect_defaults"),
    hostMatching: option("host_matching"),
    subdomainMatching: option("subdomain_matching"),
    sortParameters: option("sort_parameters"),
  };
  return new UrlMap(rules.map(makeRule), definedOnly(options));
}

function makeRule(fields: Fields): Rule {
  const flag = (name: string): boolean | undefined => fields[name] as boolean | undefined;
  return new Rule(String(fields["rule"]), {
    endpoint: text(fields["endpoint"]),
    methods: fields["methods"] as string[] | undefined,
    defaults: fields["defaults"] === undefined ? undefined : (decode(fields["defaults"]) as Fields),
    subdomain: text(fields["subdomain"]),
    host: text(fields["host"]),
    strictSlashes: flag("strict_slashes"),
    mergeSlashes: flag("merge_slashes"),
    redirectTo: text(fields["redirect_to"]),
    buildOnly: flag("build_only"),
    alias: flag("alias"),
    websocket: flag("websocket"),
  });
}

/** Our classes under the names of the reference's. A class that is not listed bears its own name. */
function pythonName(error: Error): string {
  if (error instanceof RuleSyntaxError || error instanceof ValidationError) return "ValueError";
  if (error instanceof UnknownConverterError) return "LookupError";
  return error.name;
}

const PYTHON_ONLY: ReadonlyMap<string, string> = new Map([
  ["RuntimeError", "TypeError"],
  ["ValueError", "TypeError"],
]);

function wantedError(error: Fields): Fields {
  const { type, code, message, message_from, new_url, valid_methods, existing, duplicate } = error;
  const wanted = { type, code, new_url, valid_methods, existing, duplicate };
  return definedOnly(message_from === "python" ? wanted : { ...wanted, message });
}

function shownError(error: unknown, expected: Fields | undefined): unknown {
  if (!(error instanceof Error)) return error;
  const wanted = expected?.["type"];
  const name = pythonName(error);
  const type = PYTHON_ONLY.get(String(wanted)) === name ? wanted : name;
  const shown: Record<string, unknown> = { type };
  if (error instanceof DuplicateRuleError) {
    return { ...shown, existing: ruleFields(error.existing), duplicate: ruleFields(error.duplicate) };
  }
  if (error instanceof HTTPException) shown["code"] = error.code;
  if (error instanceof RequestRedirect) return { ...shown, new_url: error.newUrl };
  if (error instanceof MethodNotAllowed) shown["valid_methods"] = error.validMethods;
  if (expected?.["message_from"] === "python") return shown;
  return { ...shown, message: error instanceof HTTPException ? error.description : error.message };
}

function ruleFields(rule: Rule): Fields {
  return {
    rule: rule.rule,
    endpoint: rule.endpoint,
    methods: rule.methods === undefined ? null : [...rule.methods].sort(),
  };
}

/** A float that prints with a point though it is whole, as templates have them. */
function asTemplateFloat(text: string): unknown {
  const value = Number(text);
  return Number.isInteger(value) ? { valueOf: () => value, toString: () => `${value}.0` } : value;
}

/** The value of a tagged one, as a program in TypeScript has it. */
function decode(value: unknown, float: (text: string) => unknown = Number): unknown {
  if (Array.isArray(value)) return value.map((item) => decode(item, float));
  if (typeof value !== "object" || value === null) return value;
  const [tag, content] = Object.entries(value)[0] ?? [];
  switch (tag) {
    case "$float":
      return float(String(content));
    case "$int":
      return BigInt(String(content));
    case "$bytes":
      return new Uint8Array(Buffer.from(String(content), "base64"));
    case "$tuple":
      return decode(content, float);
    case "$uuid":
      return content;
    case "$multidict":
      return new MultiDict<unknown>(decode(content, float) as [string, unknown][]);
    default:
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(item, float)]));
  }
}

function endpointAndNames(args: Fields): [endpoint: string, ...names: string[]] {
  return [String(args["endpoint"]), ...((args["arguments"] as string[] | undefined) ?? [])];
}

function definedOnly<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  // The values that are left are those that are not undefined.
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function describe(check: Check): string {
  return `${check.op}(${JSON.stringify(check.args ?? {})}) bound to ${JSON.stringify(check.bind ?? {})}`;
}

function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? `${item}n` : item), 1) ??
    "undefined"
  );
}
