import * as http from "@dewar/http";

import { untag } from "./tagged.ts";

/** A text that is the same for equal answers. */
export function canonical(value: unknown): string {
  if (value === undefined || value === null) return "null";
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Uint8Array) return `bytes(${Buffer.from(value).toString("base64")})`;
  // Headers and cookies carry no fraction of a second.
  if (value instanceof Date) return `date(${value.toISOString().replace(/\.\d+/, "")})`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object") return typeof value;
  return canonicalStructure(value) ?? canonicalCollection(value);
}

/** The text of the answer that a record expects. */
export function canonicalOfTagged(tagged: unknown): string {
  return canonical(untag(tagged));
}

function canonicalCollection(value: object): string {
  if (value instanceof http.MultiDict) return `multidict${pairs(value.items({ multi: true }))}`;
  if (value instanceof Map) return `dict${pairs(value)}`;
  if (Array.isArray(value) || value instanceof Set) return `[${Array.from(value, canonical).join(", ")}]`;
  return `dict${pairs(Object.entries(value))}`;
}

// A structure is told by its class and by what it was made of, not by the header it prints.
function canonicalStructure(value: object): string | undefined {
  const kind = value.constructor.name;
  if (value instanceof http.Accept) {
    return `${kind}${pairs(Array.from(value, (item) => [item.value, item.quality]))}`;
  }
  if (value instanceof http.CallbackDict) return `${kind}${pairs(value)}`;
  if (value instanceof http.Headers) return `${kind}${pairs(value)}`;
  if (value instanceof http.HeaderSet) return `${kind}${canonical([...value])}`;
  if (value instanceof http.ETags) {
    const weak = [...value.asSet(true)].filter((etag) => value.isWeak(etag));
    return `${kind}${canonical([[...value].sort(), weak.sort(), value.starTag])}`;
  }
  if (value instanceof http.IfRange) return `${kind}${canonical([value.etag, value.date])}`;
  if (value instanceof http.Range) {
    return `${kind}${canonical([value.units, value.ranges.map(({ start, stop }) => [start, stop])])}`;
  }
  if (value instanceof http.ContentRange) {
    return `${kind}${canonical([value.units, value.start, value.stop, value.length])}`;
  }
  if (value instanceof http.Authorization || value instanceof http.WWWAuthenticate) {
    return `${kind}${canonical([value.type, [...value.parameters], value.token])}`;
  }
  return undefined;
}

function pairs(entries: Iterable<readonly [string, unknown]>): string {
  return `{${Array.from(entries, ([key, value]) => `${JSON.stringify(key)}: ${canonical(value)}`).join(", ")}}`;
}
