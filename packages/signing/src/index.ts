export { type DigestMethod, HMACAlgorithm, NoneAlgorithm, type SigningAlgorithm } from "./algorithm.ts";
export { constantTimeEqual } from "./constant-time.ts";
export { dumpJson } from "./dump-json.ts";
export { base64Decode, base64Encode, type SameKind, wantBytes } from "./encoding.ts";
export {
  BadData,
  BadHeader,
  BadPayload,
  BadSignature,
  type BadSignatureDetails,
  BadTimeSignature,
  type BadTimeSignatureDetails,
  SignatureExpired,
} from "./errors.ts";
export type { JsonStyle } from "./json-style.ts";
export { loadJson } from "./load-json.ts";
export {
  type PayloadSerializer,
  type SaltOptions,
  Serializer,
  type SerializerOptions,
  type UnsafePayload,
} from "./serializer.ts";
export { type KeyDerivation, type SecretKey, Signer, type SignerOptions } from "./signer.ts";
export { TimedSerializer, type TimedLoadOptions, type TimedSerializerOptions } from "./timed-serializer.ts";
export {
  type AgeOptions,
  type Dated,
  TimestampSigner,
  type TimestampSignerOptions,
} from "./timestamp-signer.ts";
export { URLSafeSerializer, URLSafeTimedSerializer } from "./url-safe.ts";
