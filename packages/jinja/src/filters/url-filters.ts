import { htmlOf, Markup } from "@dewar/markup";
import { FilterArgumentError } from "../errors/runtime-error.ts";
import {
  type EvalContext,
  type FilterFunction,
  passEvalContext,
  type RenderEnvironment,
  withParameters,
} from "../runtime/calling.ts";
import { countCharacters, sliceCharacters } from "../values/characters.ts";
import { dictEntries, isDict } from "../values/dict.ts";
import { typeError, valueError } from "../values/errors.ts";
import { indexOf } from "../values/index-value.ts";
import { iterate, tryIterate } from "../values/iterate.ts";
import { lessOrEqual } from "../values/order.ts";
import { repr } from "../values/repr.ts";
import { str } from "../values/str.ts";
import { truthy } from "../values/truth.ts";
import { isString, typeName } from "../values/types.ts";
import { urlize as linkAddresses } from "./urlize.ts";

/** Percent-encodes a text, slashes excepted; or the pairs of a dict or list as a query string. */
function urlencode(value: unknown): string {
  const items = isString(value) ? undefined : tryIterate(value);
  if (items === undefined) return quoteUrl(str(value), "/");
  const pairs = isDict(value) ? dictEntries(value) : Array.from(items, pairOf);
  return pairs.map(([key, item]) => `${quoteQuery(key)}=${quoteQuery(item)}`).join("&");
}

function pairOf(item: unknown): readonly [key: unknown, value: unknown] {
  const found = tryIterate(item);
  if (found === undefined) throw typeError(`cannot unpack non-iterable ${typeName(item)} object`);
  const pair = Array.from(found);
  if (pair.length === 2) return [pair[0], pair[1]];
  throw valueError(
    pair.length > 2
      ? "too many values to unpack (expected 2)"
      : `not enough values to unpack (expected 2, got ${pair.length})`,
  );
}

function quoteQuery(value: unknown): string {
  return quoteUrl(str(value), "").replaceAll("%20", "+");
}

/** Percent-encodes everything but the unreserved characters of RFC 3986 and those of `safe`. */
function quoteUrl(text: string, safe: string): string {
  return text.replace(/[^\w.~-]/gu, (character) =>
    safe.includes(character) ? character : percentEncoded(character),
  );
}

function percentEncoded(character: string): string {
  let text = "";
  for (const byte of new TextEncoder().encode(character)) {
    text += `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }
  return text;
}

/** Makes links of the addresses in a text; see {@link linkAddresses}. */
function urlize(
  evalContext: EvalContext,
  value: unknown,
  trimUrlLimit: unknown = null,
  nofollow: unknown = false,
  target: unknown = null,
  rel: unknown = null,
  extraSchemes: unknown = null,
): string | Markup {
  const { environment } = evalContext;
  const html = htmlOf(value);
  const options = {
    trim: trimUrlLimit === null ? undefined : (text: string) => trimmed(text, trimUrlLimit),
    rel: relation(environment, rel, truthy(nofollow)),
    target: textOrNone(target ?? environment.policies["urlize.target"]),
    extraSchemes: schemes(extraSchemes ?? environment.policies["urlize.extra_schemes"]),
  };
  const linked = linkAddresses(html ?? str(value), options, html !== undefined);
  return evalContext.autoescape ? new Markup(linked) : linked;
}

// A limit that is no number is told only where there is something to shorten.
function trimmed(text: string, limit: unknown): string {
  return lessOrEqual(countCharacters(text), limit) ? text : `${sliceCharacters(text, 0, indexOf(limit))}...`;
}

function relation(environment: RenderEnvironment, rel: unknown, nofollow: boolean): string | undefined {
  const given = textOrNone(rel) ?? "";
  const policy = textOrNone(environment.policies["urlize.rel"]) ?? "";
  const words = `${given} ${policy} ${nofollow ? "nofollow" : ""}`.split(/\s+/).filter((word) => word !== "");
  return words.length === 0 ? undefined : [...new Set(words)].sort().join(" ");
}

function textOrNone(value: unknown): string | undefined {
  return truthy(value) ? str(value) : undefined;
}

function schemes(value: unknown): string[] {
  if (!truthy(value)) return [];
  return Array.from(iterate(value), (scheme) => {
    if (!isString(scheme)) throw typeError("expected string or bytes-like object");
    const text = scheme.toString();
    if (/^[\p{L}\p{N}_.+-]{2,}:\/{0,2}$/u.test(text)) return text;
    throw new FilterArgumentError(`${repr(scheme)} is not a valid URI scheme prefix.`);
  });
}

/** The filters about web addresses. */
export const urlFilters: Readonly<Record<string, FilterFunction>> = {
  urlencode: withParameters(["value"], urlencode),
  urlize: withParameters(
    ["value", "trim_url_limit?", "nofollow?", "target?", "rel?", "extra_schemes?"],
    passEvalContext(urlize),
  ),
};
