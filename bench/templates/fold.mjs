// @ts-check
/** @type {Readonly<Record<string, string>>} */
const NAMES = { amp: "38", lt: "60", gt: "62", quot: "34", apos: "39" };

/**
 * Leaves out the differences that a browser does not see: white space at tags, and how a character is escaped.
 *
 * @param {string} html
 * @returns {string}
 */
export function fold(html) {
  return html
    .replace(/&(amp|lt|gt|quot|apos);/g, (_, name) => `&#${NAMES[name]};`)
    .replace(/&#x([0-9a-f]+);/gi, (_, digits) => `&#${Number.parseInt(digits, 16)};`)
    .replace(/&#(34|39);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/\s+/g, " ")
    .replace(/\s*(<[^>]*>)\s*/g, "$1")
    .replace(/<!doctype html>/i, "<!DOCTYPE html>")
    .trim();
}
