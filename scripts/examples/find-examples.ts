import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { parseSync } from "vite";
import { filesBelow, packages, ROOT } from "../test/workspace.ts";

/** A piece of code in the documentation that is meant to run. */
export interface Example {
  /** The file that shows it, relative to the root of the repository. */
  readonly file: string;
  /** The line of that file on which its code begins, counted from 1. */
  readonly line: number;
  readonly code: string;
  /** The folder of the package whose exports are in scope, relative to the root. */
  readonly folder: string;
}

/** Every `@example` of the packages' sources, and every block of the manual marked "ts run". */
export function findExamples(): Example[] {
  const folders = packages().map(({ folder }) => folder);
  const manual = [join(ROOT, "README.md"), ...filesBelow(join(ROOT, "docs"), ".md")];
  return [
    ...folders.flatMap((folder) =>
      filesBelow(join(folder, "src"), ".ts").flatMap((file) => inSource(file, folder)),
    ),
    ...folders.flatMap((folder) => inManual(join(folder, "README.md"), folder)),
    ...manual.flatMap((file) => inManual(file, packageOf(file, folders))),
  ];
}

// A page or a folder of the manual that is called after a package is about that package, all else about the framework.
function packageOf(file: string, folders: readonly string[]): string {
  const subjects = [basename(dirname(file)), basename(file, ".md")];
  return folders.find((folder) => subjects.includes(basename(folder))) ?? join(ROOT, "packages/dewar");
}

function inSource(file: string, folder: string): Example[] {
  const source = readFileSync(file, "utf8");
  const comments = parseSync(file, source).comments.filter(
    ({ type, value }) => type === "Block" && value.startsWith("*"),
  );
  return comments.flatMap(({ start, value }) =>
    examplesOf(value).map(({ line, code }) => ({
      file: relative(ROOT, file),
      line: lineAt(source, start) + line,
      code,
      folder: relative(ROOT, folder),
    })),
  );
}

interface Piece {
  /** Lines before the code. */
  readonly line: number;
  readonly code: string;
}

/** The `@example` sections of a documentation comment; words beside the tag are a title. */
export function examplesOf(comment: string): Piece[] {
  const lines = comment.split("\n").map((line) => line.replace(/^\s*\* ?/, ""));
  const tags = lines.flatMap((line, index) => (/^@[a-z]/.test(line) ? [index] : []));
  return tags.flatMap((tag, index) => {
    if (!/^@example\b/.test(lines[tag] ?? "")) return [];
    return codeOf(lines.slice(tag + 1, tags[index + 1] ?? lines.length), tag + 1);
  });
}

// Code may stand in a fence, with words around it, or be all there is.
function codeOf(lines: readonly string[], line: number): Piece[] {
  const text = lines.join("\n");
  return text.includes("```")
    ? fencesOf(text, /^ts|^typescript/).map((piece) => ({ ...piece, line: piece.line + line }))
    : [{ line, code: text.trimEnd() }];
}

function inManual(file: string, folder: string): Example[] {
  if (!existsSync(file)) return [];
  const pieces = fencesOf(readFileSync(file, "utf8"), /^ts run$/);
  return pieces.map(({ line, code }) => ({
    file: relative(ROOT, file),
    line: line + 1,
    code,
    folder: relative(ROOT, folder),
  }));
}

/** The fenced blocks of a Markdown text whose info string matches. */
export function fencesOf(text: string, info: RegExp): Piece[] {
  const pieces: Piece[] = [];
  let open: { readonly line: number; readonly wanted: boolean } | undefined;
  const lines = text.split("\n");
  for (const [index, line] of lines.entries()) {
    const fence = /^```(.*)$/.exec(line.trim());
    if (fence === null) continue;
    if (open === undefined) {
      open = { line: index + 1, wanted: info.test(fence[1]?.trim() ?? "") };
    } else {
      if (open.wanted) pieces.push({ line: open.line, code: lines.slice(open.line, index).join("\n") });
      open = undefined;
    }
  }
  return pieces;
}

function lineAt(source: string, offset: number): number {
  return source.slice(0, offset).split("\n").length;
}
