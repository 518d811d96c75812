import { type Converter, type ConverterClass, encodePath } from "./converters.ts";
import { parseConverterArguments } from "./converter-arguments.ts";
import { RuleSyntaxError, UnknownConverterError } from "./errors.ts";
import { compilePattern, type Pattern, type PatternPiece } from "./pattern.ts";
import type { Rule } from "./rule.ts";
import { parseRule, type RuleToken, type StaticToken, type VariableToken } from "./rule-syntax.ts";
import type { Weight } from "./weight.ts";

/** What a rule takes from the map that it is added to. */
export interface RuleContext {
  readonly converters: Readonly<Record<string, ConverterClass>>;
  readonly strictSlashes: boolean;
  readonly mergeSlashes: boolean;
  /** The pattern of the domain that the rule asks for; empty when the map matches no domains. */
  domainOf(rule: Rule): string;
}

/** A variable with the converter that the map gives it. */
export interface Variable {
  readonly name: string;
  readonly converter: Converter;
}

/** The domain, or what stands between two slashes of a path. */
export type Segment = StaticSegment | DynamicSegment;

export interface StaticSegment {
  readonly kind: "static";
  readonly text: string;
}

export interface DynamicSegment {
  readonly kind: "dynamic";
  readonly pattern: Pattern;
  readonly weight: Weight;
  /** Whether it matches the whole rest of the path, slashes included. */
  readonly final: boolean;
  /** Whether the rule goes on with one slash, and ends there. The slash is a segment of its own: an empty one. */
  readonly suffixed: boolean;
}

/** Literal text, already encoded, and variables: what a URL is built from. */
export type UrlTemplate = readonly (string | Variable)[];

/** A rule as one map sees it. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly strictSlashes: boolean;
  readonly mergeSlashes: boolean;
  readonly domain: Segment;
  readonly path: readonly Segment[];
  /** In the order in which their texts are captured: the domain's, then the path's. */
  readonly variables: readonly Variable[];
  /** The names of the variables and of the defaults. */
  readonly arguments: ReadonlySet<string>;
  readonly domainTemplate: UrlTemplate;
  readonly pathTemplate: UrlTemplate;
}

/**
 * Gives a rule the converters and settings of a map.
 *
 * @throws UnknownConverterError for a converter that the map does not have.
 * @throws RuleSyntaxError for a domain or converter arguments that cannot be read.
 */
export function compileRule(rule: Rule, context: RuleContext): CompiledRule {
  const mergeSlashes = rule.mergeSlashes ?? context.mergeSlashes;
  const domainTokens = parseRule(context.domainOf(rule));
  const pathTokens = mergeSlashes ? withoutRepeatedSlashes(rule.tokens) : rule.tokens;
  const variables = variablesOf([...domainTokens, ...pathTokens], context);
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  if (byName.size < variables.length) {
    throw new RuleSyntaxError(`The path and the domain of rule ${rule.toString()} use one variable name.`);
  }
  return {
    rule,
    strictSlashes: rule.strictSlashes ?? context.strictSlashes,
    mergeSlashes,
    domain: domainSegment(domainTokens, byName),
    path: pathSegments(pathTokens, byName),
    variables,
    arguments: new Set([...byName.keys(), ...rule.arguments]),
    domainTemplate: domainTokens.map((token) => templatePart(token, byName, rule, (text) => text)),
    pathTemplate: pathTokens.map((token) => templatePart(token, byName, rule, encodePath)),
  };
}

type Variables = ReadonlyMap<string, Variable>;

function withoutRepeatedSlashes(tokens: readonly RuleToken[]): readonly RuleToken[] {
  return tokens.filter((token, index) => token.kind !== "slash" || tokens[index - 1]?.kind !== "slash");
}

function variablesOf(tokens: readonly RuleToken[], context: RuleContext): Variable[] {
  return tokens.flatMap((token) => {
    if (token.kind !== "variable") return [];
    const known = Object.hasOwn(context.converters, token.converter);
    const ConverterOfName = known ? context.converters[token.converter] : undefined;
    if (ConverterOfName === undefined) {
      throw new UnknownConverterError(token.converter, Object.keys(context.converters));
    }
    const converter = new ConverterOfName(parseConverterArguments(token.arguments));
    return [{ name: token.name, converter }];
  });
}

function domainSegment(tokens: readonly RuleToken[], variables: Variables): Segment {
  if (tokens.some((token) => token.kind === "slash")) {
    throw new RuleSyntaxError("A subdomain or host of a rule cannot hold a slash.");
  }
  return segmentOf(tokens, variables, false);
}

/** The segments after the slash that begins the path. */
function pathSegments(tokens: readonly RuleToken[], variables: Variables): Segment[] {
  const segments: Segment[] = [];
  let start = 1;
  for (let index = 1; index <= tokens.length; index++) {
    const token = tokens[index];
    if (token?.kind === "variable" && !variableOf(token, variables).converter.partIsolating) {
      return [...segments, ...finalSegments(tokens.slice(start), variables)];
    }
    if (token !== undefined && token.kind !== "slash") continue;
    segments.push(segmentOf(tokens.slice(start, index), variables, false));
    start = index + 1;
  }
  return segments;
}

function finalSegments(tokens: readonly RuleToken[], variables: Variables): Segment[] {
  if (tokens.at(-1)?.kind !== "slash") return [segmentOf(tokens, variables, false, true)];
  return [segmentOf(tokens.slice(0, -1), variables, true, true), { kind: "static", text: "" }];
}

function segmentOf(
  tokens: readonly RuleToken[],
  variables: Variables,
  suffixed: boolean,
  final = false,
): Segment {
  const dynamic = tokens.filter((token): token is VariableToken => token.kind === "variable");
  if (dynamic.length === 0) return { kind: "static", text: tokens.map(literalOf).join("") };
  const statics = tokens.filter((token): token is StaticToken => token.kind === "static");
  const weight: Weight = {
    statics: statics.map((token) => token.text.length),
    converters: dynamic.map((token) => variableOf(token, variables).converter.weight),
  };
  const pieces = tokens.map((token): PatternPiece => {
    if (token.kind !== "variable") return { literal: literalOf(token) };
    return { regex: variableOf(token, variables).converter.regex };
  });
  return { kind: "dynamic", pattern: compilePattern(pieces), weight, final, suffixed };
}

// A value that the rule's defaults fix stands in every URL of the rule as it is.
function templatePart(
  token: RuleToken,
  variables: Variables,
  rule: Rule,
  encode: (text: string) => string,
): string | Variable {
  if (token.kind !== "variable") return encode(literalOf(token));
  const variable = variableOf(token, variables);
  if (rule.defaults === undefined || !Object.hasOwn(rule.defaults, token.name)) return variable;
  return variable.converter.toUrl(rule.defaults[token.name]);
}

function variableOf(token: VariableToken, variables: Variables): Variable {
  const variable = variables.get(token.name);
  if (variable === undefined) throw new RuleSyntaxError(`Variable ${token.name} has no converter.`);
  return variable;
}

function literalOf(token: RuleToken): string {
  if (token.kind === "slash") return "/";
  return token.kind === "static" ? token.text : "";
}
