import { BadSignature, HMACAlgorithm, NoneAlgorithm, Signer } from "@dewar/signing";
import { assert, property, string, uint8Array } from "fast-check";
import { describe, expect, test } from "vitest";

describe("a signer", () => {
  test("signs as ItsDangerous does", () => {
    expect(new Signer("cellar").sign("oolong")).toBe("oolong.9bQpeXmEWQrV_AXVThKxE-ragCA");
    const hmac = new Signer("cellar", { salt: "menu", keyDerivation: "hmac", digestMethod: "sha256" });
    expect(hmac.sign("oolong")).toBe("oolong.MF-o8cVx78Fh2zdhFaohHhXMToQOdqF6QzGfgYabXRE");
    const sha512 = new Signer("cellar", { algorithm: new HMACAlgorithm("sha512") });
    expect(sha512.sign("oolong")).toBe(
      "oolong.wKiiUBZ5LfZ6Tef0e9ZRb21TuqM2y9IqNHjHbunj_mXEUHQEQHypi5Km7BP278BN6BV2SD_Zz81GlaoTSstm9A",
    );
  });

  test("gives text for text and bytes for bytes", () => {
    const signer = new Signer("cellar");
    assert(property(string(), (text) => signer.unsign(signer.sign(text)) === text));
    assert(property(uint8Array(), (bytes) => Buffer.compare(signer.unsign(signer.sign(bytes)), bytes) === 0));
  });

  test("refuses a changed value, a changed signature and none at all", () => {
    const signer = new Signer("cellar");
    for (const forged of [
      "Oolong.9bQpeXmEWQrV_AXVThKxE-ragCA",
      "oolong.9bQpeXmEWQrV_AXVThKxE-ragCE",
      "oolong",
      "",
    ]) {
      expect(() => signer.unsign(forged), forged).toThrow(BadSignature);
      expect(signer.validate(forged)).toBe(false);
    }
    expect(signer.validate("oolong.9bQpeXmEWQrV_AXVThKxE-ragCA")).toBe(true);
  });

  test("refuses signatures of every other length [security 34]", () => {
    const signer = new Signer("cellar");
    const signature = signer.getSignature("oolong");
    for (let length = 0; length < signature.length; length++) {
      expect(signer.verifySignature("oolong", signature.slice(0, length))).toBe(false);
    }
    expect(signer.verifySignature("oolong", `${signature}AAAA`)).toBe(false);
    expect(signer.verifySignature("oolong", "ä".repeat(27))).toBe(false);
  });

  test("says what was signed when the signature is wrong", () => {
    const error = errorOf(() => new Signer("cellar").unsign("oolong.forged"));
    expect(error.message).toBe("Signature b'forged' does not match");
    expect(error.code).toBe("BAD_SIGNATURE");
    expect(Buffer.from(error.payload ?? "").toString()).toBe("oolong");
    expect(errorOf(() => new Signer("cellar").unsign("oolong")).payload).toBeUndefined();
  });

  test("keeps salts apart", () => {
    const signed = new Signer("cellar", { salt: "menu" }).sign("oolong");
    expect(new Signer("cellar", { salt: "bill" }).validate(signed)).toBe(false);
  });

  test("takes another separator, but none that a signature may hold", () => {
    expect(new Signer("cellar", { sep: "||" }).unsign(new Signer("cellar", { sep: "||" }).sign("a||b"))).toBe(
      "a||b",
    );
    for (const sep of ["", "a", "=", "-_"]) expect(() => new Signer("cellar", { sep })).toThrow(TypeError);
  });

  test("needs a key and a derivation that it knows", () => {
    expect(() => new Signer([])).toThrow("no secret key");
    const keyDerivation = JSON.parse('"rot13"') as "none";
    expect(() => new Signer("cellar", { keyDerivation }).sign("x")).toThrow("rot13");
  });

  test("without an algorithm signs with nothing", () => {
    const signer = new Signer("cellar", { algorithm: new NoneAlgorithm() });
    expect(signer.sign("oolong")).toBe("oolong.");
    expect(signer.validate("oolong.x")).toBe(false);
  });
});

describe("key rotation", () => {
  test("the newest key signs, all keys verify [security 33]", () => {
    const rotated = new Signer(["oldest", "older", "newest"]);
    expect(rotated.sign("oolong")).toBe(new Signer("newest").sign("oolong"));
    for (const key of ["oldest", "older", "newest"]) {
      expect(rotated.unsign(new Signer(key).sign("oolong"))).toBe("oolong");
    }
    expect(rotated.validate(new Signer("stranger").sign("oolong"))).toBe(false);
  });

  test("a fallback key does not sign [security 33]", () => {
    expect(new Signer("oldest").validate(new Signer(["oldest", "newest"]).sign("oolong"))).toBe(false);
  });
});

function errorOf(action: () => unknown): BadSignature {
  try {
    action();
  } catch (error) {
    if (error instanceof BadSignature) return error;
    throw error;
  }
  throw new Error("No error was thrown.");
}
