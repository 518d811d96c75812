import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { CaseRecord, Suite } from "./suite.ts";

/** Where the shared case files lie: beside the repository, not in it. */
export const CORPUS: string = fileURLToPath(new URL("../../shared/conformance", import.meta.url));

/** The names of the suites, which are also the prefixes of the case files. */
export const SUITE_NAMES: readonly Suite["name"][] = ["jinja", "routing", "http", "forms", "signing"];

/** One case file and the suite that runs it. */
export interface CaseFile {
  readonly path: string;
  /** The file's name, under which `floor.json` and the report list it. */
  readonly name: string;
  readonly suite: Suite["name"];
}

/**
 * Finds the case files that the words of a command line ask for.
 *
 * @param words - Names of suites and paths of `.jsonl` files. None means every file of the corpus.
 * @param corpus - The folder with the case files. It may be absent.
 * @returns The files, in order of their names.
 * @throws Error for a word that is neither a suite nor a file.
 */
export function findCaseFiles(words: readonly string[], corpus: string = CORPUS): CaseFile[] {
  if (words.length === 0) return filesOfCorpus(corpus);
  return words.flatMap((word) => {
    if (word.endsWith(".jsonl")) return [caseFile(locate(word, corpus))];
    if (!isSuiteName(word))
      throw new Error(`"${word}" is neither a suite (${SUITE_NAMES.join(", ")}) nor a .jsonl file.`);
    return filesOfCorpus(corpus).filter((file) => file.suite === word);
  });
}

/** The records of a case file, one a line. */
export function readRecords(file: CaseFile): CaseRecord[] {
  return readFileSync(file.path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as CaseRecord);
}

function filesOfCorpus(corpus: string): CaseFile[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus)
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => caseFile(join(corpus, name)));
}

function locate(path: string, corpus: string): string {
  const candidates = [resolve(path), join(corpus, path)];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found === undefined) throw new Error(`There is no case file ${path}.`);
  return found;
}

function caseFile(path: string): CaseFile {
  const name = basename(path);
  const prefix = name.split(/[-.]/, 1)[0] ?? "";
  if (!isSuiteName(prefix)) throw new Error(`The name of ${path} does not begin with a suite's name.`);
  return { path, name, suite: prefix };
}

function isSuiteName(word: string): word is Suite["name"] {
  return SUITE_NAMES.some((name) => name === word);
}
