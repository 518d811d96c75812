import { describe, expect, it } from "vitest";
import { newCredentials, PinLock } from "../../src/access/pin.ts";

const CREDENTIALS = { secret: "s3cret", pin: "123-456-789" };

describe("the PIN", () => {
  it.each(["123-456-789", "123456789", " 123 456 789 "])("opens, typed as %j", (pin) => {
    expect(new PinLock(CREDENTIALS).try(pin)).toBe("open");
  });

  it("can be tried ten times [security 52]", () => {
    const lock = new PinLock(CREDENTIALS);
    const outcomes = Array.from({ length: 10 }, () => lock.try("000-000-000"));
    expect(outcomes).toEqual([...Array<string>(9).fill("wrong"), "locked"]);
    expect(lock.try(CREDENTIALS.pin)).toBe("locked");
    expect(lock.isToken(lock.token)).toBe(false);
  });

  it("is forgiven wrong tries by a right one", () => {
    const lock = new PinLock(CREDENTIALS);
    for (let n = 0; n < 9; n++) lock.try("0");
    expect(lock.try(CREDENTIALS.pin)).toBe("open");
    expect(lock.try("0")).toBe("wrong");
  });

  it("and the secret are new in each process, and cannot be told from one another [security 52]", () => {
    const made = Array.from({ length: 50 }, newCredentials);
    expect(new Set(made.map(({ secret }) => secret)).size).toBe(50);
    expect(new Set(made.map(({ pin }) => pin)).size).toBeGreaterThan(45);
    expect(made.every(({ secret }) => secret.length >= 43)).toBe(true);
  });
});

describe("the token of a browser that knows the PIN", () => {
  it("is accepted, and no other", () => {
    const lock = new PinLock(CREDENTIALS);
    expect(lock.isToken(lock.token)).toBe(true);
    for (const other of [undefined, "", "x", `${lock.token}x`, CREDENTIALS.pin]) {
      expect(lock.isToken(other)).toBe(false);
    }
  });

  it("is of this process", () => {
    const other = new PinLock({ ...CREDENTIALS, secret: "another" });
    expect(new PinLock(CREDENTIALS).isToken(other.token)).toBe(false);
  });
});
