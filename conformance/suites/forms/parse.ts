import { Readable } from "node:stream";
import {
  BodyLimits,
  consumeBody,
  type FileStorage,
  FormParser,
  type MultiDict,
  parseContentLength,
} from "@dewar/http";
import { bytesOf, piecesOf } from "./bytes.ts";

type Input = Record<string, unknown>;

/** `Request.form` and `parse_form_data`, which differ in their defaults. */
export async function callForm(fn: string, input: Input): Promise<unknown> {
  const isRequest = fn === "Request.form";
  const limits = limitsOf(input, isRequest ? {} : { memory: null, parts: null });
  const silent = (input["silent"] ?? true) as boolean;
  const body = bytesOf(input["body"]);
  const parser = new FormParser((input["content_type"] ?? undefined) as string | undefined, {
    limits,
    silent,
  });
  try {
    const contentLength = lengthOf(input, body);
    // Without a length a body exists only where something else tells its end.
    if (contentLength !== undefined || input["input_terminated"] === true) {
      const { maxContentLength } = limits;
      const source = Readable.from(piecesOf(body, 64 * 1024));
      await consumeBody(source, { contentLength, maxContentLength }, (chunk) => parser.write(chunk));
    }
    return await describe(parser);
  } finally {
    await parser.remove();
  }
}

/** `MultiPartParser.parse`, which reads in pieces of a given size and never forgives. */
export async function callParser(input: Input): Promise<unknown> {
  const boundary = bytesOf(input["boundary"]).toString("latin1");
  const limits = limitsOf(input, { memory: null, parts: null });
  const parser = new FormParser(`multipart/form-data; boundary="${boundary}"`, { limits, silent: false });
  try {
    for (const piece of piecesOf(bytesOf(input["body"]), Number(input["buffer_size"] ?? 65536))) {
      await parser.write(piece);
    }
    return await describe(parser);
  } finally {
    await parser.remove();
  }
}

function lengthOf(input: Input, body: Buffer): number | undefined {
  const length = input["content_length"] as string | number | null | undefined;
  if (length === undefined) return body.length;
  return length === null ? undefined : parseContentLength(String(length));
}

function limitsOf(input: Input, defaults: { memory?: null; parts?: null }): BodyLimits {
  const read = (name: string, byDefault: null | undefined): number | null | undefined =>
    name in input ? (input[name] as number | null) : byDefault;
  return new BodyLimits({
    maxContentLength: read("max_content_length", null),
    maxFormMemorySize: read("max_form_memory_size", defaults.memory),
    maxFormParts: read("max_form_parts", defaults.parts),
  });
}

async function describe(parser: FormParser): Promise<unknown> {
  const { form, files } = parser.end();
  return { form: [...pairsOf(form)], files: await Promise.all([...pairsOf(files)].map(describeFile)) };
}

async function describeFile([name, file]: [string | null, FileStorage]): Promise<unknown> {
  const { filename, headers } = file;
  const described = { name, filename, content_type: file.contentType ?? null, headers: [...headers] };
  return { $file: { ...described, body: await file.bytes() } };
}

function* pairsOf<V>(dict: MultiDict<V>): Generator<[string, V]> {
  for (const key of dict.keys()) for (const value of dict.getList(key)) yield [key, value];
}
