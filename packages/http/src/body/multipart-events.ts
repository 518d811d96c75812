import type { Headers } from "../headers/headers.ts";

/** The bytes before the first boundary. They carry no meaning. */
export interface PreambleEvent {
  readonly kind: "preamble";
  readonly data: Uint8Array;
}

/** The start of a part without a file name. */
export interface FieldEvent {
  readonly kind: "field";
  /** The name from `Content-Disposition`, undefined when it has none. */
  readonly name: string | undefined;
  readonly headers: Headers;
}

/** The start of a part with a file name. */
export interface FileEvent {
  readonly kind: "file";
  /** The name from `Content-Disposition`, undefined when it has none. */
  readonly name: string | undefined;
  /** The name that the client gave the file: anything at all, and `""` when the user chose none. */
  readonly filename: string;
  readonly headers: Headers;
}

/** Some bytes of the part that began last. */
export interface DataEvent {
  readonly kind: "data";
  readonly data: Uint8Array;
  /** Whether the part goes on. The last piece of a part may be empty. */
  readonly moreData: boolean;
}

/** The bytes after the last boundary. They carry no meaning. */
export interface EpilogueEvent {
  readonly kind: "epilogue";
  readonly data: Uint8Array;
}

/** There is nothing to tell until more bytes arrive. */
export interface NeedDataEvent {
  readonly kind: "need-data";
}

/** What a multipart body is made of, in the order in which it is told. */
export type MultipartEvent =
  | PreambleEvent
  | FieldEvent
  | FileEvent
  | DataEvent
  | EpilogueEvent
  | NeedDataEvent;
