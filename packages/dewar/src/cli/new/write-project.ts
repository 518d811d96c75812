import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { toError } from "../../errors.ts";
import { CommandError } from "../errors.ts";
import { packageVersion } from "../package-version.ts";

/** What may be begun. Each is a folder of `templates/`, a whole project whose name is "my-" and this word. */
export type ProjectKind = "site" | "extension";

const TEMPLATES = fileURLToPath(new URL("../../../templates/", import.meta.url));
/** npm leaves a file of the first name out of a package. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([["gitignore", ".gitignore"]]);

/**
 * Writes a new project.
 *
 * @param folder - Absolute; it must be empty, or not there yet.
 * @returns The project's name, and the files that were written, sorted.
 * @throws CommandError when the folder holds something, gives no name, or cannot be written to.
 */
export function writeProject(kind: ProjectKind, folder: string): { name: string; files: readonly string[] } {
  const name = projectName(folder);
  refuseToOverwrite(folder);
  const rename = renaming(`my-${kind}`, name);
  const files = new Map(templateFiles(kind).map(([path, text]) => [rename(path), rename(text)]));
  const example = files.get(".env.example");
  if (example !== undefined) files.set(".env", withSecretKey(example));
  inFolder(folder, () => {
    for (const [path, text] of files) {
      mkdirSync(join(folder, dirname(path)), { recursive: true });
      // Only its owner is to read a secret.
      writeFileSync(join(folder, path), text, { flag: "wx", mode: path === ".env" ? 0o600 : 0o666 });
    }
  });
  return { name, files: [...files.keys()].toSorted() };
}

/** The packages that every project stands on. A name that is one of theirs would stand for the project itself. */
const TAKEN: ReadonlySet<string> = new Set(["dewar", "tsx", "typescript"]);
/** What npm takes at most. */
const LONGEST_NAME = 214;

/** The name of a folder, as npm takes one for a package. */
function projectName(folder: string): string {
  const given = basename(folder);
  const name = given
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}+/gu, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+/, "")
    .slice(0, LONGEST_NAME)
    .replace(/-$/, "");
  if (name === "") {
    throw new CommandError(
      `"${given}" gives a project no name. Take one with letters from a to z: \`dewar new my-site\`.`,
    );
  }
  if (TAKEN.has(name) || isBuiltin(name)) {
    const owner = TAKEN.has(name) ? "a package that the project stands on" : "a module of Node";
    throw new CommandError(
      `A project cannot be called "${name}", for ${owner} is. Take another name: \`dewar new my-${name}\`.`,
    );
  }
  return name;
}

function refuseToOverwrite(folder: string): void {
  if (!existsSync(folder)) return;
  const present = inFolder(folder, () => readdirSync(folder)).filter((entry) => entry !== ".git");
  if (present.length === 0) return;
  throw new CommandError(
    `${folder} is not empty (it has ${present.slice(0, 3).join(", ")}), and nothing is overwritten. Give another folder.`,
  );
}

/** Reads or writes the folder; what the system says against it is for whoever named the folder. */
function inFolder<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new CommandError(`A project cannot be written to ${folder}: ${toError(cause).message}.`, { cause });
  }
}

function templateFiles(kind: ProjectKind): [path: string, text: string][] {
  const folder = join(TEMPLATES, kind);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(folder.length + 1).replaceAll("\\", "/");
      return [OTHER_NAMES.get(path) ?? path, readFileSync(file, "utf8")];
    });
}

/** Puts a name in the place of another one, in all the ways in which code writes it. */
function renaming(from: string, to: string): (text: string) => string {
  const spellings: readonly ((name: string) => string)[] = [
    (name) => name,
    (name) => name.replaceAll("-", "_").toUpperCase(),
    (name) => name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
  ];
  return (text) => {
    const renamed = spellings.reduce((changed, spell) => changed.replaceAll(spell(from), spell(to)), text);
    return renamed.replaceAll('"dewar": "*"', `"dewar": "^${packageVersion()}"`);
  };
}

function withSecretKey(example: string): string {
  return example
    .replace(/^# Copy.*\n/, "")
    .replace(/(?<=SECRET_KEY=)$/m, randomBytes(32).toString("base64url"));
}
