import { checkPasswordHash, DEFAULT_PASSWORD_METHOD, generatePasswordHash, needsRehash } from "@dewar/http";
import { asyncProperty, assert, constant, constantFrom, oneof, string, tuple } from "fast-check";
import { describe, expect, test } from "vitest";

const CHEAP = "scrypt:2:1:1";

// Written by Werkzeug for the password "Earl Grey".
const WERKZEUG = [
  "scrypt:1024:8:2$Am2sE2HTWyaVrD2O$44ed7e2affb7f92b5c063b0955a2876578dde0752a7f4a65c937cab56d5b9f4f0f34b26c25cca4b4a013c3cfd5a6335b89b0b10ec720c75f5bcd5daba38c72ca",
  "pbkdf2:sha512:200$78UkanYnQcpanJM3$6b2648d463febf86ef79953b5228cb0317a161a64f2b95eaa2fe309dbbee493be89f1bee4f20f5da15981fcf62c47d7c5e2ecdb44fea3f178d80b197a9bf3f4d",
];

describe("hashes that Werkzeug wrote", () => {
  test("verify", async () => {
    for (const hash of WERKZEUG) {
      expect(await checkPasswordHash(hash, "Earl Grey")).toBe(true);
      expect(await checkPasswordHash(hash, "earl grey")).toBe(false);
    }
  });

  test("verify at its default strength, which takes more memory than Node allows by itself", async () => {
    const hash =
      "scrypt:32768:8:1$NfkAOsllvsjL6X3O$fff224d016cd6477f3eb63f95684a4fae35eab4300e6640361608c4c30fca76a77c54dbdd633723a495219f3a94f3b11b4c76795b1ced9fa17c19d040e3f41dc";
    expect(await checkPasswordHash(hash, "grün 🍵")).toBe(true);
    expect(needsRehash(hash)).toBe(true);
  });
});

describe("new hashes", () => {
  test("are made at today's strength unless told otherwise", async () => {
    const hash = await generatePasswordHash("tea");
    expect(hash).toMatch(/^scrypt:32768:8:3\$[\w-]{16}\$[\da-f]{128}$/);
    expect(await checkPasswordHash(hash, "tea")).toBe(true);
    expect(needsRehash(hash)).toBe(false);
  });

  test("have a salt of their own", async () => {
    const options = { method: CHEAP, saltLength: 5 };
    const [first, second] = [
      await generatePasswordHash("tea", options),
      await generatePasswordHash("tea", options),
    ];
    expect(first).not.toBe(second);
    expect(first.split("$")[1]).toHaveLength(5);
  });

  test("name Werkzeug's defaults where the method leaves them out", async () => {
    expect(await generatePasswordHash("tea", { method: "scrypt" })).toMatch(/^scrypt:32768:8:1\$/);
    expect(await generatePasswordHash("tea", { method: "pbkdf2:sha1:1" })).toMatch(/^pbkdf2:sha1:1\$/);
  });

  test("verify whatever the password holds", async () => {
    await assert(
      asyncProperty(string({ unit: "binary" }), async (password) => {
        const hash = await generatePasswordHash(password, { method: CHEAP });
        return checkPasswordHash(hash, password);
      }),
      { numRuns: 20 },
    );
  });

  test("are refused with a method that makes no sense", async () => {
    const methods = [
      "",
      "sha256",
      "scrypt:",
      "scrypt:3:8:1",
      "scrypt:16:8",
      "scrypt:-2:8:1",
      "pbkdf2:nosuch:5",
    ];
    for (const method of [...methods, "pbkdf2:sha256:0", "pbkdf2:sha256:1e9", "pbkdf2:sha256:5:5"]) {
      await expect(generatePasswordHash("tea", { method }), method).rejects.toThrow(TypeError);
    }
    await expect(generatePasswordHash("tea", { saltLength: 0 })).rejects.toThrow("at least 1");
  });

  test("are made many at a time without failing", async () => {
    const hashes = await Promise.all(
      Array.from({ length: 12 }, () => generatePasswordHash("x", { method: CHEAP })),
    );
    expect(new Set(hashes).size).toBe(12);
  });
});

describe("broken hashes", () => {
  test("[security 34] are nobody's", async () => {
    const [hash = ""] = WERKZEUG;
    const broken = [
      "",
      "$",
      "$$",
      "plain",
      "scrypt:1024:8:2",
      hash.slice(0, -1),
      `${hash}0`,
      `${hash}$`,
      "rot13$a$b",
    ];
    for (const each of [...broken, "pbkdf2:sha256:x$salt$00", "scrypt:1024:8:2$$00", hash.toUpperCase()]) {
      expect(await checkPasswordHash(each, "Earl Grey"), each).toBe(false);
    }
  });

  test("cannot make the server work for hours", async () => {
    const costly = [
      "scrypt:1073741824:8:1",
      "scrypt:2:1:99999999",
      "scrypt:2:1:1048576",
      "scrypt:2:99999999:1",
      "pbkdf2:sha256:999999999999",
    ];
    for (const method of costly)
      expect(await checkPasswordHash(`${method}$salt$00`, "tea"), method).toBe(false);
  });

  test("are nobody's too where OpenSSL would refuse their costs or their digest", async () => {
    for (const method of [
      "scrypt:65536:1:1",
      "scrypt:65536:1:8",
      "pbkdf2:shake256:1",
      "pbkdf2:__proto__:1",
    ]) {
      expect(await checkPasswordHash(`${method}$salt$00`, "tea"), method).toBe(false);
    }
  });

  test("never stop a login with an error, whatever their fields hold", async () => {
    const number = constantFrom("", "0", "1", "2", "3", "16", "1024", "-1", "1e3", "\u0663");
    const digest = constantFrom("sha256", "md5", "shake128", "sha3_256", "SHA512", "null", "constructor");
    const method = oneof(
      tuple(constant("scrypt"), number, number, number),
      tuple(constant("pbkdf2"), digest, number),
    ).map((fields) => fields.join(":"));
    await assert(
      asyncProperty(method, string({ unit: "binary" }), async (start, rest) => {
        return !(await checkPasswordHash(`${start}$${rest}`, "tea"));
      }),
    );
  });

  test("need to be made anew", () => {
    expect(needsRehash("plain")).toBe(true);
  });
});

describe("needsRehash", () => {
  test("compares costs", () => {
    expect(needsRehash(`${DEFAULT_PASSWORD_METHOD}$salt$00`)).toBe(false);
    expect(needsRehash("scrypt:131072:8:1$salt$00")).toBe(false);
    expect(needsRehash("scrypt:16384:8:1$salt$00")).toBe(true);
    expect(needsRehash("pbkdf2:sha256:1000000$salt$00")).toBe(true);
  });

  test("compares with another method", () => {
    expect(needsRehash("pbkdf2:sha256:600000$salt$00", "pbkdf2:sha256:600000")).toBe(false);
    expect(needsRehash("pbkdf2:sha1:600000$salt$00", "pbkdf2:sha256:600000")).toBe(true);
  });
});
