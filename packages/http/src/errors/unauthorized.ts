import { HTTPException, type HTTPExceptionOptions } from "./http-exception.ts";

/** A challenge, as `WWWAuthenticate` prints it. */
interface Challenge {
  toHeader(): string;
}

export interface UnauthorizedOptions extends HTTPExceptionOptions {
  /** The `WWW-Authenticate` challenge, or several. */
  wwwAuthenticate?: Challenge | readonly Challenge[] | undefined;
}

/** 401: the client has to say who it is. RFC 9110 section 15.5.2 asks for a challenge with it. */
export class Unauthorized extends HTTPException {
  static override readonly code: number = 401;
  static override readonly description: string =
    "The server could not verify that you are authorized to access the URL requested. You either supplied the wrong credentials (e.g. a bad password), or your browser doesn't understand how to supply the credentials required.";

  /** The challenges, one `WWW-Authenticate` header each. */
  readonly wwwAuthenticate: readonly Challenge[];

  constructor(description?: string, options: UnauthorizedOptions = {}) {
    super(description, options);
    const challenges = options.wwwAuthenticate ?? [];
    this.wwwAuthenticate = "toHeader" in challenges ? [challenges] : challenges;
  }

  override getHeaders(): [name: string, value: string][] {
    const headers = super.getHeaders();
    for (const challenge of this.wwwAuthenticate) headers.push(["WWW-Authenticate", challenge.toHeader()]);
    return headers;
  }
}
