// Types outside `text/` whose bytes are text (the application types that RFC 7303 and IANA give a charset).
const TEXT_TYPES: ReadonlySet<string> = new Set([
  "application/ecmascript",
  "application/javascript",
  "application/sql",
  "application/xml",
  "application/xml-dtd",
  "application/xml-external-parsed-entity",
]);

/**
 * The `Content-Type` header for a media type: text types get a charset.
 *
 * @param mimetype - A media type. One that names its charset already is returned as it is.
 * @param charset - The encoding of the text.
 * @example
 * contentTypeOf("text/html"); // => "text/html; charset=utf-8"
 * contentTypeOf("image/png"); // => "image/png"
 */
export function contentTypeOf(mimetype: string, charset = "utf-8"): string {
  if (mimetype.includes("charset=")) return mimetype;
  const isText = mimetype.startsWith("text/") || TEXT_TYPES.has(mimetype) || mimetype.endsWith("+xml");
  return isText ? `${mimetype}; charset=${charset}` : mimetype;
}

/** Whether a media type, in lower case and without parameters, is JSON: `application/json` or `application/*+json`. */
export function isJsonMimetype(mimetype: string): boolean {
  return (
    mimetype === "application/json" || (mimetype.startsWith("application/") && mimetype.endsWith("+json"))
  );
}
