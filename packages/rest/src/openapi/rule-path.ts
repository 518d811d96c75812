import { type ConverterArguments, parseConverterArguments, type Rule } from "dewar";
import type { JsonSchema } from "../json-schema.ts";

/** A parameter of a path, as OpenAPI describes it. */
export interface PathParameter {
  readonly name: string;
  readonly schema: JsonSchema;
}

/** A rule as an OpenAPI path, with the parameters in it. */
export interface RulePath {
  readonly path: string;
  readonly parameters: readonly PathParameter[];
}

/**
 * A rule in OpenAPI's terms.
 *
 * @example
 * rulePathOf(new Rule("/todos/<int(min=1):id>"));
 * // => { path: "/todos/{id}", parameters: [{ name: "id", schema: { type: "integer", minimum: 1 } }] }
 */
export function rulePathOf(rule: Rule): RulePath {
  const parameters: PathParameter[] = [];
  let path = "";
  for (const token of rule.tokens) {
    if (token.kind === "slash") path += "/";
    else if (token.kind === "static") path += encoded(token.text);
    else {
      path += `{${token.name}}`;
      const describe = CONVERTERS.get(token.converter) ?? (() => ({ type: "string" }));
      parameters.push({ name: token.name, schema: describe(parseConverterArguments(token.arguments)) });
    }
  }
  return { path, parameters };
}

/** Text of a path as it stands in a URL, so that its braces are no template's. */
function encoded(text: string): string {
  return encodeURI(text).replace(/[?#]/g, encodeURIComponent);
}

type Describe = (args: ConverterArguments) => JsonSchema;

const CONVERTERS: ReadonlyMap<string, Describe> = new Map<string, Describe>([
  ["default", string],
  ["string", string],
  ["int", (args) => number("integer", args, "fixed_digits", "min", "max", "signed")],
  ["float", (args) => number("number", args, "min", "max", "signed")],
  ["any", ({ positional }) => ({ type: "string", enum: positional })],
  ["uuid", () => ({ type: "string", format: "uuid" })],
]);

function string(args: ConverterArguments): JsonSchema {
  const bound = args.bind("minlength", "maxlength", "length");
  const length = bound.get("length");
  return defined({
    type: "string",
    minLength: length ?? bound.get("minlength"),
    maxLength: length ?? bound.get("maxlength"),
  });
}

function number(type: string, args: ConverterArguments, ...names: readonly string[]): JsonSchema {
  const bound = args.bind(...names);
  return defined({
    type,
    minimum: bound.get("min") ?? (bound.get("signed") === true ? undefined : 0),
    maximum: bound.get("max"),
  });
}

/** Without the members that say nothing. */
function defined(schema: JsonSchema): JsonSchema {
  return Object.fromEntries(
    Object.entries(schema).filter(([, value]) => value !== undefined && value !== null),
  );
}
