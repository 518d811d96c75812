import {
  BadData,
  BadPayload,
  BadSignature,
  Serializer,
  SignatureExpired,
  Signer,
  TimedSerializer,
  URLSafeSerializer,
  URLSafeTimedSerializer,
} from "@dewar/signing";
import { anything, assert, property, string } from "fast-check";
import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const order = { tea: ["grün", 1.5, null] };

describe("tokens", () => {
  test("are those that ItsDangerous makes", () => {
    expect(new Serializer("cellar").dumps(order)).toBe(
      '{"tea": ["gr\\u00fcn", 1.5, null]}.QwAhfTF4SKOI9HZ0hWIy_GmwOkg',
    );
    expect(new URLSafeSerializer("cellar").dumps(order)).toBe(
      "eyJ0ZWEiOlsiZ3LDvG4iLDEuNSxudWxsXX0.Ivjf6FDFV5ReEIz5IKFtSXi9060",
    );
    const timed = new URLSafeTimedSerializer("cellar", { salt: "reset", now: () => 1_700_000_000_000 });
    expect(timed.dumps({ user: 3 })).toBe("eyJ1c2VyIjozfQ.ZVPxAA.F3KpdZV_YgjET7CHE69EXTh-TVc");
  });

  test("bring their value back", () => {
    const tokens = new URLSafeSerializer("cellar");
    expect(tokens.loads(tokens.dumps(order))).toEqual(order);
    expect(tokens.loads(Buffer.from(tokens.dumps(order)))).toEqual(order);
  });

  test("keep integers past 2 ** 53", () => {
    const token = "1152921504606846976.vhLnk74bpplWYmPS3NSvFnu9TWc";
    expect(new Serializer("cellar").loads(token)).toBe(2n ** 60n);
    expect(new Serializer("cellar").dumps(2n ** 60n)).toBe(token);
  });

  test("are compressed when that makes them shorter", () => {
    const tokens = new URLSafeSerializer("cellar");
    const value = "leaf ".repeat(40);
    expect(tokens.loads(".eJxTyklNTFMYBoQSAHcNRQU.HZb_o7spzB5NkF-q9P2WjXwiGRQ")).toBe(value);
    expect(tokens.dumps(value)).toMatch(/^\.eJ/);
    expect(tokens.loads(tokens.dumps(value))).toBe(value);
  });

  test("expire", () => {
    const tokens = new TimedSerializer("cellar", { now: () => 1_700_000_000_000 });
    const later = new TimedSerializer("cellar", { now: () => 1_700_000_090_000, fallbackSigners: [{}] });
    const token = tokens.dumps("x");
    expect(tokens.loads(token, { maxAge: 60 })).toBe("x");
    expect(() => later.loads(token, { maxAge: 60 })).toThrow(SignatureExpired);
    expect(later.loads(token, { returnTimestamp: true })).toEqual({
      value: "x",
      dateSigned: new Date(1_700_000_000_000),
    });
  });

  test("of one salt do not serve another", () => {
    const tokens = new URLSafeSerializer("cellar", { salt: "reset" });
    expect(() => tokens.loads(tokens.dumps(1, { salt: "confirm" }))).toThrow(BadSignature);
    expect(tokens.loads(tokens.dumps(1, { salt: "confirm" }), { salt: "confirm" })).toBe(1);
  });
});

describe("rotation", () => {
  test("old keys and old signers still verify [security 33]", () => {
    const strong = { digestMethod: "sha512" };
    const tokens = new URLSafeSerializer(["old", "new"], { signer: strong, fallbackSigners: [{}] });
    expect(tokens.loads(new URLSafeSerializer("old").dumps(1))).toBe(1);
    expect(tokens.loads(new URLSafeSerializer("old", { signer: strong }).dumps(1))).toBe(1);
    expect(tokens.dumps(1)).toBe(new URLSafeSerializer("new", { signer: strong }).dumps(1));
  });
});

describe("unsafe loading", () => {
  test("tells the value of a forged token and that it is forged", () => {
    const tokens = new URLSafeSerializer("cellar");
    expect(tokens.loadsUnsafe(tokens.dumps(1))).toEqual({ signatureValid: true, payload: 1 });
    expect(tokens.loadsUnsafe("MQ.forged")).toEqual({ signatureValid: false, payload: 1 });
    expect(tokens.loadsUnsafe("!!.forged")).toEqual({ signatureValid: false, payload: undefined });
    expect(tokens.loadsUnsafe("")).toEqual({ signatureValid: false, payload: undefined });
  });

  test("does not unpack a bomb", () => {
    const bomb = deflateSync(Buffer.alloc(32 * 1024 * 1024, "[")).toString("base64url");
    expect(new URLSafeSerializer("cellar").loadsUnsafe(`.${bomb}.x`).payload).toBeUndefined();
  });
});

describe("a payload that cannot be read", () => {
  test("is a BadPayload with its cause", () => {
    const signer = new Signer("cellar", { salt: "itsdangerous" });
    for (const payload of ["!!!", "Ym9ndXM", "_w", ".bm90IHpsaWI", "A"]) {
      expect(() => new URLSafeSerializer("cellar").loads(signer.sign(payload)), payload).toThrow(BadPayload);
    }
    try {
      new Serializer("cellar").loads(signer.sign("{"));
    } catch (error) {
      expect(error).toBeInstanceOf(BadPayload);
      expect((error as BadPayload).originalError).toBeInstanceOf(SyntaxError);
    }
  });

  test("is a bomb of brackets [security 23]", () => {
    const signer = new Signer("cellar", { salt: "itsdangerous" });
    const bomb = "[".repeat(100_000) + "]".repeat(100_000);
    expect(() => new Serializer("cellar").loads(signer.sign(bomb))).toThrow(BadPayload);
  });
});

test("another serializer may take JSON's place", () => {
  const upper = { dumps: (value: unknown) => JSON.stringify(value).toUpperCase(), loads: JSON.parse };
  const tokens = new URLSafeSerializer<string>("cellar", { serializer: upper });
  expect(tokens.loads(tokens.dumps("tea"))).toBe("TEA");
});

test("for any text there is a value or a BadData", () => {
  const tokens = new URLSafeTimedSerializer("cellar");
  assert(property(string(), (text) => isBadData(() => tokens.loads(text, { maxAge: 60 }))));
});

test("any value that JSON can say comes back", () => {
  const tokens = new URLSafeSerializer("cellar");
  const texts = property(anything({ withNullPrototype: false }), (value) => {
    const json: unknown = JSON.parse(
      JSON.stringify([value], (_key, inner) => (Object.is(inner, -0) ? 0 : inner)),
    );
    expect(tokens.loads(tokens.dumps(json))).toEqual(json);
  });
  assert(texts);
});

function isBadData(action: () => unknown): boolean {
  try {
    action();
    return false;
  } catch (error) {
    return error instanceof BadData;
  }
}
