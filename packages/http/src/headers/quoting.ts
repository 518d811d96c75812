// RFC 9110, section 5.6.2.
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Writes a value of a header as a token, or as a quoted string when it is not one (RFC 9110, section 5.6.4).
 *
 * @param value - Text, or a number, which is printed first.
 * @param options - With `allowToken: false` the value is always quoted.
 * @returns A token or a quoted string.
 * @example
 * quoteHeaderValue("tea"); // => "tea"
 * quoteHeaderValue('green "tea"'); // => '"green \\"tea\\""'
 */
export function quoteHeaderValue(
  value: string | number | boolean,
  options: { readonly allowToken?: boolean } = {},
): string {
  const text = String(value);
  if (options.allowToken !== false && TOKEN.test(text)) return text;
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

/**
 * Reads what {@link quoteHeaderValue} wrote: removes the quotes around a value and the backslashes before quotes and
 * backslashes in it. Other text comes back as it is; a backslash before another character stays, since old browsers
 * send Windows paths that way.
 *
 * @param text - A token or quoted string.
 * @example
 * unquoteHeaderValue('"a \\"b\\""'); // => 'a "b"'
 * unquoteHeaderValue("plain"); // => "plain"
 */
export function unquoteHeaderValue(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  const inner = text.slice(1, -1);
  return inner.includes("\\") ? inner.replace(/\\([\\"])/g, "$1") : inner;
}

/** Whether text is a token (RFC 9110, section 5.6.2). */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * The index just after the closing quote of the quoted string that opens at `start`, else -1.
 *
 * @param text - The header.
 * @param start - Index of the opening quote.
 */
export function endOfQuotedString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 34) return index + 1;
    if (code === 92) index++;
  }
  return -1;
}
