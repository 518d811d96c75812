import { escape } from "@dewar/markup";

import { Response } from "../response/response.ts";
import { statusName } from "./statuses.ts";

/** What every HTTP error may be given besides its description. */
export interface HTTPExceptionOptions {
  /** Sent in place of the error page. */
  response?: Response | undefined;
  /** The error behind this one. */
  cause?: unknown;
}

/**
 * An error that is an answer: thrown anywhere while a request is handled, it becomes a response with its status.
 *
 * A subclass names its status code and its default description as static fields; both can stand in for a
 * family of one's own.
 *
 * @example
 * class PaymentRequired extends HTTPException {
 *   static override readonly code: number = 402;
 *   static override readonly description: string = "This page is for subscribers.";
 * }
 * new PaymentRequired().reason; // => "Payment Required"
 * new PaymentRequired().getResponse().status; // => "402 Payment Required"
 */
export class HTTPException extends Error {
  /** The status code of the class. */
  static readonly code: number = 500;
  /** What errors of the class say unless they are given a description. */
  static readonly description: string = "";

  /** The status code of the answer. */
  readonly code: number;
  /** What happened, for the person who reads the error page. Plain text: the page escapes it. */
  readonly description: string;
  /** The response to send in place of the error page. */
  readonly response: Response | undefined;

  /**
   * @param description - Plain text for the error page. Default: the description of the class.
   * @param options - A ready response, and the error behind this one.
   */
  constructor(description?: string, options: HTTPExceptionOptions = {}) {
    const code = options.response?.statusCode ?? new.target.code;
    const text = description ?? new.target.description;
    const message = `${code} ${statusName(code)}${text === "" ? "" : `: ${text}`}`;
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = code;
    this.description = text;
    this.response = options.response;
  }

  /** The name of the status: "Not Found". */
  get reason(): string {
    return statusName(this.code);
  }

  /** The description as one HTML paragraph: escaped, with `<br>` at the ends of lines. */
  getDescription(): string {
    return `<p>${escape(this.description).replaceAll("\n", "<br>")}</p>`;
  }

  /** The error page, a whole HTML document. */
  getBody(): string {
    const title = escape(this.reason);
    return (
      "<!doctype html>\n<html lang=en>\n" +
      `<title>${this.code} ${title}</title>\n<h1>${title}</h1>\n${this.getDescription()}\n`
    );
  }

  /** The headers that go with the error page. Subclasses add what their status demands. */
  getHeaders(): [name: string, value: string][] {
    return [["Content-Type", "text/html; charset=utf-8"]];
  }

  /**
   * The answer: the response that the error was given, else its error page.
   *
   * @example
   * const response = new NotFound("No post has the number 7.").getResponse();
   * response.statusCode; // => 404
   * response.text.includes("<p>No post has the number 7.</p>"); // => true
   */
  getResponse(): Response {
    if (this.response !== undefined) return this.response;
    return new Response(this.getBody(), { status: this.code, headers: this.getHeaders() });
  }
}
