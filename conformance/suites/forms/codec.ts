import { type EncodableEvent, type Headers, MultipartDecoder, MultipartEncoder } from "@dewar/http";
import type { MultipartEvent } from "@dewar/http";
import { bytesOf, piecesOf } from "./bytes.ts";

interface DecodedPart {
  readonly event: "field" | "file";
  readonly headers: [string, string][];
  data: Buffer;
  complete: boolean;
}

type Input = Record<string, unknown>;

/** Runs a function of the multipart decoder or encoder. */
export function callCodec(fn: string, input: Input): unknown {
  switch (fn) {
    case "sansio.multipart.decode_chunks":
      return decodeChunks(input);
    case "sansio.multipart.decoder_trace":
      return trace(input);
    case "sansio.multipart.encode":
      return encode(input);
    default:
      throw new Error(`Nothing here is called ${fn}.`);
  }
}

function decodeChunks(input: Input): unknown {
  const decoder = decoderFor(input);
  const body = { preamble: Buffer.alloc(0), parts: [] as DecodedPart[], epilogue: Buffer.alloc(0) };
  const collect = (): void => {
    for (let event = decoder.nextEvent(); event.kind !== "need-data"; event = decoder.nextEvent()) {
      addTo(body, event);
    }
  };
  for (const piece of piecesOf(bytesOf(input["body"]), Number(input["chunk_size"]))) {
    decoder.receive(piece);
    collect();
  }
  decoder.receive(null);
  collect();
  return body;
}

function addTo(
  body: { preamble: Buffer; parts: DecodedPart[]; epilogue: Buffer },
  event: MultipartEvent,
): void {
  if (event.kind === "preamble" || event.kind === "epilogue") body[event.kind] = Buffer.from(event.data);
  if (event.kind === "field" || event.kind === "file") {
    body.parts.push({ ...startOf(event), data: Buffer.alloc(0), complete: false });
  }
  const part = body.parts.at(-1);
  if (event.kind !== "data" || part === undefined) return;
  part.data = Buffer.concat([part.data, event.data]);
  part.complete = !event.moreData;
}

function trace(input: Input): unknown {
  const decoder = decoderFor(input);
  return (input["ops"] as Input[]).map((operation) => {
    if ("next" in operation) return asRecord(decoder.nextEvent());
    const chunk = operation["receive"];
    decoder.receive(chunk === null ? null : bytesOf(chunk));
    return null;
  });
}

function encode(input: Input): Uint8Array {
  const encoder = new MultipartEncoder(bytesOf(input["boundary"]));
  return Buffer.concat((input["events"] as Input[]).map((event) => encoder.encode(asEvent(event))));
}

function decoderFor(input: Input): MultipartDecoder {
  return new MultipartDecoder(bytesOf(input["boundary"]), {
    maxFormMemorySize: (input["max_form_memory_size"] ?? undefined) as number | undefined,
    maxParts: (input["max_parts"] ?? undefined) as number | undefined,
  });
}

function startOf(
  event: Extract<MultipartEvent, { kind: "field" | "file" }>,
): Pick<DecodedPart, "event" | "headers"> {
  const { kind, name, headers } = event;
  const start = { event: kind, name: name ?? null, headers: linesOf(headers) };
  return event.kind === "file" ? ({ ...start, filename: event.filename } as typeof start) : start;
}

function asRecord(event: MultipartEvent): unknown {
  switch (event.kind) {
    case "field":
    case "file":
      return startOf(event);
    case "data":
      return { event: "data", data: event.data, more_data: event.moreData };
    case "preamble":
    case "epilogue":
      return { event: event.kind, data: event.data };
    default:
      return { event: "need_data" };
  }
}

// The members of an event are those of its kind in the records too.
function asEvent(record: Input): EncodableEvent {
  const { event, data, more_data, ...others } = record;
  const bytes = data === undefined ? {} : { data: bytesOf(data) };
  // An event of the reference that does not say so has more data to follow.
  return { kind: event, ...others, ...bytes, moreData: more_data ?? true } as unknown as EncodableEvent;
}

function linesOf(headers: Headers): [string, string][] {
  return [...headers];
}
