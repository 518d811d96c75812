import { fileURLToPath } from "node:url";

// Where the packages of the framework lie: `node_modules`, or the workspace that they are developed in.
const PACKAGES = new URL("../../..", import.meta.url);
const OWN_SOURCES = [PACKAGES.pathname, fileURLToPath(PACKAGES)];

/** Whether a line of a stack is a frame: `    at pay (file:///srv/app.ts:3:7)`, or without a function's name. */
export function isFrame(line: string): boolean {
  return /^ +at /.test(line);
}

/**
 * Whose code a frame is in.
 *
 * @param frame - A line of a stack.
 * @returns "dewar", "node", or the name of another library; undefined for the program itself and for templates.
 */
export function ownerOf(frame: string): string | undefined {
  if (/[ (]node:|\(<anonymous>\)$|\(index \d+\)$/.test(frame)) return "node";
  const [, library] = /^.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(frame) ?? [];
  if (library !== undefined) return /^@dewar[/\\]/.test(library) ? "dewar" : library;
  // What a template was compiled to; its own lines are told besides.
  if (frame.includes("(compiled):")) return "dewar";
  const rest = OWN_SOURCES.map((folder) => frame.split(folder)[1]).find((after) => after !== undefined);
  return rest !== undefined && /^[^/\\]+[/\\](?:bin|dist|src)[/\\]/.test(rest) ? "dewar" : undefined;
}

/**
 * Puts one line in the place of frames, one after another, that are not the program's own.
 *
 * @param lines - A stack. One without a frame of the program stays whole: there is nothing else to go by.
 */
export function foldFrames(lines: readonly string[]): string[] {
  if (!lines.some((line) => isFrame(line) && ownerOf(line) === undefined)) return [...lines];
  const folded: string[] = [];
  let run: string[] = [];
  for (const line of [...lines, ""]) {
    if (isFrame(line) && ownerOf(line) !== undefined) run.push(line);
    else {
      folded.push(...(run.length > 1 ? [describeRun(run)] : run), line);
      run = [];
    }
  }
  return folded.slice(0, -1);
}

function describeRun(run: readonly string[]): string {
  const owners = [...new Set(run.map(ownerOf))];
  const last = owners.pop();
  return `    … ${run.length} frames of ${owners.length === 0 ? "" : `${owners.join(", ")} and `}${last}`;
}
