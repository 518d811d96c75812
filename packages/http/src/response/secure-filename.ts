import { isWindowsDevice } from "./safe-join.ts";

/**
 * Makes a file name that is safe to store a file under, from one that a client sent.
 *
 * The answer is plain ASCII without slashes, spaces, and dots or underscores at its ends. It can be empty, and two
 * names may become the same: choose a name of your own, or add something unique, where that matters.
 *
 * @param filename - Any text.
 * @returns A safe name, perhaps `""`.
 * @example
 * secureFilename("My best tea.txt"); // => "My_best_tea.txt"
 * secureFilename("../../../etc/passwd"); // => "etc_passwd"
 * secureFilename("Grüner Tee.txt"); // => "Gruner_Tee.txt"
 */
export function secureFilename(filename: string): string {
  return secureFilenameOn(process.platform, filename);
}

/** {@link secureFilename} by the rules of a given platform. */
export function secureFilenameOn(platform: NodeJS.Platform, filename: string): string {
  // Other slashes, such as the full-width one, become plain ones by normalization.
  const name = filename
    .normalize("NFKD")
    .replace(/[^\0-\x7f]/g, "")
    .replace(platform === "win32" ? /[/\\]/g : /\//g, " ")
    .split(/\s+/)
    .filter((word) => word !== "")
    .join("_")
    .replace(/[^A-Za-z0-9_.-]/g, "");
  const trimmed = trimDots(name);
  return platform === "win32" && isWindowsDevice(trimmed) ? `_${trimmed}` : trimmed;
}

// Not with a regular expression: at the end of a long run of dots it would start anew at each of them.
function trimDots(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && isDot(name[start])) start += 1;
  while (end > start && isDot(name[end - 1])) end -= 1;
  return name.slice(start, end);
}

function isDot(character: string | undefined): boolean {
  return character === "." || character === "_";
}
