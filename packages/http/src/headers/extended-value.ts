// RFC 8187, section 3.2.1: charset'language'value. The value ends at the first character that needs encoding.
const EXTENDED = /^([!#$%&*+\-.^_`|~0-9A-Za-z]*)'[!#$%&*+\-.^_`|~0-9A-Za-z]*'([!#$%&'*+\-.^_`|~0-9A-Za-z]+)/;
const PERCENT_RUN = /(?:%[0-9A-Fa-f]{2})+/g;

type Charset = "ascii" | "latin1" | "utf-8";

/** A decoded parameter of the form `name*=charset'language'value`. */
export interface ExtendedValue {
  readonly value: string;
  /** The charset that decoded it; undefined when it is not one of those that are read. */
  readonly charset: Charset | undefined;
}

/**
 * Reads the value of a parameter whose name ends with `*` (RFC 8187). US-ASCII, ISO-8859-1 and UTF-8 are known; the
 * value of another charset is left encoded, and text of another form is left alone.
 *
 * @param text - The value as it stands in the header.
 * @param continued - The charset of the earlier pieces, for a value in several pieces (RFC 2231, section 4.1).
 */
export function parseExtendedValue(text: string, continued?: Charset): ExtendedValue {
  const match = EXTENDED.exec(text);
  const charset = match === null ? continued : charsetNamed(match[1] ?? "");
  const encoded = match?.[2] ?? text;
  return { value: charset === undefined ? encoded : decodePercent(encoded, charset), charset };
}

function charsetNamed(name: string): Charset | undefined {
  switch (name.toLowerCase()) {
    case "ascii":
    case "us-ascii":
      return "ascii";
    case "iso-8859-1":
      return "latin1";
    case "utf-8":
      return "utf-8";
    default:
      return undefined;
  }
}

// Bytes that are not of the charset become U+FFFD.
function decodePercent(text: string, charset: Charset): string {
  return text.replace(PERCENT_RUN, (run) => {
    const bytes = Buffer.from(run.replaceAll("%", ""), "hex");
    if (charset === "ascii") return bytes.toString("latin1").replace(/[\x80-\xff]/g, "\ufffd");
    return bytes.toString(charset);
  });
}
