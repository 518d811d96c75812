import { HeaderError } from "../headers/header-error.ts";
import { Headers } from "../headers/headers.ts";
import { parseOptionsHeader } from "../headers/options-header.ts";
import { MultipartError } from "./multipart-error.ts";
import type { FieldEvent, FileEvent } from "./multipart-events.ts";

const UTF_8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
// A line that starts with white space goes on with the line before it (RFC 5322, section 2.2.3).
const CONTINUATION = /(?:\r\n|[\r\n])[ \t]/g;
const LINE_BREAK = /\r\n|[\r\n]/;

/**
 * Reads the headers of one part of a multipart body.
 *
 * @param bytes - The headers, without the blank line after them.
 * @returns A file when `Content-Disposition` names one, else a field.
 * @throws {MultipartError} When the headers are not UTF-8, also where they are percent-encoded; when one is malformed,
 * or `Content-Disposition` is missing.
 */
export function parsePart(bytes: Uint8Array): FieldEvent | FileEvent {
  const headers = parseHeaders(bytes);
  const disposition = headers.get("Content-Disposition");
  if (disposition === undefined) {
    throw new MultipartError("A part of the form data has no Content-Disposition.", "part");
  }
  const { options } = parseOptionsHeader(disposition);
  const name = options.get("name");
  const filename = options.get("filename");
  if (isMisread(name, disposition) || isMisread(filename, disposition)) {
    throw new MultipartError("A name in the form data is not in the charset that it claims.", "part");
  }
  return filename === undefined
    ? { kind: "field", name, headers }
    : { kind: "file", name, filename, headers };
}

// Decoding a parameter such as `filename*=UTF-8''%E0%` puts U+FFFD where the bytes have no meaning.
function isMisread(option: string | undefined, header: string): boolean {
  return option !== undefined && option.includes("\ufffd") && !header.includes("\ufffd");
}

function parseHeaders(bytes: Uint8Array): Headers {
  const headers = new Headers();
  try {
    const text = UTF_8.decode(bytes).replace(CONTINUATION, " ");
    for (const line of text.split(LINE_BREAK)) addLine(headers, line);
  } catch (error) {
    // The decoder of text throws a TypeError for bytes that are not UTF-8.
    if (!(error instanceof TypeError || error instanceof HeaderError)) throw error;
    throw new MultipartError("A header in the form data is malformed.", "part", { cause: error });
  }
  return headers;
}

function addLine(headers: Headers, line: string): void {
  if (line.trim() === "") return;
  const colon = line.indexOf(":");
  if (colon === -1) throw new MultipartError("A header in the form data has no colon.", "part");
  headers.add(line.slice(0, colon).trim(), line.slice(colon + 1).trim());
}
