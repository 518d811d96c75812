/** An object that knows its own HTML. Whoever writes `__html__` answers for the safety of what it returns. */
export interface HasHtml {
  __html__(): string;
}

const SPECIAL = /[&<>"']/g;

/**
 * Replaces the characters `& < > " '` with HTML entities, so that `text` can stand in element content and in
 * quoted attribute values.
 *
 * Text without such a character is returned as it came, without a copy.
 *
 * @param text - Plain text.
 * @returns HTML. It is a plain string: use {@link Markup.escape} for a value that remembers it is safe.
 * @example
 * escape("<b>"); // => "&lt;b&gt;"
 */
export function escape(text: string): string {
  SPECIAL.lastIndex = 0;
  if (!SPECIAL.test(text)) return text;
  let html = "";
  let start = 0;
  do {
    const special = SPECIAL.lastIndex - 1;
    html += text.slice(start, special) + entityOf(text.charCodeAt(special));
    start = special + 1;
  } while (SPECIAL.test(text));
  return html + text.slice(start);
}

/** The HTML of a value that brings its own, else undefined. */
export function htmlOf(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const html = (value as Partial<HasHtml>).__html__;
  return typeof html === "function" ? html.call(value) : undefined;
}

// MarkupSafe writes the numeric entities for both quotes; pages and signed fragments are compared byte for byte.
function entityOf(code: number): string {
  switch (code) {
    case 38:
      return "&amp;";
    case 60:
      return "&lt;";
    case 62:
      return "&gt;";
    case 34:
      return "&#34;";
    default:
      return "&#39;";
  }
}
