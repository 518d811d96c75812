import { HTTPException, type HTTPExceptionOptions } from "./http-exception.ts";

/** 400: the request makes no sense to the server. */
export class BadRequest extends HTTPException {
  static override readonly code: number = 400;
  static override readonly description: string =
    "The browser (or proxy) sent a request that this server could not understand.";
}

/** 400: the client closed the connection before the whole request had arrived. */
export class ClientDisconnected extends BadRequest {}

/** 400: the request is refused for what it would do, such as naming a host that is not trusted. */
export class SecurityError extends BadRequest {}

/** 400: the `Host` header is missing, malformed or given twice. */
export class BadHost extends BadRequest {}

/**
 * 400: a field that the view cannot do without is not in the form, the query or the files.
 *
 * @example
 * new BadRequestKeyError("title").key; // => "title"
 */
export class BadRequestKeyError extends BadRequest {
  /** The name of the missing field. */
  readonly key: string;

  constructor(key: string, description?: string, options?: HTTPExceptionOptions) {
    super(description, options);
    this.key = key;
    // For who reads the traceback. The page shows the description, which does not tell users about keys.
    this.message += ` The key ${JSON.stringify(key)} is missing.`;
    Error.captureStackTrace(this, new.target);
  }
}
