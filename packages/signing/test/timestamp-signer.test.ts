import { BadSignature, BadTimeSignature, SignatureExpired, Signer, TimestampSigner } from "@dewar/signing";
import { describe, expect, test } from "vitest";

const NOON = 1_700_000_000;
const signed = "oolong.ZVPxAA.Z-YNKvepUJdzcwbP6F5JhRHzNeQ";

describe("a timestamp signer", () => {
  test("writes the second of signing, as ItsDangerous does", () => {
    expect(signerAt(NOON).sign("oolong")).toBe(signed);
    expect(signerAt(NOON + 0.9).getTimestamp()).toBe(NOON);
  });

  test("says when a value was signed", () => {
    expect(signerAt(NOON).unsign(signed, { returnTimestamp: true })).toEqual({
      value: "oolong",
      dateSigned: new Date(NOON * 1000),
    });
  });

  test("accepts any age unless told otherwise", () => {
    expect(signerAt(NOON + 1e9).unsign(signed)).toBe("oolong");
  });

  test("refuses what is older than maxAge", () => {
    expect(signerAt(NOON + 60).unsign(signed, { maxAge: 60 })).toBe("oolong");
    const error = errorOf(() => signerAt(NOON + 61).unsign(signed, { maxAge: 60 }));
    expect(error).toBeInstanceOf(SignatureExpired);
    expect(error.message).toBe("Signature age 61 > 60 seconds");
    expect(error.dateSigned).toEqual(new Date(NOON * 1000));
    expect(signerAt(NOON + 61).validate(signed, { maxAge: 60 })).toBe(false);
  });

  test("refuses what comes from the future", () => {
    expect(errorOf(() => signerAt(NOON - 1).unsign(signed, { maxAge: 60 })).message).toBe(
      "Signature age -1 < 0 seconds",
    );
  });

  test("refuses an age that is no number", () => {
    expect(signerAt(NOON).validate(signed, { maxAge: Number.NaN })).toBe(false);
  });

  test("tells a forged value's date, which nothing vouches for", () => {
    const error = errorOf(() => signerAt(NOON).unsign(signed.replace("oolong", "assam")));
    expect(error).toBeInstanceOf(BadTimeSignature);
    expect(error.dateSigned).toEqual(new Date(NOON * 1000));
    expect(error.cause).toBeInstanceOf(BadSignature);
  });

  test("refuses genuine signatures without a readable date", () => {
    const undated = new Signer("cellar");
    const signer = signerAt(NOON);
    expect(errorOf(() => signer.unsign(undated.sign("oolong"))).message).toBe("timestamp missing");
    expect(errorOf(() => signer.unsign(undated.sign("oolong.Y"))).message).toBe("Malformed timestamp");
    const tooLate = undated.sign("oolong.____________8");
    expect(errorOf(() => signer.unsign(tooLate, { maxAge: 60 })).message).toBe("Malformed timestamp");
  });
});

function signerAt(second: number): TimestampSigner {
  return new TimestampSigner("cellar", { now: () => second * 1000 });
}

function errorOf(action: () => unknown): BadTimeSignature {
  try {
    action();
  } catch (error) {
    if (error instanceof BadTimeSignature) return error;
    throw error;
  }
  throw new Error("No error was thrown.");
}
