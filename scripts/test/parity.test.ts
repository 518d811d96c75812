import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ClassMembers } from "./class-members.ts";
import { packages } from "./workspace.ts";

// `packages/<name>/PARITY.md` says which names of a Python library are in the package. Its tables have a row for
// names that share an answer: the names in backticks, the state, and what there is to say.
//
//     | `Class`: `member`, `Class.member`, `function` | here | |
//
// A name that is "here" is what the package exports, or a member of the class that is named before it or in the
// heading; camelCase tells its words apart, `setdefault` being `setDefault`. A class that is "different" is here under
// the first name of the last column.

const all = packages();
const members = new ClassMembers(all);
const documented = all.filter(({ folder }) => existsSync(join(folder, "PARITY.md")));

describe.each(documented)("the parity of $name", ({ folder }) => {
  const rows = rowsOf(readFileSync(join(folder, "PARITY.md"), "utf8"));
  const exports = new Set(exportsOf(folder).map(plain));
  const renamed = new Map(rows.flatMap(renameOf));

  test("is told in one of the four states", () => {
    const states = new Set(rows.map(({ state }) => state));
    expect(states.size).toBeGreaterThan(0);
    expect([...states].filter((state) => !STATES.has(state))).toEqual([]);
  });

  test.each(rows.filter(({ state }) => state === "here"))("has what is here: $cell", (row) => {
    const classes = row.heading.split(/\W+/).flatMap((word) => [word, `${word}Options`]);
    const isHere = ([owner, name]: OwnedName): boolean => {
      if (owner === undefined && exports.has(plain(name))) return true;
      const owners = owner === undefined ? classes : [renamed.get(owner) ?? owner];
      return owners.some((owner) =>
        [...members.membersOf(owner)].some((member) => plain(member) === plain(name)),
      );
    };
    const missing = namesOf(row.cell).filter((name) => !isHere(name));
    expect(missing.map((parts) => parts.filter(Boolean).join(".")).join(", ")).toBe("");
  });
});

const STATES: ReadonlySet<string> = new Set(["here", "different", "not meaningful", "to come"]);

/** A name, and the class that it is a member of. */
type OwnedName = readonly [owner: string | undefined, name: string];

interface Row {
  readonly heading: string;
  readonly cell: string;
  readonly state: string;
  readonly note: string;
}

function rowsOf(markdown: string): Row[] {
  const rows: Row[] = [];
  let heading = "";
  for (const line of markdown.split("\n")) {
    if (line.startsWith("## ")) heading = line.slice(3);
    const [, cell = "", state = "", note = ""] = line.split("|").map((text) => text.trim());
    if (cell.includes("`") && state !== "") rows.push({ heading, cell, state, note });
  }
  return rows;
}

/** The names of a row's first cell. Those before a colon are the classes of those after it. */
function namesOf(cell: string): OwnedName[] {
  const colon = cell.indexOf("`:");
  if (colon === -1) return quoted(cell).map(ownedName);
  const names = quoted(cell.slice(colon + 1));
  return quoted(cell.slice(0, colon + 1)).flatMap((owner) => names.map((name) => [owner, name] as const));
}

/** `Class.member`, or a name by itself; what a module is called before a name says nothing here. */
function ownedName(text: string): OwnedName {
  const [owner = "", name] = text.split(".");
  if (name === undefined) return [undefined, owner];
  return [/^[A-Z]/.test(owner) ? owner : undefined, name];
}

function renameOf({ cell, state, note }: Row): [string, string][] {
  const [theirs, ...others] = quoted(cell);
  const [ours] = quoted(note);
  if (state !== "different" || theirs === undefined || ours === undefined || others.length > 0) return [];
  return members.has(ours) ? [[theirs, ours]] : [];
}

/** What stands in backticks, without what stands in parentheses behind it. */
function quoted(text: string): string[] {
  return Array.from(text.matchAll(/`([\w.]+)[^`]*`/g), ([, name = ""]) => name);
}

/** A name as both languages agree on it. */
function plain(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}

function exportsOf(folder: string): string[] {
  const lines = readFileSync(join(folder, "exports.txt"), "utf8").split("\n");
  return lines.map((line) => line.replace(/^type /, ""));
}
