import { httpDate, parseDate } from "../headers/date.ts";
import type { Headers } from "../headers/headers.ts";

/** How the value of one header is read from its text and written back. */
export interface HeaderField<T, W = T> {
  readonly name: string;
  /** Undefined when the text has no meaning. */
  readonly parse: (text: string) => T | undefined;
  readonly print: (value: W) => string;
}

/** A header that is text and stays text. */
export function textField(name: string): HeaderField<string> {
  return { name, parse: (text) => text, print: (value) => value };
}

/** A header that is a whole number, not negative: seconds or bytes. */
export function countField(name: string): HeaderField<number> {
  return { name, parse: parseCount, print: String };
}

/** A header that is a date. Takes a Date, or milliseconds since 1970. */
export function dateField(name: string): HeaderField<Date, Date | number> {
  return { name, parse: parseDate, print: httpDate };
}

/** A header that is one of a few words. */
export function wordField<Word extends string>(name: string, words: readonly Word[]): HeaderField<Word> {
  return { name, parse: (text) => words.find((word) => word === text), print: (value) => value };
}

/** The value of a header, undefined when it is missing or has no meaning. */
export function readField<T, W>(headers: Headers, field: HeaderField<T, W>): T | undefined {
  const text = headers.get(field.name);
  return text === undefined ? undefined : field.parse(text);
}

/** Sets a header; undefined and null remove it. */
export function writeField<T, W>(
  headers: Headers,
  field: HeaderField<T, W>,
  value: W | undefined | null,
): void {
  if (value === undefined || value === null) headers.delete(field.name);
  else headers.set(field.name, field.print(value));
}

function parseCount(text: string): number | undefined {
  return /^\s*\d{1,15}\s*$/.test(text) ? Number(text) : undefined;
}
