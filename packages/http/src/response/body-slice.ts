import { encodeChunks, isStreamedBody, type ResponseBody, type StreamedBody } from "./body.ts";

/** A streamed body that can give a part of itself without reading what comes before. */
interface Sliceable {
  slice(start: number, stop: number): StreamedBody;
}

/**
 * A part of a body.
 *
 * @param body - The whole. A stream is read up to the part, unless it has a `slice` method.
 * @param start - The first byte.
 * @param stop - The byte after the last.
 */
export function sliceBody(body: ResponseBody, start: number, stop: number): ResponseBody {
  if (body === null) return null;
  if (typeof body === "string") return new TextEncoder().encode(body).subarray(start, stop);
  if (!isStreamedBody(body)) return body.subarray(start, stop);
  return isSliceable(body) ? body.slice(start, stop) : sliceStream(body, start, stop);
}

async function* sliceStream(body: StreamedBody, start: number, stop: number): AsyncGenerator<Uint8Array> {
  let position = 0;
  for await (const chunk of encodeChunks(body)) {
    const end = position + chunk.byteLength;
    if (end > start) yield chunk.subarray(Math.max(start - position, 0), stop - position);
    position = end;
    if (position >= stop) return;
  }
}

// Lists have a method of that name which counts chunks, not bytes.
function isSliceable(body: StreamedBody): body is StreamedBody & Sliceable {
  return "slice" in body && typeof body.slice === "function" && !Array.isArray(body);
}
