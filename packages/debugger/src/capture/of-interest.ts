import { pathToFileURL } from "node:url";

/** The `file:` URLs of folders. */
export function folderUrls(folders: readonly string[]): string[] {
  return folders.map((folder) => pathToFileURL(`${folder}/`).href);
}

/**
 * Whether a module is one of the user's.
 *
 * @param ignored - URLs of folders whose modules are not, besides every `node_modules`.
 */
export function isOfInterest(url: string, ignored: readonly string[]): boolean {
  if (!url.startsWith("file:") || url.includes("/node_modules/")) return false;
  return !ignored.some((folder) => url.startsWith(folder));
}
