/**
 * The type-level twin of rule-syntax and converter-arguments: it reads the literal type of a rule as they read its
 * text, so that the compiler knows the names and types of a rule's values.
 */

/**
 * The type that each converter gives to its variable. Declare one's own beside them:
 *
 * ```ts
 * declare module "@dewar/http" {
 *   interface ConverterTypes { date: Date }
 * }
 * ```
 */
export interface ConverterTypes {
  default: string;
  string: string;
  path: string;
  uuid: string;
  int: number;
  float: number;
}

/** What a variable's type becomes when {@link ConverterTypes} does not know its converter: nothing fits it. */
export interface UnknownConverter<Name extends string> {
  readonly "this converter is not declared in the interface ConverterTypes": Name;
}

/**
 * The values of a match, by the rule's variables. A rule that the compiler does not know literally has unknown ones.
 *
 * @example
 * const values: RuleValues<"/post/<int:id>/<any(html, pdf):format>"> = { id: 7, format: "pdf" };
 * values; // => { id: 7, format: "pdf" }
 */
export type RuleValues<R extends string> = string extends R
  ? Record<string, unknown>
  : R extends string
    ? ValuesOf<RuleVariables<R>>
    : never;

/**
 * The values that building a URL of the rule takes.
 *
 * @typeParam Defaults - The names for which the rule has a default: they may be left out.
 */
export type RuleBuildValues<R extends string, Defaults extends string = never> = string extends R
  ? Record<string, unknown>
  : R extends string
    ? BuildValuesOf<RuleVariables<R>, Defaults>
    : never;

/** A variable of a rule: its name and the type of its values. */
type Variable = readonly [name: string, value: unknown];

type ValuesOf<V extends Variable> = { [P in V as P[0]]: P[1] };

type BuildValuesOf<V extends Variable, Defaults extends string> = {
  [P in V as Exclude<P[0], Defaults>]: P[1];
} & { [P in V as Extract<P[0], Defaults>]?: P[1] };

/**
 * The variables of a rule, as a union of name and value type. Mirrors `parseRule`.
 *
 * Each step uses up one variable and hands on the rest, which the compiler does without nesting deeper.
 */
export type RuleVariables<
  R extends string,
  Found extends Variable = never,
> = R extends `${string}<${infer Rest}`
  ? Rest extends `${infer Head}>${infer After}`
    ? Head extends `${infer Converter}(${string}`
      ? ReadArguments<Rest, Converter> extends infer Read extends ReadVariable
        ? RuleVariables<Read["after"], Found | Read["variable"]>
        : Found
      : RuleVariables<After, Found | PlainVariable<Head>>
    : Found
  : Found;

/** `<name>` or `<converter:name>`. */
type PlainVariable<Head extends string> = Head extends `${infer Converter}:${infer Name}`
  ? readonly [Name, ConverterValue<Converter, "">]
  : readonly [Head, ConverterTypes["default"]];

interface ReadVariable {
  readonly variable: Variable;
  readonly after: string;
}

/**
 * `<converter(arguments):name>`. The arguments end at the first `):` after which a name and `>` stand; an earlier
 * one is part of a quoted text.
 */
type ReadArguments<
  Rest extends string,
  Converter extends string,
> = Rest extends `${Converter}(${infer Inside}` ? EndArguments<Inside, Converter> : never;

type EndArguments<
  Inside extends string,
  Converter extends string,
  Before extends string = "",
> = Inside extends `${infer Args}):${infer Rest}`
  ? Rest extends `${infer Name}>${infer After}`
    ? Name extends NoName
      ? EndArguments<Rest, Converter, `${Before}${Args}):`>
      : { variable: readonly [Name, ConverterValue<Converter, `${Before}${Args}`>]; after: After }
    : never
  : never;

/** Text that holds a character which no name has, and which a quoted argument goes on with. */
type NoName = `${string}${"'" | '"' | "," | ")" | "(" | ":" | "/" | " " | "<"}${string}` | "";

/** The type of a variable's values. Mirrors the built-in converters. */
type ConverterValue<Converter extends string, Args extends string> = Converter extends keyof ConverterTypes
  ? ConverterTypes[Converter]
  : Converter extends "any"
    ? AnyItems<Args>
    : UnknownConverter<Converter>;

/** The items of `any(...)`, as a union. Mirrors `parseConverterArguments`. */
type AnyItems<Args extends string, Found extends string = never> = Args extends ` ${infer Rest}`
  ? AnyItems<Rest, Found>
  : Args extends ""
    ? Found
    : Args extends `${QuotePrefix}${infer Quoted extends `'${string}` | `"${string}`}`
      ? AnyItems<Quoted, Found>
      : Args extends `"${infer Item}"${infer Rest}`
        ? AnyItems<AfterComma<Rest>, Found | Item>
        : Args extends `'${infer Item}'${infer Rest}`
          ? AnyItems<AfterComma<Rest>, Found | Item>
          : Args extends `${infer Item},${infer Rest}`
            ? AnyItems<Rest, Found | TrimEnd<Item>>
            : Found | TrimEnd<Args>;

/** What Python writes before a quote. */
type QuotePrefix = "u" | "U" | "r" | "R";

type AfterComma<Rest extends string> = Rest extends `${string},${infer After}` ? After : "";

type TrimEnd<Text extends string> = Text extends `${infer Start} ` ? TrimEnd<Start> : Text;
