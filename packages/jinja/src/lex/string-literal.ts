const SIMPLE: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

const ESCAPE = /\\(?:([0-7]{1,3})|([xuU])([0-9a-fA-F]*)|N(\{[^}]*\}?)?|([^]))/g;

/**
 * What the inside of a string literal means, with the escapes of Python's literals. A backslash before any other
 * character stands for itself.
 *
 * Named characters (`\N{...}`) are not known: they would need Unicode's table of names.
 *
 * @throws SyntaxError, with the reason as message, on an escape that is cut short or out of range.
 */
export function unescapeString(body: string): string {
  if (!body.includes("\\")) return body;
  return body.replace(
    ESCAPE,
    (whole: string, octal?: string, kind?: string, digits?: string, name?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (kind !== undefined) return fromHex(kind, digits ?? "");
      if (other === undefined)
        throw new SyntaxError(
          name === undefined ? "malformed \\N character escape" : "unknown Unicode character name",
        );
      return Object.hasOwn(SIMPLE, other) ? (SIMPLE[other] ?? "") : whole;
    },
  );
}

function fromHex(kind: string, digits: string): string {
  const width = HEX_DIGITS[kind] ?? 0;
  if (digits.length < width) throw new SyntaxError(`truncated \\${kind}${"X".repeat(width)} escape`);
  const code = Number.parseInt(digits.slice(0, width), 16);
  if (code > 0x10ffff) throw new SyntaxError("illegal Unicode character");
  return String.fromCodePoint(code) + digits.slice(width);
}
