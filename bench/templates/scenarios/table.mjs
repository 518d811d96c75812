// @ts-check
import { escapeHtml } from "./escape-html.mjs";

const rows = Array.from({ length: 1000 }, (_, row) =>
  Array.from({ length: 10 }, (_, column) => row * 10 + column),
);

/** A thousand rows of ten numbers: loops and output, little else. */
export default {
  name: "table",
  data: { rows },
  /** @param {{ rows: readonly (readonly number[])[] }} data */
  byHand: (data) => {
    let html = "<table>";
    for (const row of data.rows) {
      html += "<tr>";
      for (const cell of row) html += `<td>${escapeHtml(cell)}</td>`;
      html += "</tr>";
    }
    return `${html}</table>`;
  },
};
