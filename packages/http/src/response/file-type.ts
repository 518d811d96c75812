import { lookup } from "mime-types";

/** What the name of a file says of its content. */
export interface FileType {
  readonly mimetype: string;
  /** A name for `Content-Encoding`, when the content is compressed. */
  readonly encoding: string | undefined;
}

const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ["gz", "gzip"],
  ["z", "compress"],
  ["bz2", "bzip2"],
  ["xz", "xz"],
  ["br", "br"],
]);
const COMBINED: ReadonlyMap<string, string> = new Map([
  ["svgz", "svg.gz"],
  ["tgz", "tar.gz"],
  ["tbz2", "tar.bz2"],
  ["txz", "tar.xz"],
]);

/**
 * Guesses the type of a file from its name.
 *
 * @param filename - A name; of a path only the last part counts.
 * @returns The media type, `application/octet-stream` when nothing is known.
 * @example
 * fileTypeOf("logo.svgz"); // => { mimetype: "image/svg+xml", encoding: "gzip" }
 * fileTypeOf("notes"); // => { mimetype: "application/octet-stream", encoding: undefined }
 */
export function fileTypeOf(filename: string): FileType {
  const name = withPlainExtension(filename.slice(filename.lastIndexOf("/") + 1));
  const dot = name.lastIndexOf(".");
  const encoding = dot > 0 ? ENCODINGS.get(name.slice(dot + 1).toLowerCase()) : undefined;
  return { mimetype: mimetypeOf(encoding === undefined ? name : name.slice(0, dot)), encoding };
}

// A name without a dot is not an extension, though the table would take it for one.
function mimetypeOf(name: string): string {
  const known = name.lastIndexOf(".") > 0 ? lookup(name) : false;
  return known === false ? "application/octet-stream" : known;
}

function withPlainExtension(name: string): string {
  const dot = name.lastIndexOf(".");
  const plain = dot > 0 ? COMBINED.get(name.slice(dot + 1).toLowerCase()) : undefined;
  return plain === undefined ? name : name.slice(0, dot + 1) + plain;
}
