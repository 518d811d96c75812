import { describe, expect, test } from "vitest";
import { Accept, CharsetAccept, HeaderError, LanguageAccept, MIMEAccept } from "@dewar/http";

describe("Accept", () => {
  test("lists choices from the most specific and best to the least", () => {
    const accept = Accept.fromHeader("*;q=0.1, gzip;q=0.5, br");
    expect([...accept]).toEqual([
      { value: "br", quality: 1 },
      { value: "gzip", quality: 0.5 },
      { value: "*", quality: 0.1 },
    ]);
    expect([...accept.values()]).toEqual(["br", "gzip", "*"]);
    expect(accept.best).toBe("br");
    expect(accept.size).toBe(3);
    expect(accept.toHeader()).toBe("br,gzip;q=0.5,*;q=0.1");
  });

  test("is empty without a header", () => {
    const accept = Accept.fromHeader(undefined);
    expect([accept.size, accept.best, accept.bestMatch(["gzip"])]).toEqual([0, undefined, undefined]);
  });

  test.each(["a;q=2", "a;q=-1", "a;q=.5", "a;q=1.", "a;q=1e-1", "a;q=x", 'a;q=""'])(
    "leaves out %j, which has no quality",
    (text) => expect([...Accept.fromHeader(`${text}, b`).values()]).toEqual(["b"]),
  );

  test("tells quality and membership; quality 0 is no", () => {
    const accept = Accept.fromHeader("gzip, deflate;q=0");
    expect([accept.quality("GZIP"), accept.quality("deflate"), accept.quality("br")]).toEqual([1, 0, 0]);
    expect([accept.has("deflate"), accept.has("br")]).toEqual([true, false]);
    expect(accept.bestMatch(["deflate"], "identity")).toBe("identity");
  });

  test("matches the best quality, then the most specific choice, then the first offer", () => {
    expect(Accept.fromHeader("a;q=0.5, b").bestMatch(["a", "b"])).toBe("b");
    expect(Accept.fromHeader("*, b").bestMatch(["a", "b"])).toBe("b");
    expect(Accept.fromHeader("b, a").bestMatch(["a", "b"])).toBe("a");
    expect(Accept.fromHeader("a;q=0, *").bestMatch(["a", "c"])).toBe("c");
  });
});

describe("MIMEAccept", () => {
  test("ranks parameters before types before wildcards", () => {
    const accept = MIMEAccept.fromHeader("*/*, text/*, text/html, text/html;level=1");
    expect([...accept.values()]).toEqual(["text/html; level=1", "text/html", "text/*", "*/*"]);
    expect(accept.bestMatch(["text/html", "text/html; level=1"])).toBe("text/html; level=1");
    expect(accept.bestMatch(["image/png", "text/plain"])).toBe("text/plain");
  });

  test("compares parameters in any order", () => {
    expect(MIMEAccept.fromHeader("a/b; x=1; y=2").quality("A/B;y=2;x=1")).toBe(1);
    expect(MIMEAccept.fromHeader("a/b; x=1").quality("a/b")).toBe(0);
  });

  test("knows HTML, XHTML and JSON", () => {
    expect(MIMEAccept.fromHeader("application/xml").acceptXhtml).toBe(true);
    expect(MIMEAccept.fromHeader("application/xhtml+xml").acceptHtml).toBe(true);
    expect(MIMEAccept.fromHeader("application/*").acceptJson).toBe(true);
    expect(MIMEAccept.fromHeader("text/html").acceptJson).toBe(false);
  });

  test("ignores a choice of the client that is no media type, and refuses such an offer", () => {
    const accept = MIMEAccept.fromHeader("nonsense, */html, text/html");
    expect(accept.bestMatch(["text/html"])).toBe("text/html");
    expect(accept.find("nonsense")).toBe(-1);
    expect(accept.find("*/json")).toBe(-1);
    expect(() => accept.quality("nonsense")).toThrow(HeaderError);
    expect(() => accept.bestMatch(["*/html"])).toThrow("invalid mimetype '*/html'");
  });
});

describe("LanguageAccept", () => {
  test("takes hyphen and underscore, capitals and small letters for the same", () => {
    expect(LanguageAccept.fromHeader("de_at").quality("de-AT")).toBe(1);
  });

  test("falls back to the client's primary tag, then to the offers'", () => {
    expect(LanguageAccept.fromHeader("de-AT").bestMatch(["en", "de"])).toBe("de");
    expect(LanguageAccept.fromHeader("de").bestMatch(["en-GB", "de-AT"])).toBe("de-AT");
    expect(LanguageAccept.fromHeader("en-GB").bestMatch(["en-US"])).toBeUndefined();
    expect(LanguageAccept.fromHeader("en-GB").bestMatch(["fr"], "de")).toBe("de");
  });
});

describe("CharsetAccept", () => {
  test("knows a charset by its other names", () => {
    expect(CharsetAccept.fromHeader("utf8").quality("UTF-8")).toBe(1);
    expect(CharsetAccept.fromHeader("latin1, *;q=0.1").quality("iso-8859-1")).toBe(1);
    expect(CharsetAccept.fromHeader("us-ascii").has("utf-8")).toBe(false);
  });
});
