import { escape, htmlOf } from "./escape.ts";

/** Text that is safe to put into HTML as it is. Joining it with plain text escapes the plain text. */
export class Markup {
  readonly #html: string;

  /** Declares `html` safe. Never call it with text that came from outside: that is what {@link Markup.escape} is for. */
  constructor(html: unknown = "") {
    this.#html = htmlOf(html) ?? String(html);
  }

  /** Makes any value safe: a value that brings its own HTML keeps it, everything else is printed and escaped. */
  static escape(value: unknown): Markup {
    return new Markup(htmlOf(value) ?? escape(String(value)));
  }

  get length(): number {
    return this.#html.length;
  }

  toString(): string {
    return this.#html;
  }

  __html__(): string {
    return this.#html;
  }
}
