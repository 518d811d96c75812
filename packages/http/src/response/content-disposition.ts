import { dumpOptionsHeader } from "../headers/options-header.ts";
import { percentEncode } from "../urls/percent-encode.ts";

// RFC 8187, section 3.2.1: what stands for itself in an extended value.
const ENCODED = /[^A-Za-z0-9!#$&+\-.^_`|~]/gu;

/**
 * Writes a `Content-Disposition` header (RFC 6266). A name beyond ASCII comes twice: in UTF-8, and for old programs
 * with what is left of it in ASCII.
 *
 * @param type - Whether to save the content or to show it.
 * @param filename - The name to save it under. Undefined leaves it to the client.
 * @example
 * dumpContentDisposition("attachment", "Früchtetee.txt");
 * // => "attachment; filename=Fruchtetee.txt; filename*=UTF-8''Fr%C3%BCchtetee.txt"
 */
export function dumpContentDisposition(type: "attachment" | "inline", filename: string | undefined): string {
  if (filename === undefined) return type;
  if (isPrintableAscii(filename)) return dumpOptionsHeader(type, { filename });
  return dumpOptionsHeader(type, {
    filename: filename.normalize("NFKD").replace(/[^ -~]/g, ""),
    "filename*": `UTF-8''${percentEncode(filename, ENCODED)}`,
  });
}

function isPrintableAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}
