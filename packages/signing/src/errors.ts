/** What signing errors carry besides their message. */
export interface BadSignatureDetails {
  /** What stood before the signature. Nothing vouches for it. */
  readonly payload?: Uint8Array | undefined;
  readonly cause?: unknown;
}

/** What errors of timed signatures carry besides. */
export interface BadTimeSignatureDetails extends BadSignatureDetails {
  /** When the data claims to have been signed. */
  readonly dateSigned?: Date | undefined;
}

/**
 * Signed data could not be read. The base of every error of this package, so one `catch` with
 * `error instanceof BadData` answers them all.
 *
 * @example
 * new BadData("Invalid base64-encoded data").code; // => "BAD_DATA"
 */
export class BadData extends Error {
  /** Stable name of the kind of error, for logs and for `switch`. */
  readonly code: string = "BAD_DATA";
  override readonly name: string = "BadData";
}

/**
 * The signature does not belong to the data. Someone changed it, or it was signed with another key or salt.
 *
 * @example
 * new Signer("key").unsign("tea.forged"); // throws BadSignature
 */
export class BadSignature extends BadData {
  override readonly code: string = "BAD_SIGNATURE";
  override readonly name: string = "BadSignature";
  /** What stood before the signature, undefined when there was no separator. Nothing vouches for it. */
  readonly payload: Uint8Array | undefined;

  constructor(message: string, details: BadSignatureDetails = {}) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    this.payload = details.payload;
  }
}

/** A timed signature is bad, or its timestamp is missing or unreadable. */
export class BadTimeSignature extends BadSignature {
  override readonly code: string = "BAD_TIME_SIGNATURE";
  override readonly name: string = "BadTimeSignature";
  /** When the data claims to have been signed; undefined when that cannot be read. */
  readonly dateSigned: Date | undefined;

  constructor(message: string, details: BadTimeSignatureDetails = {}) {
    super(message, details);
    this.dateSigned = details.dateSigned;
  }
}

/** The signature is genuine but older than `maxAge`, or comes from the future. */
export class SignatureExpired extends BadTimeSignature {
  override readonly code: string = "SIGNATURE_EXPIRED";
  override readonly name: string = "SignatureExpired";
}

/** The header of signed data is bad. For formats with a header, such as JWS; nothing in this package throws it. */
export class BadHeader extends BadSignature {
  override readonly code: string = "BAD_HEADER";
  override readonly name: string = "BadHeader";
  /** The header as far as it could be read. */
  readonly header: unknown;

  constructor(message: string, details: BadSignatureDetails & { readonly header?: unknown } = {}) {
    super(message, details);
    this.header = details.header;
  }

  /** The error that made the header unreadable, if there was one. The same as `cause`. */
  get originalError(): unknown {
    return this.cause;
  }
}

/** The signature is genuine but the payload cannot be read: another serializer wrote it. */
export class BadPayload extends BadData {
  override readonly code: string = "BAD_PAYLOAD";
  override readonly name: string = "BadPayload";

  /** The error that reading the payload raised. The same as `cause`. */
  get originalError(): unknown {
    return this.cause;
  }
}
