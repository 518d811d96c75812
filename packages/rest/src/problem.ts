import { HTTPException, HttpResponse } from "dewar";

/** Problem details for HTTP APIs (RFC 9457). Members beyond these are the problem's own. */
export interface ProblemDetails {
  /** A URI that names the kind of problem. Without one, the status says it all. */
  readonly type?: string;
  /** The kind of problem in a few words. Default: the name of the status. */
  readonly title: string;
  readonly status: number;
  /** What happened this time. */
  readonly detail?: string;
  readonly [member: string]: unknown;
}

/** What a {@link Problem} can say besides its status and detail. */
export interface ProblemOptions {
  /** A URI that names the kind of problem. */
  readonly type?: string;
  readonly title?: string;
  /** Members of its own. */
  readonly members?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** The error behind this one. */
  readonly cause?: unknown;
}

/**
 * An error that is answered with problem details of its own. `abort(404, "No such todo.")` is the shorter way where
 * status and detail are all there is to say.
 *
 * @example
 * const busy = new Problem(409, "Ann is editing it.", { title: "Busy", members: { editor: "ann" } });
 * busy.details; // => { title: "Busy", status: 409, detail: "Ann is editing it.", editor: "ann" }
 * busy.getResponse().contentType; // => "application/problem+json"
 */
export class Problem extends HTTPException {
  readonly details: ProblemDetails;

  /**
   * @param status - The status code, 400 to 599.
   * @param detail - What happened, for people.
   */
  constructor(status: number, detail = "", options: ProblemOptions = {}) {
    const { type, title, members, headers = {}, cause } = options;
    // The response tells the base class the status; its body is written when it is asked for.
    super(detail, {
      response: new HttpResponse("", { status, headers }),
      ...(cause !== undefined && { cause }),
    });
    this.details = {
      ...members,
      ...(type !== undefined && { type }),
      title: title ?? this.reason,
      status,
      ...(detail !== "" && { detail }),
    };
  }

  /** The problem as `application/problem+json`. */
  override getResponse(): HttpResponse {
    return problemResponse(this.details, this.response?.headers ?? []);
  }
}

/** The problem that an HTTP error stands for. */
function detailsOf(error: HTTPException): ProblemDetails {
  if (error instanceof Problem) return error.details;
  const { reason, code, description } = error;
  return { title: reason, status: code, ...(description !== "" && { detail: description }) };
}

/** The answer of an API to an error: its details, with the headers that its status asks for. */
export function answerError(error: HTTPException, style: "problem" | "message"): HttpResponse {
  // Whoever gave a whole response to `abort` wants that one.
  if (error.response !== undefined && !(error instanceof Problem)) return error.getResponse();
  const details = detailsOf(error);
  const headers = error instanceof Problem ? (error.response?.headers ?? []) : error.getHeaders();
  if (style === "problem") return problemResponse(details, headers);
  const { title, detail, status, type: _type, ...members } = details;
  return jsonResponse({ message: detail ?? title, ...members }, status, headers, "application/json");
}

function problemResponse(details: ProblemDetails, headers: HeaderLines): HttpResponse {
  return jsonResponse(details, details.status, headers, "application/problem+json");
}

type HeaderLines = Iterable<readonly [name: string, value: string]>;

function jsonResponse(body: object, status: number, headers: HeaderLines, contentType: string): HttpResponse {
  const others = [...headers].filter(([name]) => name.toLowerCase() !== "content-type");
  return new HttpResponse(`${JSON.stringify(body)}\n`, { status, headers: others, contentType });
}
