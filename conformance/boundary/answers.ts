import { readFileSync, writeFileSync } from "node:fs";
import { type Answer, comparable } from "./answer.ts";
import type { Exchange, RawAnswer } from "./exchange.ts";

const FILE = new URL("answers.jsonl", import.meta.url);

/** The answers of Flask that were recorded, by the names of the exchanges. */
export function readAnswers(): Map<string, Answer[]> {
  const lines = readFileSync(FILE, "utf8").trim().split("\n");
  return new Map(lines.map((line) => JSON.parse(line) as [string, Answer[]]));
}

/** Records answers of Flask: a line for each exchange, its name and its answers. */
export function writeAnswers(
  exchanges: readonly Exchange[],
  answers: ReadonlyMap<string, readonly RawAnswer[]>,
): void {
  const lines = exchanges.map((exchange) => {
    const settled = (answers.get(exchange.name) ?? []).map((raw) => comparable(raw, exchange));
    return `${JSON.stringify([exchange.name, settled])}\n`;
  });
  writeFileSync(FILE, lines.join(""));
}
