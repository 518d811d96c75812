import {
  base64Decode,
  base64Encode,
  HMACAlgorithm,
  NoneAlgorithm,
  type SecretKey,
  Serializer,
  Signer,
  type SignerOptions,
  TimedSerializer,
  TimestampSigner,
  URLSafeSerializer,
  URLSafeTimedSerializer,
  wantBytes,
} from "@dewar/signing";
import { Tuple } from "@dewar/jinja";
import { bytesToInt, intToBytes } from "../../../packages/signing/src/encoding.ts";
import type { Call } from "./call.ts";

/** Functions of the encoding module. */
export function callEncoding({ method, args: [value] }: Call): unknown {
  switch (method) {
    case "base64_encode":
      return ascii(base64Encode(value as string));
    case "base64_decode":
      return base64Decode(value as string);
    case "want_bytes":
      return new Uint8Array(wantBytes(value as string));
    case "bytes_to_int":
      return bytesToInt(value as Uint8Array);
    case "int_to_bytes":
      return new Uint8Array(intToBytes(value as number));
    default:
      throw new Error(`Unknown function ${method}`);
  }
}

/** Methods of Signer and TimestampSigner. Python's work on bytes; ours on either, so bytes it is. */
export function callSigner(call: Call): unknown {
  const { type, method, args, kwargs, now } = call;
  const value = bytesOf(args[0] ?? "");
  const key = call.init["secret_key"] as SecretKey;
  const options = signerOptions(call.init);
  const signer = type === "Signer" ? new Signer(key, options) : new TimestampSigner(key, { ...options, now });
  switch (method) {
    case "sign":
      return signer.sign(value);
    case "unsign":
      return unsign(signer, value, kwargs);
    case "validate":
      return signer instanceof TimestampSigner ? signer.validate(value, age(kwargs)) : signer.validate(value);
    case "get_signature":
      return ascii(signer.getSignature(value));
    case "verify_signature":
      return signer.verifySignature(value, bytesOf(args[1]));
    case "derive_key":
      return new Uint8Array(signer.deriveKey());
    default:
      throw new Error(`Unknown method ${method}`);
  }
}

function unsign(signer: Signer, value: Uint8Array, kwargs: Call["kwargs"]): unknown {
  if (!(signer instanceof TimestampSigner)) return signer.unsign(value);
  if (kwargs["return_timestamp"] !== true) return signer.unsign(value, age(kwargs));
  const dated = signer.unsign(value, { ...age(kwargs), returnTimestamp: true });
  return new Tuple([dated.value, dated.dateSigned]);
}

/** Methods of the four serializers. */
export function callSerializer(call: Call): unknown {
  const { method, args, kwargs } = call;
  const serializer = makeSerializer(call);
  const options = { ...age(kwargs), ...salt(kwargs) };
  const token = args[0] as string | Uint8Array;
  switch (method) {
    case "dumps":
      return serializer.dumps(args[0], salt({ salt: args[1], ...kwargs }));
    case "loads":
      if (kwargs["return_timestamp"] !== true) return serializer.loads(token, options);
      return loadsDated(serializer as TimedSerializer, token, options);
    case "loads_unsafe": {
      const { signatureValid, payload } = serializer.loadsUnsafe(token, options);
      return new Tuple([signatureValid, payload]);
    }
    default:
      throw new Error(`Unknown method ${method}`);
  }
}

function loadsDated(serializer: TimedSerializer, token: string | Uint8Array, options: object): Tuple {
  const dated = serializer.loads(token, { ...options, returnTimestamp: true });
  return new Tuple([dated.value, dated.dateSigned]);
}

function makeSerializer({ type, init, now }: Call): Serializer {
  const key = init["secret_key"] as SecretKey;
  const fallbacks = (init["fallback_signers"] ?? []) as Record<string, unknown>[];
  const options = {
    ...salt(init),
    now,
    signer: signerOptions((init["signer"] ?? {}) as Record<string, unknown>),
    fallbackSigners: fallbacks.map(signerOptions),
  };
  switch (type) {
    case "Serializer":
      return new Serializer(key, options);
    case "TimedSerializer":
      return new TimedSerializer(key, options);
    case "URLSafeSerializer":
      return new URLSafeSerializer(key, options);
    default:
      return new URLSafeTimedSerializer(key, options);
  }
}

function signerOptions(init: Record<string, unknown>): SignerOptions {
  const { sep, key_derivation: keyDerivation, digest_method: digestMethod, algorithm } = init;
  return {
    ...salt(init),
    ...(sep === undefined ? {} : { sep: sep as string }),
    ...(typeof keyDerivation === "string" ? { keyDerivation: keyDerivation as "hmac" } : {}),
    ...(typeof digestMethod === "string" ? { digestMethod } : {}),
    ...(typeof algorithm === "string" ? { algorithm: algorithmOf(algorithm) } : {}),
  };
}

function algorithmOf(name: string): HMACAlgorithm | NoneAlgorithm {
  const [kind, digest] = name.split(":");
  return kind === "none" ? new NoneAlgorithm() : new HMACAlgorithm(digest);
}

function salt(from: Record<string, unknown>): { salt?: string | Uint8Array } {
  return from["salt"] === undefined || from["salt"] === null ? {} : { salt: from["salt"] as string };
}

function age(kwargs: Record<string, unknown>): { maxAge?: number } {
  return typeof kwargs["max_age"] === "number" ? { maxAge: kwargs["max_age"] } : {};
}

function bytesOf(value: unknown): Uint8Array {
  return typeof value === "string" ? new TextEncoder().encode(value) : (value as Uint8Array);
}

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
