/** White space, with the line separator that JavaScript leaves out. */
const WHITE = /[\s\u0085]+/g;

/**
 * Takes comments, then tags, out of HTML, and makes one blank of white space in a row. Linear in the length.
 *
 * @param html - HTML; an unclosed comment or tag stays.
 * @returns HTML without tags, with its entities.
 * @example
 * stripTags("<p>a <!-- > --> b</p>"); // => "a b"
 */
export function stripTags(html: string): string {
  const text = without(without(html, "<!--", "-->"), "<", ">").replace(WHITE, " ");
  return text.slice(text.startsWith(" ") ? 1 : 0, text.length > 1 && text.endsWith(" ") ? -1 : text.length);
}

function without(text: string, open: string, close: string): string {
  let kept = "";
  let position = 0;
  for (;;) {
    const start = text.indexOf(open, position);
    const end = start === -1 ? -1 : text.indexOf(close, start);
    if (end === -1) return kept + text.slice(position);
    kept += text.slice(position, start);
    position = end + close.length;
  }
}
