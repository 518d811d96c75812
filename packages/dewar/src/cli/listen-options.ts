import { readFileSync } from "node:fs";
import { CommandError } from "./errors.ts";

/** A certificate and its key in PEM form. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** A port of a command line; NaN for a text that is none. */
export function portNumber(text: string): number {
  const value = decimal(text);
  return Number.isInteger(value) && value <= 65_535 ? value : Number.NaN;
}

/** A number of a command line, not below 0; NaN for a text that is none. */
export function decimal(text: string): number {
  // `float` comes with the whole toolkit, which a process that only watches others does without.
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/**
 * Reads the files of a certificate.
 *
 * @returns Undefined when there is to be no HTTPS.
 * @throws CommandError when one of the two is missing or cannot be read.
 */
export function readCertificate(cert: string | undefined, key: string | undefined): Certificate | undefined {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined)
    throw new CommandError("--key needs the certificate that it belongs to: --cert <file>.");
  if (key === undefined) throw new CommandError("--cert needs the key of the certificate: --key <file>.");
  return { cert: read(cert), key: read(key) };
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    throw new CommandError(`${file} cannot be read: ${String(cause)}`, { cause });
  }
}
