import { Markup } from "@dewar/markup";
import { Tuple } from "@dewar/jinja";
import { UUID } from "../../../packages/dewar/src/json/uuid.ts";

/** A dict whose keys JavaScript would put into another order. */
type Pairs = readonly (readonly [string, unknown])[];

/** The value of a tagged one, as conformance files write them. */
export function untag(tagged: unknown): unknown {
  if (Array.isArray(tagged)) return tagged.map(untag);
  if (typeof tagged !== "object" || tagged === null) return tagged;
  const entries = Object.entries(tagged);
  const [tag, content] = entries[0] ?? ["", undefined];
  if (tag.startsWith("$")) return untagOne(tag, content);
  return Object.fromEntries(entries.map(([key, value]) => [key, untag(value)]));
}

function untagOne(tag: string, content: unknown): unknown {
  switch (tag) {
    case "$bytes":
      return new Uint8Array(Buffer.from(String(content), "base64"));
    case "$tuple":
      return new Tuple((content as unknown[]).map(untag));
    case "$dict":
      return Object.fromEntries((content as Pairs).map(([key, value]) => [key, untag(value)]));
    case "$float":
    case "$timedelta":
      return Number(content);
    case "$int":
      return BigInt(String(content));
    case "$datetime":
      return new Date(String(content));
    case "$uuid":
      return new UUID(String(content));
    case "$markup":
      return new Markup(content);
    default:
      throw new Error(`Unknown tag ${tag}`);
  }
}

/** A text that is the same for equal values, whatever the order of keys. */
export function canonical(value: unknown): string {
  if (value === null || value === undefined) return "null";
  if (value instanceof Uint8Array) return `bytes(${Buffer.from(value).toString("base64")})`;
  if (value instanceof Tuple) return `tuple(${[...value].map(canonical).join(", ")})`;
  if (value instanceof Date) return `date(${value.toISOString()})`;
  if (value instanceof UUID) return `uuid(${value.hex})`;
  if (value instanceof Markup) return `markup(${JSON.stringify(String(value))})`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(", ")}]`;
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number" || typeof value === "bigint") return value.toString();
  if (typeof value !== "object") return value === true ? "true" : "false";
  const members = Object.keys(value).sort();
  const record = value as Record<string, unknown>;
  return `{${members.map((key) => `${JSON.stringify(key)}: ${canonical(record[key])}`).join(", ")}}`;
}
