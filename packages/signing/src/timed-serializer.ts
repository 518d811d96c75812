import { wantBytes } from "./encoding.ts";
import { type BadSignature, SignatureExpired } from "./errors.ts";
import { type SaltOptions, Serializer, type SerializerOptions, type UnsafePayload } from "./serializer.ts";
import type { SecretKey, Signer, SignerOptions } from "./signer.ts";
import { type AgeOptions, type Dated, TimestampSigner } from "./timestamp-signer.ts";

/** Options of a {@link TimedSerializer}. */
export interface TimedSerializerOptions extends SerializerOptions {
  /** The clock, in milliseconds as `Date.now`, which is the default. */
  readonly now?: () => number;
}

/** Options of reading a timed token. */
export interface TimedLoadOptions extends SaltOptions, AgeOptions {}

/**
 * A {@link Serializer} whose tokens carry the time of signing and can expire.
 *
 * @example
 * const tokens = new TimedSerializer<string>("secret", { salt: "reset" });
 * tokens.loads(tokens.dumps("ann"), { maxAge: 3600 }); // => "ann"
 */
export class TimedSerializer<T = unknown> extends Serializer<T> {
  readonly #clock: { readonly now?: () => number };

  /** @param secretKey - One key, or a list from oldest to newest: the newest signs, all of them verify. */
  constructor(secretKey: SecretKey, options: TimedSerializerOptions = {}) {
    super(secretKey, options);
    this.#clock = options.now === undefined ? {} : { now: options.now };
  }

  /**
   * The value of a token.
   *
   * @param options - `maxAge` in seconds; with `returnTimestamp` the result also says when it was signed.
   * @throws SignatureExpired when it is older than `maxAge` or from the future.
   * @throws BadSignature when none of the keys made the signature.
   * @throws BadPayload when the signature is good and the value unreadable.
   */
  override loads(token: string | Uint8Array, options?: TimedLoadOptions): T;
  override loads(
    token: string | Uint8Array,
    options: TimedLoadOptions & { readonly returnTimestamp: true },
  ): Dated<T>;
  override loads(
    token: string | Uint8Array,
    options: TimedLoadOptions & { readonly returnTimestamp?: boolean } = {},
  ): T | Dated<T> {
    const bytes = wantBytes(token);
    if (options.returnTimestamp !== true) {
      return this.loadPayload(
        this.firstUnsigned(options.salt, (signer) => timed(signer).unsign(bytes, options)),
      );
    }
    const dated = this.firstUnsigned(options.salt, (signer) => {
      return timed(signer).unsign(bytes, { maxAge: options.maxAge, returnTimestamp: true });
    });
    return { value: this.loadPayload(dated.value), dateSigned: dated.dateSigned };
  }

  /**
   * The value of a token whether or not the signature is good and young enough. For debugging.
   *
   * @throws BadPayload when the signature is good and the value unreadable.
   */
  override loadsUnsafe(token: string | Uint8Array, options: TimedLoadOptions = {}): UnsafePayload<T> {
    return this.tolerant(() => this.loads(token, options));
  }

  protected override makeSigner(secretKey: SecretKey, options: SignerOptions): TimestampSigner {
    return new TimestampSigner(secretKey, { ...options, ...this.#clock });
  }

  // An expired signature is genuine: an older signer would not know it better.
  protected override isFinal(error: BadSignature): boolean {
    return error instanceof SignatureExpired;
  }
}

/** `makeSigner` makes no other kind; the base class cannot say so. */
function timed(signer: Signer): TimestampSigner {
  return signer as TimestampSigner;
}
