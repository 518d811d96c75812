import { Markup } from "@dewar/markup";
import { withParameters } from "./calling.ts";

const WORDS = (
  "a ac accumsan ad adipiscing aliquam aliquet amet ante aptent arcu at auctor augue bibendum blandit class commodo " +
  "condimentum congue consectetuer consequat conubia convallis cras cubilia cum curabitur curae cursus dapibus diam " +
  "dictum dictumst dignissim dis dolor donec dui duis egestas eget eleifend elementum elit enim erat eros est et etiam"
).split(" ");

/** The global `lipsum`: filler text, as paragraphs of HTML unless `html` is false. */
export const lipsum: (n?: number, html?: boolean, min?: number, max?: number) => Markup | string =
  withParameters(["n", "html", "min", "max"], (n = 5, html = true, min = 20, max = 100) => {
    const paragraphs = Array.from({ length: n }, () =>
      paragraph(min + Math.floor(Math.random() * (max - min))),
    );
    return html ? new Markup(paragraphs.map((text) => `<p>${text}</p>`).join("\n")) : paragraphs.join("\n\n");
  });

function paragraph(length: number): string {
  const words: string[] = [];
  let sentence = 0;
  for (let index = 0; index < length; index++) {
    const word = differentFrom(words.at(-1)?.replace(/[.,]$/, "").toLowerCase());
    if (sentence === 0) words.push(word.charAt(0).toUpperCase() + word.slice(1));
    else words.push(word);
    sentence++;
    if (sentence > 4 && index < length - 3 && Math.random() < 0.1) {
      words.push(`${words.pop() ?? ""}.`);
      sentence = 0;
    } else if (sentence > 2 && Math.random() < 0.12) {
      words.push(`${(words.pop() ?? "").replace(/,$/, "")},`);
    }
  }
  return `${words.join(" ").replace(/,$/, "")}.`;
}

function differentFrom(previous: string | undefined): string {
  for (;;) {
    const word = WORDS[Math.floor(Math.random() * WORDS.length)] ?? "";
    if (word !== previous) return word;
  }
}
