import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { DictLoader } from "../src/loaders/dict-loader.ts";
import { Environment } from "../src/environment.ts";

interface Case {
  readonly title: string;
  readonly main: string;
  readonly env?: { readonly autoescape?: boolean };
  readonly templates?: Readonly<Record<string, string>>;
  readonly context?: Record<string, unknown>;
  readonly expect: { readonly output: string } | { readonly error: { type: string; message?: string } };
}

// Each case was once a difference between a random template's answer here and in Jinja 3.1, whose answer it records.
const cases = readFileSync(new URL("differential-cases.jsonl", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Case);

test.each(cases)("$title", ({ main, env = {}, templates = {}, context = {}, expect: expected }) => {
  const environment = new Environment({ ...env, loader: new DictLoader(templates) });
  const render = (): string => environment.fromString(main).render(context);
  if ("output" in expected) {
    expect(render()).toBe(expected.output);
  } else {
    const { type: name, message } = expected.error;
    expect(render).toThrow(expect.objectContaining(message === undefined ? { name } : { name, message }));
  }
});
