/**
 * What a piece of template source is. An `atom` is an expression that gets no simpler; an `option` may be
 * left out; a `text` may lose any of its characters.
 */
export type Sort = "expression" | "atom" | "statement" | "option" | "text" | "fixed";

/** A piece of template source that knows its smaller pieces, so that a failing template can be shrunk. */
export interface Piece {
  readonly sort: Sort;
  readonly parts: readonly (string | Piece)[];
}

type Part = string | Piece;

/** Makes a piece out of a list of parts. */
export function piece(sort: Sort, parts: readonly Part[]): Piece {
  return { sort, parts };
}

/** Whether a part of a sample is a piece, not data. */
export function isPiece(value: object): value is Piece {
  return "sort" in value && "parts" in value;
}

/** Makes an expression out of a template literal. */
export function expression(strings: TemplateStringsArray, ...inner: Part[]): Piece {
  return piece("expression", interleaved(strings, inner));
}

/** Makes a piece that can be left out where it stands. */
export function option(strings: TemplateStringsArray, ...inner: Part[]): Piece {
  return piece("option", interleaved(strings, inner));
}

/** Makes an expression that has no smaller one. */
export function atom(source: string): Piece {
  return piece("atom", [source]);
}

/** Writes the parts one after another, with a text between them. */
export function joined(parts: readonly Part[], separator: string): Piece {
  return piece(
    "fixed",
    parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part])),
  );
}

/** @returns The source that the piece stands for. */
export function sourceOf(part: Part): string {
  return typeof part === "string" ? part : part.parts.map(sourceOf).join("");
}

/** Tells the pieces that are one step simpler, the boldest steps first. */
export function* smaller(whole: Piece): Generator<Piece> {
  yield* simplified(whole);
  for (const [index, part] of whole.parts.entries()) {
    if (typeof part === "string") continue;
    for (const inner of smaller(part)) yield { ...whole, parts: whole.parts.with(index, inner) };
  }
}

function* simplified({ sort, parts }: Piece): Generator<Piece> {
  if (sort === "statement" || sort === "option") yield piece("fixed", []);
  if (sort === "statement" || sort === "expression") yield* descendants(parts, sort);
  if (sort === "expression") yield* ["1", "''", "[]", "none"].map(atom);
  if (sort === "text") yield* shorterTexts(parts.map(sourceOf).join(""));
}

function* descendants(parts: readonly Part[], sort: Sort): Generator<Piece> {
  for (const part of parts) {
    if (typeof part === "string") continue;
    if (part.sort === sort || (sort === "expression" && part.sort === "atom")) yield part;
    else yield* descendants(part.parts, sort);
  }
}

function* shorterTexts(text: string): Generator<Piece> {
  for (let size = text.length; size >= 1; size = Math.floor(size / 2)) {
    for (let start = 0; start < text.length; start += size)
      yield piece("text", [text.slice(0, start) + text.slice(start + size)]);
  }
}

function interleaved(strings: TemplateStringsArray, inner: readonly Part[]): Part[] {
  return strings.flatMap((text, index) => {
    const part = inner[index];
    return part === undefined ? [text] : [text, part];
  });
}
