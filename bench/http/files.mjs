// @ts-check
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What the peers serve under `/static/`. It is made at first use and stays. */
export const FILES = join(import.meta.dirname, "files");

/**
 * Makes a file of text in {@link FILES}.
 *
 * @param {string} name
 * @param {number} size - In bytes.
 * @returns {string} Its text.
 */
export function textFile(name, size) {
  const text = "One line of a file that somebody downloads.\n".repeat(Math.ceil(size / 44)).slice(0, size);
  const path = join(FILES, name);
  if (existsSync(path)) return text;
  mkdirSync(FILES, { recursive: true });
  // Several peers start at the same time: none may see half a file.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
  return text;
}
