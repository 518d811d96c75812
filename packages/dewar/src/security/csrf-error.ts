import { BadRequest } from "@dewar/http";

/** 400: the request may have been caused by another site than the one that it is sent to. */
export class CSRFError extends BadRequest {
  static override readonly description: string = "The CSRF token is missing or wrong.";
}
