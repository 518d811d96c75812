import type { MultipartDecoder, MultipartEvent } from "@dewar/http";

/** A part of a body for {@link multipart}. */
export interface TestPart {
  readonly headers: readonly string[];
  readonly data: string;
}

/** A field as browsers write it. */
export function field(name: string, data: string): TestPart {
  return { headers: [`Content-Disposition: form-data; name="${name}"`], data };
}

/** A file as browsers write it. */
export function file(name: string, filename: string, data: string, type = "text/plain"): TestPart {
  const disposition = `Content-Disposition: form-data; name="${name}"; filename="${filename}"`;
  return { headers: [disposition, `Content-Type: ${type}`], data };
}

/** A whole body with the boundary "cut". */
export function multipart(...parts: readonly TestPart[]): Buffer {
  const texts = parts.map(({ headers, data }) => `--cut\r\n${headers.join("\r\n")}\r\n\r\n${data}\r\n`);
  return Buffer.from(`${texts.join("")}--cut--\r\n`);
}

/** Feeds bytes to a decoder in pieces and tells all events; the data of a part is joined. */
export function decodeAll(
  decoder: MultipartDecoder,
  bytes: Buffer,
  pieceSize = bytes.length,
): MultipartEvent[] {
  const events: MultipartEvent[] = [];
  const drain = (): void => {
    for (let event = decoder.nextEvent(); event.kind !== "need-data"; event = decoder.nextEvent()) {
      join(events, event);
    }
  };
  for (let start = 0; start < bytes.length; start += pieceSize) {
    decoder.receive(bytes.subarray(start, start + pieceSize));
    drain();
  }
  decoder.receive(null);
  drain();
  return events;
}

/** Events as plain text, to compare them. */
export function tell(events: readonly MultipartEvent[]): string[] {
  return events.map((event) => {
    switch (event.kind) {
      case "field":
        return `field ${event.name}`;
      case "file":
        return `file ${event.name} ${event.filename}`;
      case "need-data":
        return event.kind;
      default:
        return `${event.kind} ${Buffer.from(event.data).toString("latin1")}`;
    }
  });
}

function join(events: MultipartEvent[], event: MultipartEvent): void {
  const last = events.at(-1);
  if (event.kind === "data" && last?.kind === "data" && last.moreData) {
    events[events.length - 1] = { ...event, data: Buffer.concat([last.data, event.data]) };
  } else events.push(event);
}
