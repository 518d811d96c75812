import { BadRequest } from "../errors/bad-request.ts";
import { HTTPException } from "../errors/http-exception.ts";
import { redirectPage } from "../response/redirect.ts";
import type { Rule } from "./rule.ts";

/** A rule that cannot be read: a variable that does not close, an argument that is none, a name used twice. */
export class RuleSyntaxError extends Error {
  override readonly name = "RuleSyntaxError";
  readonly code = "RULE_SYNTAX";
}

/** A rule that names a converter which its map does not have. */
export class UnknownConverterError extends Error {
  override readonly name = "UnknownConverterError";
  readonly code = "UNKNOWN_CONVERTER";
  /** The name that the rule uses. */
  readonly converter: string;

  /** @param known - The names of the converters that the map has. */
  constructor(converter: string, known: readonly string[]) {
    super(
      `The converter '${converter}' does not exist. Add it to the map, or use one of: ${known.join(", ")}.`,
    );
    this.converter = converter;
  }
}

/** A rule that takes requests which an earlier rule of the map already takes. */
export class DuplicateRuleError extends Error {
  override readonly name = "DuplicateRuleError";
  readonly code = "DUPLICATE_RULE";
  // Private, since consoles show the members of an error, and a rule has many.
  readonly #existing: Rule;
  readonly #duplicate: Rule;

  constructor(existing: Rule, duplicate: Rule) {
    super(
      `The rule ${duplicate.toString()} of endpoint '${duplicate.endpoint}' takes the same requests as ${existing.toString()} of ` +
        `endpoint '${existing.endpoint}'. Change its path or its methods, or remove one of them.`,
    );
    this.#existing = existing;
    this.#duplicate = duplicate;
  }

  /** The rule that the map had. */
  get existing(): Rule {
    return this.#existing;
  }

  /** The rule that was to be added. */
  get duplicate(): Rule {
    return this.#duplicate;
  }
}

/**
 * Thrown by a converter to refuse a value: text from a URL, which makes the URL unknown (404), or a value that a
 * URL is to be built from.
 */
export class ValidationError extends Error {
  override readonly name = "ValidationError";
  readonly code = "CONVERTER_VALIDATION";
}

/**
 * Not an error but an answer: the URL is known under another form, to which the client is sent with a permanent
 * redirect that keeps its method and body (308).
 *
 * @example
 * new RequestRedirect("http://example.com/shop/").newUrl; // => "http://example.com/shop/"
 */
export class RequestRedirect extends HTTPException {
  static override readonly code: number = 308;

  /** The absolute URL of the right form, percent-encoded. */
  readonly newUrl: string;

  constructor(newUrl: string) {
    super();
    this.newUrl = newUrl;
  }

  override getHeaders(): [name: string, value: string][] {
    return [...super.getHeaders(), ["Location", this.newUrl]];
  }

  override getBody(): string {
    return redirectPage(this.newUrl);
  }
}

/** 400: the URL takes websockets and the request is none, or the reverse. */
export class WebsocketMismatch extends BadRequest {}
