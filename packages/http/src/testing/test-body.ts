import { randomBytes } from "node:crypto";

import { MultipartEncoder } from "../body/multipart-encoder.ts";
import { dumpUrlEncoded } from "../body/urlencoded.ts";
import { concatenate } from "../body/concatenate.ts";

/** Fields: an object, in which a list gives a name several values, or pairs. */
export type TestFields =
  | Readonly<Record<string, FieldValue | readonly FieldValue[]>>
  | Iterable<readonly [string, FieldValue]>;

/** The value of a field. Null and undefined leave the field out. */
export type FieldValue = string | number | boolean | null | undefined;

/** A file to upload: its name, its content, and its media type. */
export type TestFile = readonly [filename: string, content: string | Uint8Array, contentType?: string];

/** Files by the name of their field. */
export type TestFiles = Readonly<Record<string, TestFile | readonly TestFile[]>>;

/** What a test sends in the body of a request: at most one of data, JSON and a form. */
export interface TestBodyOptions {
  /** The body itself. */
  readonly data?: string | Uint8Array | AsyncIterable<Uint8Array> | undefined;
  /** A value to send as JSON. */
  readonly json?: unknown;
  /** The fields of a form. */
  readonly form?: TestFields | undefined;
  /** The files of a form, which is sent as multipart then. */
  readonly files?: TestFiles | undefined;
}

/** A body, and the type that goes with it. */
export interface TestBody {
  readonly body: Uint8Array | AsyncIterable<Uint8Array> | undefined;
  readonly contentType: string | undefined;
}

const encoder = new TextEncoder();

/** Encodes what a test wants to send. */
export function encodeTestBody(options: TestBodyOptions): TestBody {
  const { data, json, form, files } = options;
  if (json !== undefined) {
    return { body: encoder.encode(JSON.stringify(json)), contentType: "application/json" };
  }
  if (files !== undefined) return encodeMultipart(form ?? {}, files);
  if (form !== undefined) {
    const text = dumpUrlEncoded(fieldPairs(form));
    return { body: encoder.encode(text), contentType: "application/x-www-form-urlencoded" };
  }
  return { body: typeof data === "string" ? encoder.encode(data) : data, contentType: undefined };
}

/** The fields as pairs. */
export function fieldPairs(fields: TestFields): (readonly [string, FieldValue])[] {
  if (isPairs(fields)) return [...fields];
  return Object.entries(fields).flatMap(([name, value]) =>
    (isList(value) ? value : [value]).map((one) => [name, one] as const),
  );
}

function encodeMultipart(form: TestFields, files: TestFiles): TestBody {
  const boundary = `form-${randomBytes(16).toString("hex")}`;
  const multipart = new MultipartEncoder(boundary);
  const nothing = new Uint8Array(0);
  const chunks = [multipart.encode({ kind: "preamble", data: nothing })];
  for (const [name, value] of fieldPairs(form)) {
    if (value === undefined || value === null) continue;
    chunks.push(multipart.encode({ kind: "field", name }));
    chunks.push(multipart.encode({ kind: "data", data: encoder.encode(String(value)), moreData: false }));
  }
  for (const [name, filename, content, type] of fileParts(files)) {
    chunks.push(multipart.encode({ kind: "file", name, filename, headers: { "Content-Type": type } }));
    const data = typeof content === "string" ? encoder.encode(content) : content;
    chunks.push(multipart.encode({ kind: "data", data, moreData: false }));
  }
  chunks.push(multipart.encode({ kind: "epilogue", data: nothing }));
  return { body: concatenate(chunks), contentType: `multipart/form-data; boundary=${boundary}` };
}

function* fileParts(
  files: TestFiles,
): Generator<[name: string, filename: string, content: string | Uint8Array, type: string]> {
  for (const [name, value] of Object.entries(files)) {
    for (const [filename, content, type = "application/octet-stream"] of isOneFile(value) ? [value] : value) {
      yield [name, filename, content, type];
    }
  }
}

function isOneFile(value: TestFile | readonly TestFile[]): value is TestFile {
  return typeof value[0] === "string";
}

function isPairs(fields: TestFields): fields is Iterable<readonly [string, FieldValue]> {
  return Symbol.iterator in fields;
}

function isList(value: FieldValue | readonly FieldValue[]): value is readonly FieldValue[] {
  return Array.isArray(value);
}
