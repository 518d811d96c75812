import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CORPUS } from "../corpus.ts";
import { asRecord, type Json } from "../suites/jinja/tagged.ts";
import { piece } from "./piece.ts";
import type { Random } from "./random.ts";
import type { Sample } from "./samples.ts";

const FILES = ["jinja-own.jsonl", "jinja-upstream.jsonl"];

// White space, names, numbers, strings, delimiters and operators; of anything else one character.
const TOKEN =
  /\s+|[A-Za-z_]\w*|\d[\w.]*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\{[{%#][-+]?|[-+]?[%}#]\}|\*\*|\/\/|[=!<>]=|[^]/gu;

const SWITCHES: readonly Json[] = [
  { autoescape: true },
  { autoescape: false },
  { trim_blocks: true },
  { lstrip_blocks: true },
  { keep_trailing_newline: true },
  { undefined: "StrictUndefined" },
  { undefined: "ChainableUndefined" },
  { undefined: "DebugUndefined" },
  { sandboxed: "sandboxed", native: false },
  { sandboxed: "immutable", native: false },
  { finalize: "none_to_empty" },
  { optimized: false },
  { native: true, sandboxed: null },
];

/** A case of the corpus, as material for others like it. */
interface Original {
  readonly topic: string;
  readonly record: Json;
}

/** Makes samples of the cases of the corpus: each is one of them with a few things taken from others. */
export class Mutants {
  readonly #originals: readonly Original[];
  readonly #byTopic = new Map<string, Original[]>();

  private constructor(originals: readonly Original[]) {
    this.#originals = originals;
    for (const original of originals) {
      const others = this.#byTopic.get(original.topic) ?? [];
      this.#byTopic.set(original.topic, [...others, original]);
    }
  }

  /** @returns Nothing where there is no corpus. */
  static load(): Mutants | undefined {
    const paths = FILES.map((file) => join(CORPUS, file)).filter(existsSync);
    const records = paths.flatMap((path) => readFileSync(path, "utf8").trim().split("\n"));
    const originals = records
      .map((line) => originalOf(JSON.parse(line) as Json))
      // The oracle does not know what is new.
      .filter(({ record }) => !("since" in record));
    return originals.length === 0 ? undefined : new Mutants(originals);
  }

  make(random: Random): Sample {
    const original = random.pick(this.#originals);
    const { id: _, expect: __, tags: ___, since: ____, ...record } = original.record;
    const other = (): Json => {
      const near = random.chance(0.7) ? this.#byTopic.get(original.topic) : undefined;
      return random.pick(near ?? this.#originals).record;
    };
    const { main, templates = {}, context = {}, env = {} } = record;
    const mutated = (source: unknown): ReturnType<typeof piece> =>
      piece("text", [mutate(String(source), random, () => random.pick(["", ...sourcesOf(other())]))]);
    const sources = Object.entries(asRecord(templates)).map(([name, source]) => [
      name,
      typeof main !== "string" || random.chance(0.2) ? mutated(source) : piece("text", [String(source)]),
    ]);
    return {
      ...record,
      env: { ...asRecord(env), ...(random.chance(0.15) ? random.pick(SWITCHES) : {}) },
      context: { ...contextOf(other()), ...asRecord(context), ...this.#exchanged(random, asRecord(context)) },
      main: typeof main === "string" ? mutated(main) : asRecord(main),
      templates: record["templates"] === undefined ? undefined : Object.fromEntries(sources),
    };
  }

  // One of the variables with a value that another case has.
  #exchanged(random: Random, context: Json): Json {
    const names = Object.keys(context);
    const values = Object.values(contextOf(random.pick(this.#originals).record));
    if (names.length === 0 || values.length === 0 || !random.chance(0.3)) return {};
    return { [random.pick(names)]: random.pick(values) };
  }
}

function originalOf(record: Json): Original {
  const id = String(record["id"]);
  return { topic: id.slice(0, id.lastIndexOf(id.startsWith("own") ? "/" : "#")), record };
}

function sourcesOf({ main, templates = {} }: Json): string[] {
  return [main, ...Object.values(asRecord(templates))].filter((source) => typeof source === "string");
}

function contextOf({ context = {} }: Json): Json {
  return asRecord(context);
}

function mutate(source: string, random: Random, other: () => string): string {
  let tokens = tokensOf(source);
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const change = random.pick([
      exchangeToken,
      exchangeToken,
      exchangeToken,
      exchangeValue,
      exchangeValue,
      dropTokens,
      insertTokens,
    ]);
    tokens = change(tokens, random, tokensOf(other()));
  }
  return tokens.join("").replace(/[\uD800-\uDFFF]/gu, "");
}

type Tokens = readonly string[];

function tokensOf(source: string): Tokens {
  return source.match(TOKEN) ?? [];
}

function exchangeToken(tokens: Tokens, random: Random, others: Tokens): Tokens {
  if (tokens.length === 0) return tokens;
  const index = random.below(tokens.length);
  const sort = sortOf(tokens[index]);
  const alike = others.filter((token) => sortOf(token) === sort);
  return alike.length === 0 ? tokens : tokens.with(index, random.pick(alike));
}

function sortOf(token = ""): string {
  if (/^\s/.test(token)) return "space";
  if (/^[\w'"]/.test(token)) return "operand";
  return /^.?[{}]./.test(token) ? "delimiter" : "operator";
}

// What stands between the delimiters of a value or tag, for what stands there in another template.
function exchangeValue(tokens: Tokens, random: Random, others: Tokens): Tokens {
  const [range, otherRange] = [rangeOf(tokens, random), rangeOf(others, random)];
  if (range === undefined || otherRange === undefined) return tokens;
  return tokens.toSpliced(
    range.start,
    range.length,
    ...others.slice(otherRange.start, otherRange.start + otherRange.length),
  );
}

function rangeOf(tokens: Tokens, random: Random): { start: number; length: number } | undefined {
  const starts = [...tokens.keys()].filter((index) => /^(\{\{|\||\(|,)/.test(tokens[index] ?? ""));
  if (starts.length === 0) return undefined;
  const start = random.pick(starts);
  const isValue = tokens[start]?.startsWith("{{") === true;
  const end = tokens.findIndex(
    (token, index) => index > start && (isValue ? /\}\}$/ : /^([|,)]|.?\}\})/).test(token),
  );
  return end === -1 ? undefined : { start, length: end - start + (isValue ? 1 : 0) };
}

function dropTokens(tokens: Tokens, random: Random): Tokens {
  return tokens.toSpliced(random.below(tokens.length + 1), 1 + random.below(3));
}

function insertTokens(tokens: Tokens, random: Random, others: Tokens): Tokens {
  const start = random.below(others.length + 1);
  return tokens.toSpliced(
    random.below(tokens.length + 1),
    0,
    ...others.slice(start, start + 1 + random.below(4)),
  );
}
