import { Readable } from "node:stream";
import {
  BodyLimits,
  consumeBody,
  type FileStorage,
  FormParser,
  type MultiDict,
  parseContentLength,
  type ParsedForm,
  Request,
} from "@dewar/http";
import { bytesOf, piecesOf } from "./bytes.ts";

type Input = Record<string, unknown>;

/** `Request.form`, with `Request.files`. */
export async function callRequest(input: Input): Promise<unknown> {
  const contentType = contentTypeOf(input);
  const length = lengthOf(input);
  const rawHeaders = contentType === undefined ? [] : ["Content-Type", contentType];
  if (length !== undefined) rawHeaders.push("Content-Length", String(length));
  else if (hasBody(input)) rawHeaders.push("Transfer-Encoding", "chunked");
  const method = (input["method"] ?? "POST") as string;
  const body = hasBody(input) ? bodyOf(input) : undefined;
  const request = new Request({ method, scheme: "http", target: "/", rawHeaders, body });
  request.silentForms = true;
  try {
    await request.loadBody(limitsOf(input, undefined));
    return await describe(request);
  } finally {
    await request.close();
  }
}

/** `parse_form_data`, which has no limits of its own and may be strict. */
export function callForm(input: Input): Promise<unknown> {
  const limits = limitsOf(input, null);
  const parser = new FormParser(contentTypeOf(input), {
    limits,
    silent: (input["silent"] ?? true) as boolean,
  });
  return finish(parser, async () => {
    if (!hasBody(input)) return;
    const { maxContentLength } = limits;
    const options = { contentLength: lengthOf(input), maxContentLength };
    await consumeBody(bodyOf(input), options, (chunk) => parser.write(chunk));
  });
}

/** `MultiPartParser.parse`, which reads in pieces of a given size and is strict. */
export function callParser(input: Input): Promise<unknown> {
  const contentType = `multipart/form-data; boundary="${bytesOf(input["boundary"]).toString("latin1")}"`;
  const parser = new FormParser(contentType, { limits: limitsOf(input, null), silent: false });
  return finish(parser, async () => {
    const pieces = piecesOf(bytesOf(input["body"]), Number(input["buffer_size"] ?? 65536));
    for (const piece of pieces) await parser.write(piece);
  });
}

async function finish(parser: FormParser, feed: () => Promise<void>): Promise<unknown> {
  try {
    await feed();
    return await describe(parser.end());
  } finally {
    await parser.remove();
  }
}

function bodyOf(input: Input): Readable {
  return Readable.from(piecesOf(bytesOf(input["body"]), 64 * 1024));
}

// Without a length a body exists only where something else tells its end.
function hasBody(input: Input): boolean {
  return lengthOf(input) !== undefined || input["input_terminated"] === true;
}

function lengthOf(input: Input): number | undefined {
  const length = input["content_length"] as string | number | null | undefined;
  if (length === undefined) return bytesOf(input["body"]).length;
  return length === null ? undefined : parseContentLength(String(length));
}

function contentTypeOf(input: Input): string | undefined {
  return (input["content_type"] ?? undefined) as string | undefined;
}

function limitsOf(input: Input, byDefault: null | undefined): BodyLimits {
  const read = (name: string, otherwise: null | undefined): number | null | undefined =>
    name in input ? (input[name] as number | null) : otherwise;
  return new BodyLimits({
    maxContentLength: read("max_content_length", null),
    maxFormMemorySize: read("max_form_memory_size", byDefault),
    maxFormParts: read("max_form_parts", byDefault),
  });
}

async function describe({ form, files }: ParsedForm): Promise<unknown> {
  return { form: [...pairsOf(form)], files: await Promise.all([...pairsOf(files)].map(describeFile)) };
}

async function describeFile([name, file]: [string, FileStorage]): Promise<unknown> {
  const { filename, headers } = file;
  const described = { name, filename, content_type: file.contentType ?? null, headers: [...headers] };
  return { $file: { ...described, body: await file.bytes() } };
}

function* pairsOf<V>(dict: MultiDict<V>): Generator<[string, V]> {
  for (const key of dict.keys()) for (const value of dict.getList(key)) yield [key, value];
}
