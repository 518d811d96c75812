import type { Request } from "../request/request.ts";
import { Response } from "../response/response.ts";

/** A response as a client received it: headers as they were sent, the body read to its end. */
export class TestResponse extends Response {
  /** The request that it answers. */
  readonly request: Request;
  /** The redirects that led here, the first one first. */
  readonly history: readonly TestResponse[];

  /**
   * @param received - Status line, header lines and body.
   * @param request - The request that it answers.
   * @param history - The redirects that led here.
   */
  constructor(received: ReceivedResponse, request: Request, history: readonly TestResponse[] = []) {
    super(received.body, { status: received.status, headers: received.headers });
    // A response that came without a type has none.
    if (!received.headers.some(([name]) => name.toLowerCase() === "content-type"))
      this.contentType = undefined;
    this.request = request;
    this.history = history;
  }
}

/** A response as it came. */
export interface ReceivedResponse {
  readonly status: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}
