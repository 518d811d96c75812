import { dumpHeader } from "./list-header.ts";
import { parseChallenge, printScheme } from "./challenge.ts";

/**
 * The `Authorization` header: credentials (RFC 9110, section 11.6.2). Either `token` is set or `parameters` are;
 * those of Basic are `username` and `password`.
 *
 * @example
 * const authorization = Authorization.fromHeader("Basic YW5uOnRlYQ==");
 * authorization?.username; // => "ann"
 * Authorization.fromHeader("Bearer abc")?.token; // => "abc"
 */
export class Authorization {
  /** The scheme in lower case: "basic", "bearer", "digest". */
  readonly type: string;
  /** The parameters; one without a value is undefined. */
  readonly parameters: ReadonlyMap<string, string | undefined>;
  /** The token of a scheme such as Bearer, else undefined. */
  readonly token: string | undefined;

  /**
   * @param type - The scheme, in any case.
   * @param parameters - The parameters.
   * @param token - The token, in place of parameters.
   */
  constructor(
    type: string,
    parameters: Iterable<readonly [string, string | undefined]> = [],
    token?: string,
  ) {
    this.type = type.toLowerCase();
    this.parameters = new Map(parameters);
    this.token = token;
  }

  /** Reads the header; undefined when it is missing, or when what Basic carries cannot be decoded. */
  static fromHeader(text: string | undefined): Authorization | undefined {
    const challenge = parseChallenge(text);
    if (challenge === undefined) return undefined;
    if (challenge.scheme !== "basic") {
      return new Authorization(challenge.scheme, challenge.parameters, challenge.token);
    }
    const credentials = decodeBase64(challenge.rest);
    if (credentials === undefined) return undefined;
    const colon = credentials.indexOf(":");
    const end = colon === -1 ? credentials.length : colon;
    return new Authorization("basic", [
      ["username", credentials.slice(0, end)],
      ["password", credentials.slice(end + 1)],
    ]);
  }

  /** The parameter of that name. */
  get(name: string): string | undefined {
    return this.parameters.get(name);
  }

  /** The name of the user, of Basic and Digest. */
  get username(): string | undefined {
    return this.get("username");
  }

  /** The password, of Basic. */
  get password(): string | undefined {
    return this.get("password");
  }

  /** Writes the header. */
  toHeader(): string {
    if (this.type === "basic") {
      const credentials = `${this.username ?? ""}:${this.password ?? ""}`;
      return `Basic ${Buffer.from(credentials, "utf8").toString("base64")}`;
    }
    return `${printScheme(this.type)} ${this.token ?? dumpHeader(this.parameters)}`;
  }

  toString(): string {
    return this.toHeader();
  }
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

const BASE64_DIGIT = /[A-Za-z0-9+/]/;

// Characters beyond the alphabet are skipped (MIME does so), and padding where none can be. What follows the padding
// does not count; missing padding and bytes that are not UTF-8 are errors.
function decodeBase64(text: string): string | undefined {
  let digits = "";
  let padding = 0;
  for (const character of text) {
    const partial = digits.length % 4;
    if (BASE64_DIGIT.test(character)) {
      digits += character;
      padding = 0;
    } else if (character === "=" && partial >= 2) {
      padding++;
      if (partial + padding === 4) return decodeUtf8(digits);
    }
  }
  return digits.length % 4 === 0 ? decodeUtf8(digits) : undefined;
}

function decodeUtf8(base64: string): string | undefined {
  try {
    return UTF8.decode(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
}
