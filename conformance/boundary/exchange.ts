/** The applications of this suite. */
export type AppName =
  | "main"
  | "hooks"
  | "limited"
  | "keyless"
  | "domains"
  | "cookies"
  | "hosts"
  | "languages";

/** One request, as it goes over the wire. */
export interface Step {
  readonly method: string;
  readonly scheme: "http" | "https";
  readonly host: string;
  /** Where the application is mounted. */
  readonly root: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  /** The value `{ETag}` stands for that header of the answer before. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** In base64; absent when there is no body. */
  readonly body?: string;
}

/** Requests of one client, in order: cookies of one answer go with the next request. */
export interface Exchange {
  readonly name: string;
  readonly app: AppName;
  readonly steps: readonly Step[];
  /** Whether ETag and Last-Modified tell of files, which differ from one checkout to the next. */
  readonly sendsFiles: boolean;
}

/** An answer as it came over the wire. */
export interface RawAnswer {
  /** Code and reason. */
  readonly status: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** In base64. */
  readonly body: string;
}
