/** The bytes of a tagged value. */
export function bytesOf(value: unknown): Buffer {
  return Buffer.from((value as { readonly $bytes: string }).$bytes, "base64");
}

/** Bytes in pieces of a size. */
export function* piecesOf(bytes: Buffer, size: number): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
