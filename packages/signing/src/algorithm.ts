import { createHmac } from "node:crypto";
import { constantTimeEqual } from "./constant-time.ts";

/** The name of a hash function as `node:crypto` knows it. */
export type DigestMethod = "sha1" | "sha224" | "sha256" | "sha384" | "sha512" | (string & {});

/** Makes and checks the raw signature of a value under a derived key. */
export interface SigningAlgorithm {
  getSignature(key: Uint8Array, value: Uint8Array): Uint8Array;
  verifySignature(key: Uint8Array, value: Uint8Array, signature: Uint8Array): boolean;
}

/**
 * Signs with an HMAC (RFC 2104).
 *
 * @example
 * new HMACAlgorithm("sha256").getSignature(Buffer.from("key"), Buffer.from("tea")).length; // => 32
 */
export class HMACAlgorithm implements SigningAlgorithm {
  readonly digestMethod: DigestMethod;

  /** @param digestMethod - The hash. SHA-1 is ItsDangerous' default and unbroken inside an HMAC. */
  constructor(digestMethod: DigestMethod = "sha1") {
    this.digestMethod = digestMethod;
  }

  /** The HMAC of `value` under `key`. */
  getSignature(key: Uint8Array, value: Uint8Array): Uint8Array {
    return createHmac(this.digestMethod, key).update(value).digest();
  }

  /** Whether `signature` is the HMAC of `value`, compared in constant time. */
  verifySignature(key: Uint8Array, value: Uint8Array, signature: Uint8Array): boolean {
    return constantTimeEqual(this.getSignature(key, value), signature);
  }
}

/** Signs with nothing: the signature is empty and anyone can make it. For tests and for debugging. */
export class NoneAlgorithm implements SigningAlgorithm {
  /** Always empty. */
  getSignature(): Uint8Array {
    return new Uint8Array(0);
  }

  /** Whether the signature is empty. */
  verifySignature(_key: Uint8Array, _value: Uint8Array, signature: Uint8Array): boolean {
    return signature.length === 0;
  }
}
