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
  /** Whether another request might get another one, which caches must know (RFC 9110, section 12.5.5). */
  readonly isOneOfSeveral: boolean;
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
  const offers = [...representations.keys()];
  const accept = request.acceptMimetypes;
  const mediaType =
    accept.size === 0
      ? offers[0]
      : (accept.bestMatch(offers) ?? offers.find((offer) => !accept.has(offer) && isMeantBy(accept, offer)));
  const write = mediaType === undefined ? undefined : representations.get(mediaType);
  if (mediaType === undefined || write === undefined) {
    throw new NotAcceptable(`This is to be had as ${offers.join(", ")}.`);
  }
  return { mediaType, write, isOneOfSeveral: offers.length > 1 };
}

/** What many clients write, and RFC 9110 does not know: `*` for anything, and a `charset` of JSON. */
function isMeantBy(accept: Request["acceptMimetypes"], offer: string): boolean {
  return [...accept].some(({ value, quality }) => {
    const [range = ""] = value.toLowerCase().split(";", 1);
    return quality > 0 && (range === "*" || range.trim() === offer.toLowerCase());
  });
}
