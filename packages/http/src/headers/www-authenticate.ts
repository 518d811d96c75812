import { CallbackDict, type OnUpdate } from "../data/callback-dict.ts";
import { parseChallenge, printScheme } from "./challenge.ts";
import { dumpHeader } from "./list-header.ts";
import { quoteHeaderValue } from "./quoting.ts";

// RFC 7616, section 3.3: these must be quoted strings even where a token would do.
const ALWAYS_QUOTED = new Set(["realm", "domain", "nonce", "opaque", "qop"]);

/**
 * The `WWW-Authenticate` header: how a client may authenticate (RFC 9110, section 11.6.1).
 *
 * @example
 * new WWWAuthenticate("basic", { realm: "tea house" }).toHeader(); // => 'Basic realm="tea house"'
 */
export class WWWAuthenticate {
  #type: string;
  #token: string | undefined;
  readonly #onUpdate: OnUpdate<WWWAuthenticate> | undefined;
  /** The parameters; a change of the Map changes the header. One without a value is undefined. */
  readonly parameters: CallbackDict<string | undefined>;

  /**
   * @param type - The scheme, in any case.
   * @param parameters - Names and values, as an object or pairs.
   * @param token - A token in place of parameters.
   * @param onUpdate - Called after every change.
   */
  constructor(
    type: string,
    parameters:
      | Readonly<Record<string, string | undefined>>
      | Iterable<readonly [string, string | undefined]> = [],
    token?: string,
    onUpdate?: OnUpdate<WWWAuthenticate>,
  ) {
    const entries = Symbol.iterator in parameters ? parameters : Object.entries(parameters);
    this.#type = type.toLowerCase();
    this.#token = token;
    this.#onUpdate = onUpdate;
    this.parameters = new CallbackDict(entries, () => onUpdate?.(this));
  }

  /** Reads the header; undefined when it is missing. */
  static fromHeader(
    text: string | undefined,
    onUpdate?: OnUpdate<WWWAuthenticate>,
  ): WWWAuthenticate | undefined {
    const challenge = parseChallenge(text);
    if (challenge === undefined) return undefined;
    return new WWWAuthenticate(challenge.scheme, challenge.parameters, challenge.token, onUpdate);
  }

  /** The scheme in lower case. */
  get type(): string {
    return this.#type;
  }
  set type(type: string) {
    this.#type = type.toLowerCase();
    this.#onUpdate?.(this);
  }

  /** The token, undefined where parameters are used. */
  get token(): string | undefined {
    return this.#token;
  }
  set token(token: string | undefined) {
    this.#token = token;
    this.#onUpdate?.(this);
  }

  /** The parameter of that name. */
  get(name: string): string | undefined {
    return this.parameters.get(name);
  }

  /** Writes the header. */
  toHeader(): string {
    const scheme = printScheme(this.#type);
    if (this.#token !== undefined) return `${scheme} ${this.#token}`;
    if (this.parameters.size === 0) return scheme;
    if (this.#type !== "digest") return `${scheme} ${dumpHeader(this.parameters)}`;
    const items = Array.from(this.parameters, ([name, value]) =>
      value === undefined
        ? name
        : `${name}=${quoteHeaderValue(value, { allowToken: !ALWAYS_QUOTED.has(name) })}`,
    );
    return `${scheme} ${items.join(", ")}`;
  }

  toString(): string {
    return this.toHeader();
  }
}
