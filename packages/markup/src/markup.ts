import { escape, htmlOf } from "./escape.ts";
import { stripTags } from "./strip-tags.ts";
import { unescape } from "./unescape.ts";

const FIELD = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/**
 * Text that is safe to put into HTML as it is. Whatever it is joined with gets escaped first, unless that brings
 * its own HTML; so safe text stays safe through every operation.
 *
 * The methods are those of a JavaScript string and return Markup, but for {@link Markup.striptags} and
 * {@link Markup.unescape}, which return plain text.
 *
 * @example
 * String(new Markup("<em>Hello</em> ").concat("<World>")); // => "<em>Hello</em> &lt;World&gt;"
 */
export class Markup {
  readonly #html: string;

  /**
   * Declares `html` safe. Never call it with text that came from outside: that is what {@link Markup.escape} is for.
   *
   * @param html - HTML as text, or a value that brings its own.
   */
  constructor(html: unknown = "") {
    this.#html = htmlOf(html) ?? String(html);
  }

  /**
   * Makes any value safe: a value that brings its own HTML keeps it, everything else is printed and escaped.
   *
   * @example
   * String(Markup.escape("<b>")); // => "&lt;b&gt;"
   */
  static escape(value: unknown): Markup {
    return value instanceof Markup ? value : new Markup(escapeAny(value));
  }

  /** The number of UTF-16 units, as of a string. */
  get length(): number {
    return this.#html.length;
  }

  toString(): string {
    return this.#html;
  }

  /** As JSON it is a plain string. */
  toJSON(): string {
    return this.#html;
  }

  __html__(): string {
    return this.#html;
  }

  /** This text with the escaped values behind it. */
  concat(...values: readonly unknown[]): Markup {
    let html = this.#html;
    for (const value of values) html += escapeAny(value);
    return new Markup(html);
  }

  /**
   * The escaped values with this text between them.
   *
   * @example
   * String(new Markup("<br>").join(["a", "<b>"])); // => "a<br>&lt;b&gt;"
   */
  join(values: Iterable<unknown>): Markup {
    return new Markup(Array.from(values, escapeAny).join(this.#html));
  }

  /**
   * Fills the fields of this text with escaped values: `{}` takes one after the other, `{0}` by position, `{name}`
   * from the last value, an object. A brace itself is written twice.
   *
   * @throws TypeError when a field has no value or a brace stands alone.
   * @example
   * String(new Markup("<em>{}</em> {name}").format("<3>", { name: "R&B" })); // => "<em>&lt;3&gt;</em> R&amp;B"
   */
  format(...values: readonly unknown[]): Markup {
    let next = 0;
    const html = this.#html.replace(FIELD, (field: string, name: string | undefined) => {
      if (field === "{{" || field === "}}") return field.charAt(0);
      if (name === undefined) throw new TypeError(`A single "${field}" in a format. Write it twice.`);
      return escapeAny(fieldValue(name === "" ? String(next++) : name, values));
    });
    return new Markup(html);
  }

  /** This text `count` times. */
  repeat(count: number): Markup {
    return new Markup(this.#html.repeat(count));
  }

  /** This text with every `search`, as it stands in the HTML, replaced by the escaped value. */
  replaceAll(search: string | RegExp, value: unknown): Markup {
    const html = escapeAny(value);
    return new Markup(this.#html.replaceAll(search, () => html));
  }

  /** The part from `start` to before `end`, counted as in a string. */
  slice(start?: number, end?: number): Markup {
    return new Markup(this.#html.slice(start, end));
  }

  /** The parts between separators, as of a string. */
  split(separator: string | RegExp, limit?: number): Markup[] {
    return this.#html.split(separator, limit).map((part) => new Markup(part));
  }

  /** What stands before the first separator, the separator, and what stands behind it. */
  partition(separator: string): [Markup, Markup, Markup] {
    return this.#cut(this.#html.indexOf(separator), separator, false);
  }

  /** As {@link Markup.partition}, at the last separator. */
  rpartition(separator: string): [Markup, Markup, Markup] {
    return this.#cut(this.#html.lastIndexOf(separator), separator, true);
  }

  /** The lines, without their ends. */
  splitLines(): Markup[] {
    const lines = this.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
    return lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines;
  }

  trim(): Markup {
    return new Markup(this.#html.trim());
  }

  trimStart(): Markup {
    return new Markup(this.#html.trimStart());
  }

  trimEnd(): Markup {
    return new Markup(this.#html.trimEnd());
  }

  toLowerCase(): Markup {
    return new Markup(this.#html.toLowerCase());
  }

  toUpperCase(): Markup {
    return new Markup(this.#html.toUpperCase());
  }

  /** This text, filled up at its start to `length` with the escaped `fill`. */
  padStart(length: number, fill: unknown = " "): Markup {
    return new Markup(this.#html.padStart(length, escapeAny(fill)));
  }

  /** This text, filled up at its end to `length` with the escaped `fill`. */
  padEnd(length: number, fill: unknown = " "): Markup {
    return new Markup(this.#html.padEnd(length, escapeAny(fill)));
  }

  /**
   * Plain text: entities become characters.
   *
   * @example
   * new Markup("&lt;b&gt;").unescape(); // => "<b>"
   */
  unescape(): string {
    return unescape(this.#html);
  }

  /**
   * Plain text: without comments and tags, white space in a row as one blank, entities as characters. It is made
   * for reading, not for cleaning: print it escaped.
   *
   * @example
   * new Markup("<h1>Hi &amp;\n <em>bye</em></h1>").striptags(); // => "Hi & bye"
   */
  striptags(): string {
    return unescape(stripTags(this.#html));
  }

  #cut(at: number, separator: string, absentIsLast: boolean): [Markup, Markup, Markup] {
    const empty = new Markup("");
    if (at === -1) return absentIsLast ? [empty, empty, this] : [this, empty, empty];
    return [this.slice(0, at), new Markup(separator), this.slice(at + separator.length)];
  }
}

/**
 * A template literal whose values are escaped. The text around them is taken as safe HTML.
 *
 * @example
 * String(html`<li title="${'"'}">${"<b>"}</li>`); // => '<li title="&#34;">&lt;b&gt;</li>'
 */
export function html(strings: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  let text = "";
  for (const [index, string] of strings.entries()) {
    text += index === 0 ? string : escapeAny(values[index - 1]) + string;
  }
  return new Markup(text);
}

function escapeAny(value: unknown): string {
  return htmlOf(value) ?? escape(String(value));
}

function fieldValue(name: string, values: readonly unknown[]): unknown {
  if (/^\d+$/.test(name)) {
    if (Number(name) < values.length) return values[Number(name)];
    throw new TypeError(`A format has a field {${name}} but only ${values.length} values were given.`);
  }
  const named = values.at(-1);
  if (typeof named === "object" && named !== null && Object.hasOwn(named, name)) {
    return (named as Record<string, unknown>)[name];
  }
  throw new TypeError(`A format has a field {${name}}; give an object with "${name}" as the last value.`);
}
