export { escape, type HasHtml, htmlOf } from "./escape.ts";
export { Markup } from "./markup.ts";
