const PERCENT_RUN = /(?:%[0-9A-Fa-f]{2})+/g;

/**
 * Decodes percent-encoded UTF-8. What is not UTF-8 stays percent-encoded, and so does what is not encoded at all.
 *
 * @param text - Text with `%XX` in it.
 * @example
 * percentDecode("caf%C3%A9 %E9 100%"); // => "café %E9 100%"
 */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // Some of it is not percent-encoded UTF-8.
    return text.replace(PERCENT_RUN, decodeRun);
  }
}

function decodeRun(run: string): string {
  const bytes = Buffer.from(run.replaceAll("%", ""), "hex");
  let text = "";
  for (let index = 0; index < bytes.length; ) {
    const length = sequenceLength(bytes, index);
    if (length === 0) {
      text += `%${bytes.toString("hex", index, index + 1).toUpperCase()}`;
      index += 1;
    } else {
      text += bytes.toString("utf8", index, index + length);
      index += length;
    }
  }
  return text;
}

/** The length of the UTF-8 sequence at `index`, 0 when there is none (RFC 3629, section 4). */
function sequenceLength(bytes: Buffer, index: number): number {
  const lead = bytes[index] ?? 0;
  if (lead < 0x80) return 1;
  const length = lengthAfter(lead);
  for (let offset = 1; offset < length; offset++) {
    if (((bytes[index + offset] ?? 0) & 0xc0) !== 0x80) return 0;
  }
  return isShortestForm(lead, bytes[index + 1] ?? 0) ? length : 0;
}

function lengthAfter(lead: number): number {
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

// Neither an overlong form, nor a surrogate, nor past U+10FFFF.
function isShortestForm(lead: number, second: number): boolean {
  if (lead === 0xe0) return second >= 0xa0;
  if (lead === 0xed) return second <= 0x9f;
  if (lead === 0xf0) return second >= 0x90;
  if (lead === 0xf4) return second <= 0x8f;
  return true;
}
