import { randomUUID } from "node:crypto";
import type { Response } from "@dewar/http";
import { requireContext } from "../context.ts";
import type { Flask } from "../app.ts";
import type { Request } from "../request.ts";

const HEADER = "X-Request-ID";
const VALID_ID = /^[\w.:+/=@-]{1,128}$/;

/**
 * Names a request: as the proxy in front has named it, when the application trusts that and the name is a harmless
 * one; otherwise at random.
 */
export function requestIdOf(request: Request, app: Flask | undefined): string {
  if (app?.config.get("TRUST_REQUEST_ID") !== true) return randomUUID();
  const given = request.headers.get(HEADER) ?? "";
  return VALID_ID.test(given) ? given : randomUUID();
}

/** An after-request hook that sends the id of the request back. */
export function sendRequestId(response: Response): void {
  response.headers.set(HEADER, requireContext("sendRequestId").request.id);
}
