// @ts-check
import { escapeHtml } from "./escape-html.mjs";

const products = Array.from({ length: 40 }, (_, index) => ({
  name: `  product number ${index}  `,
  text: "Long words about a product that nobody reads to the end, <b>really</b>. ".repeat(2),
  price: index + 0.25,
  tags: ["red", "green", "blue"],
  note: index % 2 === 0 ? "" : "a note",
}));

/** Forty items, each through a handful of filters. Engines without these filters are left out. */
export default {
  name: "filters",
  data: { products },
  /** @param {any} data */
  byHand: ({ products }) => {
    let html = `<p>${products.length} products</p><ul>`;
    for (const { name, text, price, tags, note } of products) {
      const label = name.trim();
      html += `<li><b>${escapeHtml(label.charAt(0).toUpperCase() + label.slice(1).toLowerCase())}</b> `;
      html += `${escapeHtml(text.toUpperCase())} ${escapeHtml(text.replaceAll("product", "thing"))} `;
      html += `${Math.round(price)} ${escapeHtml(tags.join(", "))} ${escapeHtml(tags.at(0))} `;
      html += `${escapeHtml(sorted(tags).at(-1))} ${escapeHtml(note === "" ? "none" : note)}</li>`;
    }
    return `${html}</ul>`;
  },
};

/** @param {readonly string[]} words */
function sorted(words) {
  return [...words].sort();
}
