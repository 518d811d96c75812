// @ts-check
const SPECIAL = /[&<>"']/;

/**
 * What a careful author writes by hand: text without a special character is not copied, other text is walked once.
 *
 * @param {unknown} value
 * @returns {string}
 */
export function escapeHtml(value) {
  if (typeof value === "number") return String(value);
  const text = String(value);
  const first = text.search(SPECIAL);
  if (first === -1) return text;
  let html = "";
  let start = 0;
  for (let index = first; index < text.length; index++) {
    const entity = entityOf(text.charCodeAt(index));
    if (entity === "") continue;
    html += text.slice(start, index) + entity;
    start = index + 1;
  }
  return html + text.slice(start);
}

/** @param {number} code */
function entityOf(code) {
  switch (code) {
    case 38:
      return "&amp;";
    case 60:
      return "&lt;";
    case 62:
      return "&gt;";
    case 34:
      return "&quot;";
    case 39:
      return "&#39;";
    default:
      return "";
  }
}
