/** Problem details as an API sends them (RFC 9457). */
export interface ClientProblem {
  readonly title?: string;
  readonly status?: number;
  readonly detail?: string;
  /** What is wrong with the inputs, one by one. */
  readonly errors?: readonly {
    readonly in: string;
    readonly path: readonly (string | number)[];
    readonly reason: string;
  }[];
  readonly [member: string]: unknown;
}

/** An API answered with a status that is no success. */
export class ClientError extends Error {
  readonly code = "api_error";
  readonly status: number;
  readonly response: Response;
  /** What the API said; undefined where it said nothing that could be read. */
  readonly problem: ClientProblem | undefined;

  constructor(response: Response, body: unknown) {
    const problem = typeof body === "object" && body !== null ? (body as ClientProblem) : undefined;
    const words = problem?.detail ?? problem?.title ?? response.statusText;
    super(`${response.status} ${words}`.trim());
    this.name = "ClientError";
    this.status = response.status;
    this.response = response;
    this.problem = problem;
  }
}
