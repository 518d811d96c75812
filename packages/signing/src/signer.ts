import { createHash, createHmac } from "node:crypto";
import { type DigestMethod, HMACAlgorithm, type SigningAlgorithm } from "./algorithm.ts";
import { base64Encode, bytesRepr, decodeBase64, inKindOf, type SameKind, wantBytes } from "./encoding.ts";
import { BadSignature } from "./errors.ts";

/** One key, or keys from oldest to newest: the newest signs, all of them verify. */
export type SecretKey = string | Uint8Array | readonly (string | Uint8Array)[];

/** How the key that signs is made from the secret key and the salt. */
export type KeyDerivation = "concat" | "django-concat" | "hmac" | "none";

/** Options of a {@link Signer}; every default is ItsDangerous'. */
export interface SignerOptions {
  /** Keeps signatures of different uses apart. Not a secret. Default `itsdangerous.Signer`. */
  readonly salt?: string | Uint8Array;
  /** Stands between value and signature. Default `.`. */
  readonly sep?: string | Uint8Array;
  /** Default `django-concat`. */
  readonly keyDerivation?: KeyDerivation;
  /** The hash for key derivation and signature. Default `sha1`, inherited so that tokens stay interchangeable. */
  readonly digestMethod?: DigestMethod;
  /** Default an {@link HMACAlgorithm} with `digestMethod`. */
  readonly algorithm?: SigningAlgorithm;
}

const SIGNATURE_LETTERS = /^[A-Za-z0-9_=-]*$/;

/**
 * Signs text or bytes and checks what it signed.
 *
 * The result is the value, a separator and the base64 of the signature. The value stays readable: signing is
 * not encryption.
 *
 * @example
 * const signer = new Signer("secret");
 * signer.unsign(signer.sign("tea")); // => "tea"
 * signer.unsign("coffee.xxxx"); // throws BadSignature
 */
export class Signer {
  /** Separator between value and signature. */
  protected readonly sep: Buffer;
  /** Newest first: it signs, and nearly everything in use was signed by it. */
  readonly #secretKeys: readonly [Buffer, ...Buffer[]];
  readonly #salt: Buffer;
  readonly #keyDerivation: KeyDerivation;
  readonly #digestMethod: DigestMethod;
  readonly #algorithm: SigningAlgorithm;
  readonly #derivedKeys = new Map<Buffer, Buffer>();

  /**
   * @param secretKey - One key, or a list from oldest to newest for rotation.
   * @throws TypeError when there is no key or the separator could be part of a signature.
   */
  constructor(secretKey: SecretKey, options: SignerOptions = {}) {
    this.#secretKeys = keysOf(secretKey);
    this.sep = separatorOf(options.sep ?? ".");
    this.#salt = wantBytes(options.salt ?? "itsdangerous.Signer");
    this.#keyDerivation = options.keyDerivation ?? "django-concat";
    this.#digestMethod = options.digestMethod ?? "sha1";
    this.#algorithm = options.algorithm ?? new HMACAlgorithm(this.#digestMethod);
  }

  /**
   * The value with its signature behind it: text for text, bytes for bytes.
   *
   * @example
   * new Signer("secret").sign("tea"); // => "tea.gcbLVaSKx42y5xmhjbvLCjPjNcE"
   */
  sign<V extends string | Uint8Array>(value: V): SameKind<V> {
    return inKindOf(value, this.signBytes(wantBytes(value)));
  }

  /**
   * The value without its signature.
   *
   * @throws BadSignature when the signature is missing or none of the keys made it.
   */
  unsign<V extends string | Uint8Array>(signedValue: V): SameKind<V> {
    return inKindOf(signedValue, this.unsignBytes(wantBytes(signedValue)));
  }

  /** Whether {@link Signer.unsign} would succeed. */
  validate(signedValue: string | Uint8Array): boolean {
    try {
      this.unsign(signedValue);
      return true;
    } catch (error) {
      if (error instanceof BadSignature) return false;
      throw error;
    }
  }

  /** The base64 signature of a value under the newest key. */
  getSignature(value: string | Uint8Array): string {
    return base64Encode(this.#algorithm.getSignature(this.#signingKey(), wantBytes(value)));
  }

  /** Whether any of the keys made this base64 signature. */
  verifySignature(value: string | Uint8Array, signature: string | Uint8Array): boolean {
    const bytes = signatureBytes(signature);
    if (bytes === undefined) return false;
    const data = wantBytes(value);
    return this.#secretKeys.some((secret) => {
      return this.#algorithm.verifySignature(this.#derivedKey(secret), data, bytes);
    });
  }

  /** The key that signs, made from `secretKey` (default: the newest) and the salt. */
  deriveKey(secretKey?: string | Uint8Array): Uint8Array {
    if (secretKey === undefined) return this.#signingKey();
    return derive(wantBytes(secretKey), this.#salt, this.#keyDerivation, this.#digestMethod);
  }

  protected signBytes(value: Buffer): Buffer {
    return Buffer.concat([value, this.sep, Buffer.from(this.getSignature(value))]);
  }

  protected unsignBytes(signedValue: Buffer): Buffer {
    const end = signedValue.lastIndexOf(this.sep);
    if (end === -1) throw new BadSignature(`No ${bytesRepr(this.sep)} found in value`);
    const value = signedValue.subarray(0, end);
    const signature = signedValue.subarray(end + this.sep.length);
    if (this.verifySignature(value, signature)) return value;
    throw new BadSignature(`Signature ${bytesRepr(signature)} does not match`, { payload: value });
  }

  #signingKey(): Buffer {
    return this.#derivedKey(this.#secretKeys[0]);
  }

  #derivedKey(secret: Buffer): Buffer {
    let key = this.#derivedKeys.get(secret);
    if (key === undefined) {
      key = derive(secret, this.#salt, this.#keyDerivation, this.#digestMethod);
      this.#derivedKeys.set(secret, key);
    }
    return key;
  }
}

function derive(secret: Buffer, salt: Buffer, derivation: KeyDerivation, digestMethod: DigestMethod): Buffer {
  switch (derivation) {
    case "concat":
      return createHash(digestMethod).update(salt).update(secret).digest();
    case "django-concat":
      return createHash(digestMethod).update(salt).update("signer").update(secret).digest();
    case "hmac":
      return createHmac(digestMethod, secret).update(salt).digest();
    case "none":
      return secret;
    default:
      throw new TypeError(
        `Unknown key derivation "${String(derivation)}". Use "concat", "django-concat", "hmac" or "none".`,
      );
  }
}

function keysOf(secretKey: SecretKey): readonly [Buffer, ...Buffer[]] {
  const keys = typeof secretKey === "string" || secretKey instanceof Uint8Array ? [secretKey] : secretKey;
  const [newest, ...older] = keys.map(wantBytes).toReversed();
  if (newest !== undefined) return [newest, ...older];
  throw new TypeError("There is no secret key. Give one key, or a list from oldest to newest.");
}

// Every one of a signature's letters is in this alphabet, so a separator of such letters could not be found again.
function separatorOf(sep: string | Uint8Array): Buffer {
  const bytes = wantBytes(sep);
  if (!SIGNATURE_LETTERS.test(bytes.toString("latin1"))) return bytes;
  throw new TypeError(
    "The given separator cannot be used because it may be contained in the signature itself. ASCII letters, digits, and '-_=' must not be used.",
  );
}

// A signature that is not base64 is a wrong signature, not an error of its own.
function signatureBytes(signature: string | Uint8Array): Buffer | undefined {
  try {
    return decodeBase64(wantBytes(signature).toString("latin1"));
  } catch {
    return undefined;
  }
}
