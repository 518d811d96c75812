// Loops, not regular expressions: `/\/+$/` takes time that grows with the square of a run of slashes elsewhere.

const SLASH = 47;

/**
 * A path without the slashes at its end.
 *
 * @example
 * withoutTrailingSlashes("/shop//"); // => "/shop"
 */
export function withoutTrailingSlashes(path: string): string {
  let end = path.length;
  while (path.charCodeAt(end - 1) === SLASH) end -= 1;
  return path.slice(0, end);
}

/**
 * A path without the slashes at its start.
 *
 * @example
 * withoutLeadingSlashes("//evil.test/"); // => "evil.test/"
 */
export function withoutLeadingSlashes(path: string): string {
  let start = 0;
  while (path.charCodeAt(start) === SLASH) start += 1;
  return path.slice(start);
}

/**
 * A path with exactly one slash at its start: `//admin`, `/admin` and `admin` are one path for everybody.
 *
 * @example
 * withOneLeadingSlash("//admin"); // => "/admin"
 */
export function withOneLeadingSlash(path: string): string {
  if (path.charCodeAt(0) === SLASH && path.charCodeAt(1) !== SLASH) return path;
  return `/${withoutLeadingSlashes(path)}`;
}
