import { posix, win32 } from "node:path";

const DEVICES = new Set([
  "CON",
  "PRN",
  "AUX",
  "NUL",
  "CONIN$",
  "CONOUT$",
  ...numbered("COM"),
  ...numbered("LPT"),
]);

/**
 * Joins a directory and paths that come from outside, so that the result cannot lie outside the directory.
 *
 * Refused are paths that are absolute, that lead out with `..`, or that hold a NUL; on Windows also those with a
 * backslash, a colon (drives, streams) or the name of a device (`CON`, `nul.txt`), in any of their parts. Links
 * on the disk are not looked at.
 *
 * @param directory - A trusted directory. Empty means the current one.
 * @param paths - Relative paths with forward slashes.
 * @returns The joined path, undefined when a path is refused.
 * @example
 * safeJoin("/srv/files", "teas/green.txt"); // => "/srv/files/teas/green.txt"
 * safeJoin("/srv/files", "../passwords"); // => undefined
 */
export function safeJoin(directory: string, ...paths: string[]): string | undefined {
  return safeJoinOn(process.platform, directory, ...paths);
}

/** {@link safeJoin} by the rules of a given platform. */
export function safeJoinOn(
  platform: NodeJS.Platform,
  directory: string,
  ...paths: string[]
): string | undefined {
  const parts = [directory === "" ? "." : directory];
  for (const path of paths) {
    if (path === "") continue;
    const normalized = posix.normalize(path);
    if (!isInside(normalized) || (platform === "win32" && !isSafeOnWindows(path))) return undefined;
    parts.push(normalized.endsWith("/") ? normalized.slice(0, -1) : normalized);
  }
  return joinParts(parts);
}

/** Whether a file of that name is a device on Windows, whatever its case, extension, and spaces or dots at the end. */
export function isWindowsDevice(name: string): boolean {
  const stem = (name.split(/[.:]/, 1)[0] ?? "").trimEnd();
  return DEVICES.has(stem.toUpperCase());
}

function isInside(path: string): boolean {
  return !(path.startsWith("/") || path === ".." || path.startsWith("../") || path.includes("\0"));
}

function isSafeOnWindows(path: string): boolean {
  if (/[\\:]/.test(path) || win32.isAbsolute(path)) return false;
  return !path.split("/").some(isWindowsDevice);
}

// The directory is left as it was written: `a/../b` may be another place than `b` when `a` is a link.
function joinParts([first = "", ...others]: readonly string[]): string {
  let path = first;
  for (const part of others) path += path.endsWith("/") ? part : `/${part}`;
  return path;
}

function numbered(name: string): string[] {
  // Windows takes the superscript digits for 1, 2 and 3.
  return Array.from("123456789¹²³", (digit) => name + digit);
}
