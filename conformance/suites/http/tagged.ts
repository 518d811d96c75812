import * as http from "@dewar/http";

type Pairs = readonly (readonly [string, unknown])[];

const ACCEPTS = {
  Accept: http.Accept,
  MIMEAccept: http.MIMEAccept,
  LanguageAccept: http.LanguageAccept,
  CharsetAccept: http.CharsetAccept,
};
const CACHE_CONTROLS = {
  RequestCacheControl: http.RequestCacheControl,
  ResponseCacheControl: http.ResponseCacheControl,
};

/** The value that a tagged one stands for, as our API takes it. A dict becomes a Map. */
export function untag(tagged: unknown): unknown {
  if (tagged === null) return undefined;
  if (Array.isArray(tagged)) return tagged.map(untag);
  if (typeof tagged !== "object") return tagged;
  const [tag, content] = Object.entries(tagged)[0] ?? ["", undefined];
  if (tag === "$enum") return (tagged as { readonly value: unknown }).value;
  if (tag.startsWith("$")) return untagOne(tag, content, (tagged as { readonly class?: string }).class);
  return new Map(Object.entries(tagged).map(([key, value]) => [key, untag(value)]));
}

function untagOne(tag: string, content: unknown, className: string | undefined): unknown {
  switch (tag) {
    case "$bytes":
      return new Uint8Array(Buffer.from(String(content), "base64"));
    case "$tuple":
      return (content as unknown[]).map(untag);
    case "$dict":
      return new Map((content as Pairs).map(([key, value]) => [key, untag(value)]));
    case "$float":
    case "$int":
    case "$timedelta":
      return Number(content);
    case "$datetime":
    case "$date":
      return new Date(String(content));
    default:
      return structureOf(tag, content, className);
  }
}

function structureOf(tag: string, content: unknown, className = ""): unknown {
  const pairs = Array.isArray(content) ? presentPairs(content) : [];
  const members = typeof content === "object" && content !== null ? (content as Record<string, unknown>) : {};
  switch (tag) {
    case "$multidict":
      return new http.MultiDict<unknown>(pairs);
    case "$headers":
      return new http.Headers(pairs as [string, string][]);
    case "$accept":
      return new ACCEPTS[className as keyof typeof ACCEPTS](pairs as [string, number][]);
    case "$cachecontrol":
      return new CACHE_CONTROLS[className as keyof typeof CACHE_CONTROLS](pairs as [string, string][]);
    case "$csp":
      return new http.ContentSecurityPolicy(pairs as [string, string][]);
    case "$headerset":
      return new http.HeaderSet(content as string[]);
    default:
      return structureOfMembers(tag, members);
  }
}

function structureOfMembers(tag: string, members: Record<string, unknown>): unknown {
  const parameters = presentPairs((members["parameters"] ?? []) as Pairs) as [string, string][];
  const token = (members["token"] ?? undefined) as string | undefined;
  switch (tag) {
    case "$etags":
      return new http.ETags(
        members["strong"] as string[],
        members["weak"] as string[],
        members["star"] as boolean,
      );
    case "$ifrange":
      return new http.IfRange(
        (members["etag"] ?? undefined) as string | undefined,
        untag(members["date"]) as Date,
      );
    case "$range":
      return new http.Range(
        members["units"] as string,
        (members["ranges"] as [number, number | null][]).map(spanOf),
      );
    case "$contentrange":
      return new http.ContentRange(
        ...(["units", "start", "stop", "length"].map((name) => members[name] ?? undefined) as [
          string,
          number,
        ]),
      );
    case "$authorization":
      return new http.Authorization(members["type"] as string, parameters, token);
    case "$wwwauthenticate":
      return new http.WWWAuthenticate(members["type"] as string, parameters, token);
    default:
      throw new Error(`Unknown tag ${tag}`);
  }
}

function spanOf([start, stop]: [number, number | null]): http.RangeSpan {
  return { start, stop: stop ?? undefined };
}

function presentPairs(pairs: Pairs): [string, unknown][] {
  return pairs.map(([key, value]) => [key, value ?? undefined]);
}
