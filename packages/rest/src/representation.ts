import {
  type HttpResponse,
  jsonify,
  makeResponse,
  type MaybePromise,
  NotAcceptable,
  type Request,
} from "dewar";
import type { ReplyHeaders } from "./reply.ts";

/**
 * Writes what a handler returned in one media type.
 *
 * @param data - What was returned.
 * @param status - The status code to answer with.
 * @param headers - The headers to send besides `Content-Type`, which is set afterwards.
 */
export type Representation = (
  data: unknown,
  status: number,
  headers: ReplyHeaders,
) => MaybePromise<HttpResponse>;

/** The JSON of the application, whatever kind of value it is. */
export const jsonRepresentation: Representation = (data, status, headers) =>
  makeResponse(jsonify(data), status, headers);

/** A representation and the media type that it was chosen for. */
export interface ChosenRepresentation {
  readonly mediaType: string;
  readonly write: Representation;
}

/**
 * Finds the representation that the client likes best (RFC 9110, section 12.5.1). Of equals, and for a client that
 * says nothing, it is the first.
 *
 * @throws NotAcceptable when the client takes none of them.
 */
export function chooseRepresentation(
  request: Request,
  representations: ReadonlyMap<string, Representation>,
): ChosenRepresentation {
  const [first] = representations.keys();
  const mediaType = request.headers.has("Accept")
    ? request.acceptMimetypes.bestMatch(representations.keys(), first === undefined ? "" : undefined)
    : first;
  const write = mediaType === undefined ? undefined : representations.get(mediaType);
  if (mediaType === undefined || write === undefined) {
    throw new NotAcceptable(`This is to be had as ${[...representations.keys()].join(", ")}.`);
  }
  return { mediaType, write };
}
