import {
  base64Decode,
  BadData,
  loadJson,
  Serializer,
  Signer,
  TimedSerializer,
  URLSafeTimedSerializer,
} from "@dewar/signing";
import { assert, constantFrom, json, property, sample, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { pythonHas, runPython } from "./python.ts";

const isMissing = !pythonHas("itsdangerous");

const VALUES = [
  { user: 17, roles: ["brewer", "taster"] },
  'grüner Tee 🍵 \u2028 \u007f " \\ / \b\f\n\r\t\u0001',
  [0.5, -0.25, 1e100, 1.5e-7, 0.00012345, 1e-5, 123456789.125, 9007199254740991, -7],
  [true, false, null, [], {}, ""],
  { nested: { a: [{ b: [[]] }] } },
  "a long text that compresses well. ".repeat(40),
];

describe.skipIf(isMissing)(
  "tokens travel between Dewar and ItsDangerous (left out where python3 has no ItsDangerous)",
  () => {
    test("the same values make the same plain tokens", () => {
      const script = `
import json, sys
from itsdangerous import Serializer
print(json.dumps([Serializer("key").dumps(value) for value in json.load(sys.stdin)]))`;
      const serializer = new Serializer("key");
      expect(VALUES.map((value) => serializer.dumps(value))).toEqual(runPython(script, VALUES));
    });

    test("Python reads what Dewar writes", () => {
      const script = `
import json, sys
from itsdangerous import URLSafeTimedSerializer
tokens = URLSafeTimedSerializer(["old", "new"], salt="travel")
print(json.dumps([tokens.loads(token, max_age=600) for token in json.load(sys.stdin)]))`;
      const tokens = new URLSafeTimedSerializer("new", { salt: "travel" });
      expect(
        runPython(
          script,
          VALUES.map((value) => tokens.dumps(value)),
        ),
      ).toEqual(VALUES);
    });

    test("Dewar reads what Python writes", () => {
      const script = `
import json, sys
from itsdangerous import URLSafeTimedSerializer
tokens = URLSafeTimedSerializer("old", salt="travel", signer_kwargs={"key_derivation": "hmac"})
print(json.dumps([tokens.dumps(value) for value in json.load(sys.stdin)]))`;
      const tokens = new URLSafeTimedSerializer(["old", "new"], {
        salt: "travel",
        signer: { keyDerivation: "hmac" },
      });
      const written = runPython(script, VALUES) as string[];
      expect(written.map((token) => tokens.loads(token, { maxAge: 600 }))).toEqual(VALUES);
    });

    test("every key derivation and digest gives the same signature", () => {
      const script = `
import hashlib, json, sys
from itsdangerous import Signer
print(json.dumps({
  f"{derivation} {digest}":
    Signer("key", salt="s", key_derivation=derivation, digest_method=getattr(hashlib, digest)).sign("tea").decode()
  for derivation in ("concat", "django-concat", "hmac", "none")
  for digest in ("sha1", "sha224", "sha256", "sha384", "sha512")
}))`;
      for (const [name, signed] of Object.entries(runPython(script) as Record<string, string>)) {
        const [keyDerivation, digestMethod = ""] = name.split(" ");
        const signer = new Signer("key", { salt: "s", keyDerivation: keyDerivation as "hmac", digestMethod });
        expect(signer.sign("tea"), name).toBe(signed);
      }
    });

    test("any JSON comes through the same", () => {
      const documents = sample(json(), 300);
      const script = `
import json, sys
from itsdangerous import TimedSerializer
serializer = TimedSerializer("key")
print(json.dumps([serializer.loads(token) for token in json.load(sys.stdin)]))`;
      const serializer = new TimedSerializer("key");
      const tokens = documents.map((document) => serializer.dumps(loadJson(document)));
      expect(runPython(script, tokens)).toEqual(documents.map((document) => JSON.parse(document)));
    });

    test("broken base64 is read or refused alike", () => {
      const texts = sample(
        string({
          unit: constantFrom("a", "Y", "Z", "0", "9", "-", "_", "+", "/", "=", ".", "!", "ä", "\n"),
          maxLength: 12,
        }),
        2000,
      );
      const script = `
import json, sys
from itsdangerous import BadData, base64_decode
def decode(text):
    try:
        return list(base64_decode(text))
    except BadData:
        return None
print(json.dumps([decode(text) for text in json.load(sys.stdin)]))`;
      expect(texts.map(decodeOrNull)).toEqual(runPython(script, texts));
    });
  },
);

test("any text is base64 or BadData", () => {
  assert(property(string(), (text) => decodeOrNull(text) !== undefined));
});

function decodeOrNull(text: string): number[] | null {
  try {
    return [...base64Decode(text)];
  } catch (error) {
    if (error instanceof BadData) return null;
    throw error;
  }
}
