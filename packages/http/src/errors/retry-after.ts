import { HTTPException, type HTTPExceptionOptions } from "./http-exception.ts";

export interface RetryAfterOptions extends HTTPExceptionOptions {
  /** When to try again: a number of seconds, or a moment. */
  retryAfter?: number | Date | undefined;
}

/** What the errors share that tell the client when to try again (RFC 9110 section 10.2.3). */
export class RetryAfter extends HTTPException {
  /** When to try again: a number of seconds, or a moment. */
  readonly retryAfter: number | Date | undefined;

  constructor(description?: string, options: RetryAfterOptions = {}) {
    super(description, options);
    this.retryAfter = options.retryAfter;
  }

  override getHeaders(): [name: string, value: string][] {
    const headers = super.getHeaders();
    if (this.retryAfter !== undefined) headers.push(["Retry-After", retryAfterText(this.retryAfter)]);
    return headers;
  }
}

function retryAfterText(when: number | Date): string {
  return typeof when === "number" ? String(when) : when.toUTCString();
}
