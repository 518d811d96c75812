const DESTINATIONS = [
  "audio",
  "audioworklet",
  "document",
  "embed",
  "empty",
  "fencedframe",
  "font",
  "frame",
  "iframe",
  "image",
  "json",
  "manifest",
  "object",
  "paintworklet",
  "report",
  "script",
  "serviceworker",
  "sharedworker",
  "style",
  "text",
  "track",
  "video",
  "webidentity",
  "worker",
  "xslt",
] as const;
const MODES = ["cors", "navigate", "no-cors", "same-origin", "websocket"] as const;
const SITES = ["cross-site", "none", "same-origin", "same-site"] as const;

/** What the answer will be used for (Fetch Metadata, section 2.1). */
export type SecFetchDest = (typeof DESTINATIONS)[number];
/** How the browser asks (Fetch Metadata, section 2.2). */
export type SecFetchMode = (typeof MODES)[number];
/** Where the request comes from (Fetch Metadata, section 2.3). */
export type SecFetchSite = (typeof SITES)[number];

/** Reads `Sec-Fetch-Dest`; undefined when it is missing or not known. */
export function parseSecFetchDest(text: string | undefined): SecFetchDest | undefined {
  return DESTINATIONS.find((destination) => destination === text);
}

/** Reads `Sec-Fetch-Mode`; undefined when it is missing or not known. */
export function parseSecFetchMode(text: string | undefined): SecFetchMode | undefined {
  return MODES.find((mode) => mode === text);
}

/**
 * Reads `Sec-Fetch-Site`; undefined when it is missing or not known.
 *
 * @example
 * parseSecFetchSite("same-origin"); // => "same-origin"
 * parseSecFetchSite("mars"); // => undefined
 */
export function parseSecFetchSite(text: string | undefined): SecFetchSite | undefined {
  return SITES.find((site) => site === text);
}

/** Reads `Sec-Fetch-User`: whether the user started the request; undefined when it is missing. */
export function parseSecFetchUser(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text === "?1";
}
