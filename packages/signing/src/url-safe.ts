import { deflateSync, inflateSync } from "node:zlib";
import { dumpJson } from "./dump-json.ts";
import { base64Encode, decodeBase64, wantBytes } from "./encoding.ts";
import { BadPayload } from "./errors.ts";
import { loadJson } from "./load-json.ts";
import { type PayloadSerializer, Serializer, type SerializerOptions } from "./serializer.ts";
import type { SecretKey } from "./signer.ts";
import { TimedSerializer, type TimedSerializerOptions } from "./timed-serializer.ts";

/** Marks a compressed payload. Base64 has no dot. */
const COMPRESSED = 46;

/** A payload may not grow beyond this many bytes: a few compressed ones can stand for very many. */
const MAX_INFLATED = 16 * 1024 * 1024;

/** JSON without blanks. Base64 follows, so characters need no escapes. */
const compactJson: PayloadSerializer = {
  dumps: (value) => dumpJson(value, { compact: true }),
  loads: loadJson,
};

/**
 * A {@link Serializer} whose tokens consist of letters, digits, `_`, `-` and `.` only, to stand in URLs, cookies
 * and forms. Longer values are compressed.
 *
 * @example
 * new URLSafeSerializer("secret").dumps([1, 2]); // => "WzEsMl0.afSjTeAC2PZoXwzawQzHrre6mrs"
 */
export class URLSafeSerializer<T = unknown> extends Serializer<T> {
  /** @param secretKey - One key, or a list from oldest to newest: the newest signs, all of them verify. */
  constructor(secretKey: SecretKey, options: SerializerOptions = {}) {
    super(secretKey, { serializer: compactJson, ...options });
  }

  protected override dumpPayload(value: T): Buffer {
    return pack(super.dumpPayload(value));
  }

  protected override loadPayload(payload: Uint8Array): T {
    return super.loadPayload(unpack(payload));
  }
}

/**
 * A {@link TimedSerializer} with the alphabet of {@link URLSafeSerializer}: the usual choice for links in mails.
 *
 * @example
 * const tokens = new URLSafeTimedSerializer<{ user: number }>("secret", { salt: "reset" });
 * tokens.loads(tokens.dumps({ user: 3 }), { maxAge: 3600 }); // => { user: 3 }
 */
export class URLSafeTimedSerializer<T = unknown> extends TimedSerializer<T> {
  /** @param secretKey - One key, or a list from oldest to newest: the newest signs, all of them verify. */
  constructor(secretKey: SecretKey, options: TimedSerializerOptions = {}) {
    super(secretKey, { serializer: compactJson, ...options });
  }

  protected override dumpPayload(value: T): Buffer {
    return pack(super.dumpPayload(value));
  }

  protected override loadPayload(payload: Uint8Array): T {
    return super.loadPayload(unpack(payload));
  }
}

// Compression must win at least the dot that tells of it.
function pack(json: Buffer): Buffer {
  const deflated = deflateSync(json);
  if (deflated.length < json.length - 1) return Buffer.from(`.${base64Encode(deflated)}`);
  return Buffer.from(base64Encode(json));
}

function unpack(payload: Uint8Array): Buffer {
  const isCompressed = payload[0] === COMPRESSED;
  const data = decode(isCompressed ? payload.subarray(1) : payload);
  return isCompressed ? inflate(data) : data;
}

function decode(payload: Uint8Array): Buffer {
  try {
    return decodeBase64(wantBytes(payload).toString("latin1"));
  } catch (cause) {
    throw new BadPayload("Could not base64 decode the payload because of an exception", { cause });
  }
}

function inflate(data: Buffer): Buffer {
  try {
    return inflateSync(data, { maxOutputLength: MAX_INFLATED });
  } catch (cause) {
    throw new BadPayload("Could not zlib decompress the payload before decoding the payload", { cause });
  }
}
