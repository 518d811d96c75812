import { percentEncode } from "../urls/percent-encode.ts";
import { ConverterArguments } from "./converter-arguments.ts";
import { ValidationError } from "./errors.ts";
import { textForUrl } from "./url-text.ts";

/** A class of converters, as a map registers it under a name. */
export type ConverterClass = new (args: ConverterArguments) => Converter;

// What may stand in the path of a URL as it is: unreserved characters and those of a path segment (RFC 3986,
// section 3.3), and the slash.
const UNSAFE_IN_PATH = /[^A-Za-z0-9\-._~!$&'()*+,/:;=@]+/gu;

/** Percent-encodes text for the path of a URL, leaving slashes and what a path segment may hold. */
export function encodePath(text: string): string {
  return percentEncode(text, UNSAFE_IN_PATH);
}

/**
 * Turns the text of a variable in a URL into a value, and back. Subclass it for a converter of one's own and give
 * the class to the map: `new UrlMap(rules, { converters: { yesno: YesNoConverter } })`.
 *
 * @example
 * class YesNoConverter extends Converter<boolean> {
 *   override readonly regex: string = "(?:yes|no)";
 *   override toValue(text: string): boolean { return text === "yes"; }
 *   override toUrl(value: unknown): string { return value === true ? "yes" : "no"; }
 * }
 * const rules = [new Rule("/vote/<yesno:agree>", { endpoint: "vote" })];
 * const map = new UrlMap(rules, { converters: { yesno: YesNoConverter } });
 * map.bind("example.com").match({ pathInfo: "/vote/yes" }).values; // => { agree: true }
 */
export class Converter<T = unknown> {
  /**
   * What the text must match, from end to end, as the source of a regular expression with the `u` flag.
   *
   * Sequences of characters, classes, `(?:one|other)` of plain text and quantifiers are matched in linear time
   * whatever stands beside them in a rule. Anything richer runs as a regular expression: keep it free of
   * ambiguous repetition.
   */
  readonly regex: string = "[^/]+";
  /** Where several variables could match, the lower weight is tried first. */
  readonly weight: number = 100;
  /** False when the text may hold a `/`. */
  readonly partIsolating: boolean = true;

  /**
   * @param _args - What the rule wrote between the parentheses; this class passes over it. A subclass reads it with
   *   {@link ConverterArguments.bind}.
   */
  // Maps construct every converter with its arguments, so that the base class takes them too.
  // oxlint-disable-next-line no-useless-constructor, no-empty-function
  constructor(_args?: ConverterArguments) {}

  /**
   * The value of a text that matches {@link regex}.
   *
   * @throws ValidationError to refuse it: the URL is then unknown, without a try of later rules.
   */
  toValue(text: string): T {
    return text as T;
  }

  /** The text of a value, percent-encoded. */
  toUrl(value: unknown): string {
    return encodePath(textForUrl(value));
  }
}

/** `<string:name>`, and what a variable without a converter is: text without a slash, one character or more. */
export class StringConverter extends Converter<string> {
  override readonly regex: string;

  /** @param args - `minlength`, `maxlength`, `length`: counts of characters. */
  constructor(args: ConverterArguments = new ConverterArguments()) {
    super(args);
    const bound = args.bind("minlength", "maxlength", "length");
    const count = (name: string): number | undefined => numberArgument(bound.get(name), name);
    const length = count("length");
    this.regex =
      length === undefined
        ? `[^/]{${count("minlength") ?? 1},${count("maxlength") ?? ""}}`
        : `[^/]{${length}}`;
  }
}

/** `<path:name>`: text that may hold slashes, but does not begin with one; no line breaks after its first character. */
export class PathConverter extends Converter<string> {
  override readonly regex: string = "[^/][^\\n]*?";
  override readonly weight: number = 200;
  override readonly partIsolating: boolean = false;
}

/** `<any(about, help):page>`: one of the given texts. */
export class AnyConverter extends Converter<string> {
  override readonly regex: string;
  readonly #items: ReadonlySet<string>;

  /** @param args - The texts. One that is not a word stands in quotes. */
  constructor(args: ConverterArguments) {
    super(args);
    if (args.named.size > 0) throw new TypeError('The converter "any" takes no named arguments.');
    const items = args.positional.map((item) => {
      if (typeof item === "string") return item;
      throw new TypeError(`The items of the converter "any" are texts: write "${item}" in quotes.`);
    });
    this.#items = new Set(items);
    this.regex = `(?:${items.map(escapeRegex).join("|")})`;
  }

  override toUrl(value: unknown): string {
    const text = textForUrl(value);
    if (this.#items.has(text)) return encodePath(text);
    const known = [...this.#items].sort().map((item) => `'${item}'`);
    throw new ValidationError(`'${text}' is not one of ${known.join(", ")}`);
  }
}

/** `<uuid:id>`: a UUID with its hyphens; its value is in lower case. */
export class UUIDConverter extends Converter<string> {
  override readonly regex: string =
    "[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}";

  override toValue(text: string): string {
    return text.toLowerCase();
  }
}

/** The number that a rule gives as an argument, undefined when it gives none or `None`. */
export function numberArgument(value: unknown, name: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number") return value;
  throw new TypeError(`The converter's argument "${name}" is a number: write it without quotes.`);
}

// A hyphen has no meaning outside a class, and must not be escaped under the `u` flag.
function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
