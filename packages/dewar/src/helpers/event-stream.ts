import { Response } from "../response.ts";
import { streamWithContext } from "./stream.ts";

/** An event for the browser's `EventSource`. */
export interface ServerSentEvent {
  /** The text; each of its lines becomes a line of the event. */
  readonly data: string;
  /** The name that the browser listens to. Default: "message". */
  readonly event?: string;
  /** Sent back by the browser in `Last-Event-ID` when it connects again. */
  readonly id?: string;
  /** Milliseconds after which the browser should connect again. */
  readonly retry?: number;
}

/**
 * A response that sends events as they come (WHATWG HTML, "Server-sent events"). The source is ended when the
 * client leaves.
 *
 * @param events - Events, or texts that are the data of one each.
 * @throws TypeError, while it is read, for an `event` or `id` with a line break or NUL, which would start other fields.
 * @example
 * const app = new Flask(import.meta.url);
 * app.get("/", () => eventStream((async function* () { yield { event: "tick", data: "1\n2" }; })()));
 * (await app.testClient().get("/")).text; // => "event: tick\ndata: 1\ndata: 2\n\n"
 */
export function eventStream(
  events: Iterable<ServerSentEvent | string> | AsyncIterable<ServerSentEvent | string>,
): Response {
  return new Response(streamWithContext(written(events)), {
    contentType: "text/event-stream; charset=utf-8",
    headers: { "Cache-Control": "no-cache" },
  });
}

async function* written(
  events: Iterable<ServerSentEvent | string> | AsyncIterable<ServerSentEvent | string>,
): AsyncGenerator<string> {
  for await (const event of events) yield write(typeof event === "string" ? { data: event } : event);
}

function write({ data, event, id, retry }: ServerSentEvent): string {
  const lines: string[] = [];
  if (event !== undefined) lines.push(`event: ${singleLine("event", event)}`);
  if (id !== undefined) lines.push(`id: ${singleLine("id", id)}`);
  if (retry !== undefined) lines.push(`retry: ${Math.trunc(retry)}`);
  for (const line of data.split(/\r\n|[\r\n]/)) lines.push(`data: ${line}`);
  return `${lines.join("\n")}\n\n`;
}

function singleLine(field: string, text: string): string {
  if (/[\r\n\0]/.test(text)) {
    throw new TypeError(
      `The ${field} of a server-sent event has a line break or NUL: ${JSON.stringify(text)}.`,
    );
  }
  return text;
}
