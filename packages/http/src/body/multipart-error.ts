import { BadRequest } from "../errors/bad-request.ts";

/** Where in a multipart body a decoder is. */
export type MultipartState = "preamble" | "part" | "data" | "epilogue" | "complete";

/**
 * 400: a body is not the multipart form data that its type promises.
 *
 * @example
 * new MultipartError("The body has no boundary.", "preamble").code; // => 400
 */
export class MultipartError extends BadRequest {
  /** Where the decoder was. */
  readonly state: MultipartState;

  constructor(description: string, state: MultipartState, options?: { cause?: unknown }) {
    super(description, options);
    this.state = state;
  }
}
