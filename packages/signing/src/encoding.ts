import { BadData } from "./errors.ts";

/** Text for text, bytes for bytes: what a function returns that gives back the kind it was given. */
export type SameKind<V extends string | Uint8Array> = V extends string ? string : Uint8Array;

const URL_SAFE = /^[A-Za-z0-9_-]*$/;
const PADDING = 61;

/**
 * The bytes of a value: text in UTF-8, bytes as they are (the same memory, not a copy).
 *
 * @param value - Text or bytes.
 * @example
 * wantBytes("tea").length; // => 3
 */
export function wantBytes(value: string | Uint8Array): Buffer {
  if (typeof value === "string") return Buffer.from(value);
  return Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** Gives `bytes` the kind of `model`. The cast says what the branch has just decided; the compiler cannot. */
export function inKindOf<V extends string | Uint8Array>(model: V, bytes: Buffer): SameKind<V> {
  return (typeof model === "string" ? bytes.toString() : bytes) as SameKind<V>;
}

/**
 * Writes bytes in the URL-safe base64 alphabet (RFC 4648 section 5), without padding.
 *
 * @param value - Text (as UTF-8) or bytes.
 * @example
 * base64Encode("tea?>"); // => "dGVhPz4"
 */
export function base64Encode(value: string | Uint8Array): string {
  return wantBytes(value).toString("base64url");
}

/**
 * Reads URL-safe base64, with or without padding.
 *
 * Lenient as ItsDangerous is, because what it accepted must stay acceptable: characters outside the alphabet
 * are passed over, and nothing after complete padding is read.
 *
 * @param text - Base64 as text or ASCII bytes.
 * @throws BadData when characters are missing.
 * @example
 * base64Decode("dGVh"); // => new Uint8Array([116, 101, 97])
 * base64Decode("d"); // throws BadData
 */
export function base64Decode(text: string | Uint8Array): Uint8Array {
  const ascii =
    typeof text === "string" ? text.replace(/[^\0-\x7f]+/g, "") : wantBytes(text).toString("latin1");
  return new Uint8Array(decodeBase64(ascii));
}

/** As {@link base64Decode}, from a text with one character a byte and without the copy into a plain array. */
export function decodeBase64(text: string): Buffer {
  const strict = URL_SAFE.test(text) && text.length % 4 !== 1;
  return Buffer.from(strict ? text : lettersOf(text), "base64url");
}

// Padding is owed for the length as it came, strange characters included, so the two must be counted together.
function lettersOf(text: string): string {
  const padded = text + "=".repeat((4 - (text.length % 4)) % 4);
  let letters = "";
  let pads = 0;
  for (let index = 0; index < padded.length; index++) {
    const code = padded.charCodeAt(index);
    const open = letters.length % 4;
    if (code === PADDING) {
      pads++;
      if (open >= 2 && open + pads >= 4) return letters;
    } else if (isLetter(code)) {
      letters += padded.charAt(index);
      pads = 0;
    }
  }
  if (letters.length % 4 !== 0) throw invalidBase64();
  return letters;
}

function invalidBase64(): BadData {
  return new BadData("Invalid base64-encoded data");
}

// A-Z a-z 0-9 and the last two of both alphabets: + / - _
function isLetter(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 47 && code <= 57) ||
    code === 43 ||
    code === 45 ||
    code === 95
  );
}

/**
 * Writes a whole number as big-endian bytes without leading zeros; zero is no bytes at all.
 *
 * @param value - From 0 to 2 ** 64 - 1.
 * @throws RangeError outside that range.
 */
export function intToBytes(value: number | bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  const first = bytes.findIndex((byte) => byte !== 0);
  return first === -1 ? bytes.subarray(8) : bytes.subarray(first);
}

/** Reads big-endian bytes of any length as a whole number. */
export function bytesToInt(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${wantBytes(bytes).toString("hex")}`);
}

/** Bytes as Python prints them, the form in which they stand in ItsDangerous' messages. */
export function bytesRepr(bytes: Uint8Array): string {
  const text = wantBytes(bytes).toString("latin1");
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  return `b${quote}${text.replace(/[^ -~]|[\\'"]/g, (letter) => escapeByte(letter, quote))}${quote}`;
}

function escapeByte(letter: string, quote: string): string {
  switch (letter) {
    case "\\":
      return "\\\\";
    case "\t":
      return "\\t";
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "'":
    case '"':
      return letter === quote ? `\\${letter}` : letter;
    default:
      return `\\x${letter.charCodeAt(0).toString(16).padStart(2, "0")}`;
  }
}
