import {
  base64Encode,
  bytesToInt,
  decodeBase64,
  inKindOf,
  intToBytes,
  type SameKind,
  wantBytes,
} from "./encoding.ts";
import { BadSignature, BadTimeSignature, SignatureExpired } from "./errors.ts";
import { type SecretKey, Signer, type SignerOptions } from "./signer.ts";

/** Options of a {@link TimestampSigner}. */
export interface TimestampSignerOptions extends SignerOptions {
  /** The clock, in milliseconds as `Date.now`, which is the default. */
  readonly now?: () => number;
}

/** How old a signature may be. */
export interface AgeOptions {
  /** The greatest age in seconds. Without it any age will do. */
  readonly maxAge?: number | undefined;
}

/** A value and the time at which it was signed. */
export interface Dated<V> {
  readonly value: V;
  readonly dateSigned: Date;
}

/** The last second of the year 9999, the end of the calendar as Python knows it. */
const LAST_SECOND = 253_402_300_799n;

/**
 * Signs text or bytes together with the time, so that a signature can expire.
 *
 * The timestamp counts whole seconds and stands between the value and the signature.
 *
 * @example
 * const signer = new TimestampSigner("secret", { now: () => 1_700_000_000_000 });
 * const signed = signer.sign("tea");
 * signer.unsign(signed, { maxAge: 60 }); // => "tea"
 * new TimestampSigner("secret").unsign(signed, { maxAge: 60 }); // throws SignatureExpired
 */
export class TimestampSigner extends Signer {
  readonly #now: () => number;

  /** @param secretKey - One key, or a list from oldest to newest for rotation. */
  constructor(secretKey: SecretKey, options: TimestampSignerOptions = {}) {
    super(secretKey, options);
    this.#now = options.now ?? Date.now;
  }

  /** The time that {@link Signer.sign} writes, in whole seconds since 1970. */
  getTimestamp(): number {
    return Math.floor(this.#now() / 1000);
  }

  /**
   * The date of a timestamp.
   *
   * @param timestamp - Seconds since 1970.
   * @throws RangeError past the year 9999.
   */
  timestampToDate(timestamp: number | bigint): Date {
    if (BigInt(timestamp) > LAST_SECOND) throw new RangeError("The timestamp is past the year 9999.");
    return new Date(Number(timestamp) * 1000);
  }

  /**
   * The value without its timestamp and signature.
   *
   * @param options - `maxAge` in seconds; with `returnTimestamp` the result also says when the value was signed.
   * @throws SignatureExpired when it is older than `maxAge` or from the future.
   * @throws BadTimeSignature when the timestamp is missing or unreadable, or the signature of dated data is bad.
   * @throws BadSignature when the signature is bad and there is no timestamp.
   */
  override unsign<V extends string | Uint8Array>(signedValue: V, options?: AgeOptions): SameKind<V>;
  override unsign<V extends string | Uint8Array>(
    signedValue: V,
    options: AgeOptions & { readonly returnTimestamp: true },
  ): Dated<SameKind<V>>;
  override unsign<V extends string | Uint8Array>(
    signedValue: V,
    options: AgeOptions & { readonly returnTimestamp?: boolean } = {},
  ): SameKind<V> | Dated<SameKind<V>> {
    const { value, timestamp } = this.#unsignDated(wantBytes(signedValue));
    const plain = inKindOf(signedValue, value);
    if (options.maxAge !== undefined) this.#checkAge(value, timestamp, options.maxAge);
    if (options.returnTimestamp !== true) return plain;
    return { value: plain, dateSigned: this.#dateOf(timestamp, value) };
  }

  /** Whether {@link TimestampSigner.unsign} would succeed. */
  override validate(signedValue: string | Uint8Array, options: AgeOptions = {}): boolean {
    try {
      this.unsign(signedValue, options);
      return true;
    } catch (error) {
      if (error instanceof BadSignature) return false;
      throw error;
    }
  }

  protected override signBytes(value: Buffer): Buffer {
    const timestamp = Buffer.from(base64Encode(intToBytes(this.getTimestamp())));
    return super.signBytes(Buffer.concat([value, this.sep, timestamp]));
  }

  #unsignDated(signedValue: Buffer): { readonly value: Buffer; readonly timestamp: bigint } {
    let dated: Buffer;
    try {
      dated = this.unsignBytes(signedValue);
    } catch (error) {
      throw error instanceof BadSignature ? this.#withDate(error) : error;
    }
    const { value, timestamp } = this.#split(dated);
    if (value === undefined) throw new BadTimeSignature("timestamp missing", { payload: dated });
    if (timestamp === undefined) throw new BadTimeSignature("Malformed timestamp", { payload: value });
    return { value, timestamp };
  }

  // A bad signature still says when the data claims to have been signed.
  #withDate(error: BadSignature): BadSignature {
    const { value, timestamp } = this.#split(wantBytes(error.payload ?? ""));
    if (value === undefined) return error;
    const dateSigned = timestamp === undefined ? undefined : this.#dateOf(timestamp, value);
    return new BadTimeSignature(error.message, { payload: value, dateSigned, cause: error });
  }

  #split(dated: Buffer): { readonly value?: Buffer; readonly timestamp?: bigint } {
    const end = dated.lastIndexOf(this.sep);
    if (end === -1) return {};
    const value = dated.subarray(0, end);
    try {
      const text = dated.subarray(end + this.sep.length).toString("latin1");
      return { value, timestamp: bytesToInt(decodeBase64(text)) };
    } catch {
      return { value };
    }
  }

  #checkAge(value: Buffer, timestamp: bigint, maxAge: number): void {
    const age = this.getTimestamp() - Number(timestamp);
    if (age >= 0 && age <= maxAge) return;
    const dateSigned = this.#dateOf(timestamp, value);
    const reason = age > maxAge ? `${age} > ${maxAge}` : `${age} < 0`;
    throw new SignatureExpired(`Signature age ${reason} seconds`, { payload: value, dateSigned });
  }

  #dateOf(timestamp: bigint, payload: Buffer): Date {
    try {
      return this.timestampToDate(timestamp);
    } catch (cause) {
      throw new BadTimeSignature("Malformed timestamp", { payload, cause });
    }
  }
}
