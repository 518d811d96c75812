import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Authorization, WWWAuthenticate } from "@dewar/http";

describe("Authorization", () => {
  test("reads name and password of Basic, a colon in the password too", () => {
    const authorization = Authorization.fromHeader(`basic ${btoa("ann:green:tea")}`);
    expect([authorization?.type, authorization?.username, authorization?.password]).toEqual([
      "basic",
      "ann",
      "green:tea",
    ]);
  });

  test.each(["YTpi", "Y-T p,i", "Y=Tpi", "YTpi==", "YTpiYw==YTpi"])(
    "passes over what is not base64 in Basic, as MIME does: %s",
    (digits) => expect(Authorization.fromHeader(`Basic ${digits}`)?.username).toBe("a"),
  );

  test.each(["Basic a", "Basic ab", "Basic =ab", "Basic =YTpiYw=", `Basic ${btoa("\xff:x")}`, "", undefined])(
    "reads nothing of %j",
    (text) => expect(Authorization.fromHeader(text)).toBeUndefined(),
  );

  test("reads a token, with its padding", () => {
    expect(Authorization.fromHeader("Bearer abc==")?.token).toBe("abc==");
    expect(Authorization.fromHeader("Bearer abc")?.parameters.size).toBe(0);
  });

  test("reads parameters", () => {
    const digest = Authorization.fromHeader('Digest username="ann", uri="/a,b", stale');
    expect([digest?.get("username"), digest?.get("uri"), digest?.parameters.has("stale")]).toEqual([
      "ann",
      "/a,b",
      true,
    ]);
    expect(digest?.token).toBeUndefined();
  });

  test("writes parameters and tokens", () => {
    expect(
      new Authorization("DIGEST", [
        ["realm", "tea house"],
        ["qop", "auth"],
      ]).toHeader(),
    ).toBe('Digest realm="tea house", qop=auth');
    expect(new Authorization("bearer", [], "abc").toHeader()).toBe("Bearer abc");
  });

  test("[security 21] takes a parameter named __proto__ as any other", () => {
    expect(Authorization.fromHeader("Digest __proto__=1")?.get("__proto__")).toBe("1");
    expect(Authorization.fromHeader("Digest a=1")?.get("constructor")).toBeUndefined();
  });

  test("reads the Basic credentials that it writes", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(text, text, (username, password) => {
        fc.pre(!username.includes(":"));
        const written = new Authorization("basic", [
          ["username", username],
          ["password", password],
        ]);
        const read = Authorization.fromHeader(written.toHeader());
        expect([read?.username, read?.password]).toEqual([username, password]);
      }),
    );
  });
});

describe("WWWAuthenticate", () => {
  test("writes a challenge", () => {
    expect(new WWWAuthenticate("Basic", { realm: "tea house" }).toHeader()).toBe('Basic realm="tea house"');
    expect(new WWWAuthenticate("bearer").toHeader()).toBe("Bearer");
    expect(new WWWAuthenticate("negotiate", [], "abc").toHeader()).toBe("Negotiate abc");
  });

  test("quotes what Digest wants quoted", () => {
    const challenge = new WWWAuthenticate("digest", {
      realm: "a",
      nonce: "b",
      algorithm: "MD5",
      stale: undefined,
    });
    expect(challenge.toHeader()).toBe('Digest realm="a", nonce="b", algorithm=MD5, stale');
  });

  test("reads what it writes", () => {
    const header = 'Digest realm="tea house", qop="auth, auth-int"';
    const challenge = WWWAuthenticate.fromHeader(header);
    expect([challenge?.type, challenge?.get("qop"), challenge?.toHeader()]).toEqual([
      "digest",
      "auth, auth-int",
      header,
    ]);
    expect(WWWAuthenticate.fromHeader(undefined)).toBeUndefined();
  });

  test("reports its changes", () => {
    const seen: string[] = [];
    const challenge = new WWWAuthenticate("basic", {}, undefined, (changed) => seen.push(changed.toHeader()));
    challenge.parameters.set("realm", "a");
    challenge.type = "Bearer";
    challenge.token = "abc";
    expect(seen).toEqual(["Basic realm=a", "Bearer realm=a", "Bearer abc"]);
  });
});
