export { escape, type HasHtml, htmlOf } from "./escape.ts";
export { html, Markup } from "./markup.ts";
export { stripTags } from "./strip-tags.ts";
export { unescape } from "./unescape.ts";
