import { html, Markup } from "dewar";
import { isObject, type JsonSchema } from "../json-schema.ts";

/** Each item as HTML, one after the other. */
export function all<T>(items: readonly T[], view: (item: T) => Markup): Markup {
  return new Markup(items.map((item) => view(item)).join(""));
}

const BOUNDS: readonly (readonly [key: string, text: string])[] = [
  ["minimum", "at least"],
  ["exclusiveMinimum", "more than"],
  ["maximum", "at most"],
  ["exclusiveMaximum", "less than"],
  ["minLength", "characters: at least"],
  ["maxLength", "characters: at most"],
  ["minItems", "items: at least"],
  ["maxItems", "items: at most"],
  ["pattern", "pattern"],
  ["default", "default"],
];

/** A JSON Schema for people: its type, its bounds, its members below it. */
export function schemaView(schema: JsonSchema): Markup {
  const { properties, items, description } = schema;
  const alternatives = [schema["anyOf"], schema["oneOf"], schema["allOf"]].find(Array.isArray) ?? [];
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const members = isObject(properties) ? Object.entries(properties) : [];
  return html`${typeView(schema)}${boundsView(schema)}${description === undefined ? "" : html` <span>${description}</span>`}
${members.length === 0 ? "" : html`<ul class="members">${all(members, ([name, member]) => memberView(name, member, required))}</ul>`}
${isObject(items) ? html`<div class="members">each: ${schemaView(items)}</div>` : ""}
${alternatives.length === 0 ? "" : html`<ul class="members">${all(alternatives.filter(isObject), (one) => html`<li>${schemaView(one)}</li>`)}</ul>`}`;
}

function memberView(name: string, member: unknown, required: readonly unknown[]): Markup {
  const optional = required.includes(name) ? "" : html` <small>optional</small>`;
  return html`<li><code>${name}</code>${optional} ${isObject(member) ? schemaView(member) : "any value"}</li>`;
}

function typeView({
  $ref,
  type,
  format,
  enum: choices,
  const: only,
  anyOf,
  oneOf,
  allOf,
}: JsonSchema): Markup {
  if (typeof $ref === "string") {
    const name = $ref.slice($ref.lastIndexOf("/") + 1);
    return html`<a href="#schema-${name}">${name}</a>`;
  }
  if (only !== undefined) return html`<em>${JSON.stringify(only)}</em>`;
  if (Array.isArray(choices))
    return html`<em>${choices.map((choice) => JSON.stringify(choice)).join(" | ")}</em>`;
  if (anyOf !== undefined || oneOf !== undefined) return html`<em>one of</em>`;
  if (allOf !== undefined) return html`<em>all of</em>`;
  const name = type === undefined ? "any value" : [type].flat().map(String).join(" or ");
  return html`<em>${name}${typeof format === "string" ? ` (${format})` : ""}</em>`;
}

function boundsView(schema: JsonSchema): Markup {
  const bounds = BOUNDS.filter(([key]) => schema[key] !== undefined && !isUnbounded(schema[key]));
  return all(bounds, ([key, text]) => html` <small>${text} ${JSON.stringify(schema[key])}</small>`);
}

/** The ends of the exact integers say nothing to a reader. */
function isUnbounded(bound: unknown): boolean {
  return typeof bound === "number" && Math.abs(bound) === Number.MAX_SAFE_INTEGER;
}
