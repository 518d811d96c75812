// @ts-check
import { escapeHtml } from "./escape-html.mjs";

const messages = [
  "A bad random number generator: 1, 1, 1, 1, 1, 4.33e+67, 1, 1, 1",
  "A computer program does what you tell it to do, not what you want it to do.",
  "Emacs is a nice operating system, but I prefer another. & so on",
  "Feature: A bug with seniority.",
  "Computers make very fast, very accurate mistakes.",
  '<script>alert("This should not be displayed in a browser alert box.");</script>',
  "fortune: No such file or directory",
  "If Computer Science was about computers, astronomy would be about 'telescopes'.",
  "Additional fortune added at request time.",
  "After enough decimal places, nobody gives a damn.",
  "Any program that runs right is obsolete.",
  "フレームワークのベンチマーク",
];

/** Twelve rows, one of them in need of escaping. */
export default {
  name: "fortunes",
  data: { fortunes: messages.map((message, index) => ({ id: index + 1, message })) },
  /** @param {{ fortunes: readonly { id: number, message: string }[] }} data */
  byHand: (data) => {
    let html =
      "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table><tr><th>id</th><th>message</th></tr>";
    for (const { id, message } of data.fortunes) {
      html += `<tr><td>${escapeHtml(id)}</td><td>${escapeHtml(message)}</td></tr>`;
    }
    return `${html}</table></body></html>`;
  },
};
