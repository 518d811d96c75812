import { dumpJson } from "./dump-json.ts";
import { wantBytes } from "./encoding.ts";
import { BadPayload, BadSignature } from "./errors.ts";
import { loadJson } from "./load-json.ts";
import { type SecretKey, Signer, type SignerOptions } from "./signer.ts";

/** Turns values into text and back. `JSON` itself would do; so does anything with these two functions. */
export interface PayloadSerializer {
  dumps(value: unknown): string;
  /** May throw anything: it becomes the `cause` of a {@link BadPayload}. */
  loads(text: string): unknown;
}

/** Options of a {@link Serializer}. */
export interface SerializerOptions {
  /** Names the use, so that a token made for one cannot serve another. Not a secret. Default `itsdangerous`. */
  readonly salt?: string | Uint8Array;
  /** How values become text. Default JSON as Python prints it. */
  readonly serializer?: PayloadSerializer;
  /** How tokens are signed; a `salt` in here is overruled by the serializer's own. */
  readonly signer?: SignerOptions;
  /** How older tokens were signed. They still load; new ones are signed as `signer` says. */
  readonly fallbackSigners?: readonly SignerOptions[];
}

/** Options of a single call. */
export interface SaltOptions {
  /** Takes the place of the serializer's salt for this call. */
  readonly salt?: string | Uint8Array | undefined;
}

/** What {@link Serializer.loadsUnsafe} found. `payload` is undefined when not even that could be read. */
export type UnsafePayload<T> =
  | { readonly signatureValid: true; readonly payload: T }
  | { readonly signatureValid: false; readonly payload: unknown };

/** The one that signs, and those that only verify. */
type Signers = readonly [Signer, ...Signer[]];

/** JSON in ASCII with a blank after `,` and `:`. */
const asciiJson: PayloadSerializer = {
  dumps: (value) => dumpJson(value, { ensureAscii: true }),
  loads: loadJson,
};

// Refuses what is not UTF-8, and keeps a byte order mark, which JSON then refuses.
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Makes signed tokens of values, and values of tokens it has signed.
 *
 * A token is the value as JSON, a separator and a signature. Anyone can read the value; nobody without the key
 * can change it. The type parameter says what whoever holds the key puts in.
 *
 * @example
 * const tokens = new Serializer<{ user: number }>("secret");
 * const token = tokens.dumps({ user: 3 });
 * tokens.loads(token).user; // => 3
 * tokens.loads(token.replace("3", "4")); // throws BadSignature
 */
export class Serializer<T = unknown> {
  readonly #secretKey: SecretKey;
  readonly #salt: string | Uint8Array;
  readonly #serializer: PayloadSerializer;
  readonly #signerOptions: SignerOptions;
  readonly #fallbackOptions: readonly SignerOptions[];
  #signers: Signers | undefined;

  /** @param secretKey - One key, or a list from oldest to newest: the newest signs, all of them verify. */
  constructor(secretKey: SecretKey, options: SerializerOptions = {}) {
    this.#secretKey = secretKey;
    this.#salt = options.salt ?? "itsdangerous";
    this.#serializer = options.serializer ?? asciiJson;
    this.#signerOptions = options.signer ?? {};
    this.#fallbackOptions = options.fallbackSigners ?? [];
  }

  /**
   * A signed token.
   *
   * @throws TypeError when the value cannot be written as JSON.
   */
  dumps(value: T, options: SaltOptions = {}): string {
    const [signer] = this.signersFor(options.salt);
    return signer.sign(this.dumpPayload(value).toString());
  }

  /**
   * The value of a token.
   *
   * @throws BadSignature when none of the keys made the signature.
   * @throws BadPayload when the signature is good and the value unreadable.
   */
  loads(token: string | Uint8Array, options: SaltOptions = {}): T {
    return this.loadPayload(this.firstUnsigned(options.salt, (signer) => signer.unsign(wantBytes(token))));
  }

  /**
   * The value of a token whether or not the signature is good. For looking into tokens while debugging.
   *
   * @throws BadPayload when the signature is good and the value unreadable.
   */
  loadsUnsafe(token: string | Uint8Array, options: SaltOptions = {}): UnsafePayload<T> {
    return this.tolerant(() => this.loads(token, options));
  }

  /** The bytes that get signed. Subclasses override it together with {@link Serializer.loadPayload}. */
  protected dumpPayload(value: T): Buffer {
    return Buffer.from(this.#serializer.dumps(value));
  }

  /** The value of the bytes that were signed. The cast is the promise that the type parameter makes. */
  protected loadPayload(payload: Uint8Array): T {
    try {
      return this.#serializer.loads(utf8.decode(payload)) as T;
    } catch (cause) {
      const message = "Could not load the payload because an exception occurred on unserializing the data.";
      throw new BadPayload(message, { cause });
    }
  }

  /** Makes the signer of one set of options. Subclasses override it to sign otherwise. */
  protected makeSigner(secretKey: SecretKey, options: SignerOptions): Signer {
    return new Signer(secretKey, options);
  }

  /** The signer, then the fallbacks. Those of the serializer's own salt are kept, with their derived keys. */
  protected signersFor(salt: string | Uint8Array | undefined): Signers {
    if (salt !== undefined) return this.#makeSigners(salt);
    this.#signers ??= this.#makeSigners(this.#salt);
    return this.#signers;
  }

  /** What the first signer that knows the signature makes of it, else the last one's error. */
  protected firstUnsigned<R>(salt: string | Uint8Array | undefined, unsign: (signer: Signer) => R): R {
    let failure: unknown;
    for (const signer of this.signersFor(salt)) {
      try {
        return unsign(signer);
      } catch (error) {
        if (!(error instanceof BadSignature) || this.isFinal(error)) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  /** Whether another signer could not do better than this error. */
  protected isFinal(_error: BadSignature): boolean {
    return false;
  }

  protected tolerant(load: () => T): UnsafePayload<T> {
    try {
      return { signatureValid: true, payload: load() };
    } catch (error) {
      if (!(error instanceof BadSignature)) throw error;
      return { signatureValid: false, payload: this.#peek(error.payload) };
    }
  }

  #peek(payload: Uint8Array | undefined): unknown {
    if (payload === undefined) return undefined;
    try {
      return this.loadPayload(payload);
    } catch (error) {
      if (error instanceof BadPayload) return undefined;
      throw error;
    }
  }

  #makeSigners(salt: string | Uint8Array): Signers {
    const make = (options: SignerOptions): Signer => this.makeSigner(this.#secretKey, { ...options, salt });
    return [make(this.#signerOptions), ...this.#fallbackOptions.map(make)];
  }
}
