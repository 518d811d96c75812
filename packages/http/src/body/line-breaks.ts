const LF = 10;
const CR = 13;
// RFC 2046 allows white space between a boundary and the end of its line. Nobody sends more than a little.
const MAX_PADDING = 128;

/** Whether a byte is CR or LF. */
export function isLineBreak(byte: number | undefined): boolean {
  return byte === LF || byte === CR;
}

/** Where the line break (CR LF, LF or CR) that ends at `end` starts; `end` itself when there is none. */
export function startOfLineBreak(bytes: Uint8Array, end: number): number {
  if (!isLineBreak(bytes[end - 1])) return end;
  return bytes[end - 1] === LF && bytes[end - 2] === CR ? end - 2 : end - 1;
}

/** Where the line break (CR LF, LF or CR) that starts at `start` ends; `start` itself when there is none. */
export function endOfLineBreak(bytes: Uint8Array, start: number): number {
  if (!isLineBreak(bytes[start])) return start;
  return bytes[start] === CR && bytes[start + 1] === LF ? start + 2 : start + 1;
}

/** Whether the bytes end in a CR, which may be the first half of a CR LF. */
export function endsInCarriageReturn(bytes: Uint8Array): boolean {
  return bytes.at(-1) === CR;
}

/** Where the line that goes through `from` ends, before its line break. */
export function endOfLine(bytes: Uint8Array, from: number): number {
  let index = from;
  while (index < bytes.length && !isLineBreak(bytes[index])) index += 1;
  return index;
}

/** Where white space other than line breaks ends that starts at `from`. It looks at a little of it only. */
export function endOfPadding(bytes: Uint8Array, from: number): number {
  const limit = Math.min(bytes.length, from + MAX_PADDING);
  let index = from;
  while (index < limit && isPadding(bytes[index])) index += 1;
  return index;
}

/** The first blank line from `from` on, with the line break before it: two line breaks of the same kind. */
export function findBlankLine(bytes: Uint8Array, from: number): { start: number; end: number } | undefined {
  for (let index = from; index < bytes.length; index++) {
    const byte = bytes[index];
    if (!isLineBreak(byte)) continue;
    if (bytes[index + 1] === byte) return { start: index, end: index + 2 };
    if (byte === CR && bytes[index + 1] === LF && bytes[index + 2] === CR && bytes[index + 3] === LF) {
      return { start: index, end: index + 4 };
    }
  }
  return undefined;
}

function isPadding(byte: number | undefined): boolean {
  return byte === 32 || byte === 9 || byte === 11 || byte === 12;
}
