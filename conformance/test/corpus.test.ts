import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findCaseFiles, readRecords } from "../corpus.ts";
import { loadSuite } from "../load-suite.ts";

let corpus: string;

beforeAll(() => {
  corpus = mkdtempSync(join(tmpdir(), "corpus-"));
  writeFileSync(join(corpus, "jinja-b.jsonl"), '{"id":"1"}\n\n{"id":"2"}\n');
  writeFileSync(join(corpus, "forms-a.jsonl"), "");
  writeFileSync(join(corpus, "README.md"), "words");
});

afterAll(() => rmSync(corpus, { recursive: true }));

describe("case files", () => {
  test("without words all of the corpus is run, in order", () => {
    expect(findCaseFiles([], corpus).map((file) => [file.name, file.suite])).toEqual([
      ["forms-a.jsonl", "forms"],
      ["jinja-b.jsonl", "jinja"],
    ]);
  });

  test("a suite's name stands for its files, a path for itself", () => {
    expect(findCaseFiles(["jinja"], corpus).map((file) => file.name)).toEqual(["jinja-b.jsonl"]);
    expect(findCaseFiles(["forms-a.jsonl"], corpus).map((file) => file.suite)).toEqual(["forms"]);
    expect(findCaseFiles([join(corpus, "forms-a.jsonl")], corpus)).toHaveLength(1);
  });

  test("another word is an error that names the suites", () => {
    expect(() => findCaseFiles(["jinjo"], corpus)).toThrow(/neither a suite \(jinja, routing/);
    expect(() => findCaseFiles(["http-none.jsonl"], corpus)).toThrow(/no case file/);
  });

  test("an absent corpus holds nothing", () => {
    expect(findCaseFiles([], join(corpus, "absent"))).toEqual([]);
  });

  test("a file is one record a line", () => {
    const [file] = findCaseFiles(["jinja"], corpus);
    expect(file && readRecords(file)).toEqual([{ id: "1" }, { id: "2" }]);
  });
});

test("a suite that cannot be imported fails its cases with the reason", async () => {
  const suite = await loadSuite("signing", new URL(`${pathToFileURL(corpus).href}/`));
  const [outcome] = await suite.run({ id: "s-1" });
  expect(outcome).toMatchObject({ id: "s-1", passed: false });
  expect(outcome?.actual).toContain("the suite did not load");
});
