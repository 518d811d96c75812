import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { iriToUri, uriToIri } from "@dewar/http";

describe("iriToUri", () => {
  test("encodes what a URI cannot hold, and nothing twice", () => {
    expect(iriToUri("http://Bücher.test/süß %C3%BC?q=ä b#ö")).toBe(
      "http://xn--bcher-kva.test/s%C3%BC%C3%9F%20%C3%BC?q=%C3%A4%20b#%C3%B6",
    );
    const uri = iriToUri("/ä?ö");
    expect(iriToUri(uri)).toBe(uri);
  });

  test("writes scheme and host in lower case", () => {
    expect(iriToUri("HTTP://Tea.Test/A")).toBe("http://tea.test/A");
  });

  test("keeps user, port and addresses", () => {
    expect(iriToUri("http://ü:p%40@[2001:db8::1]:8080/")).toBe("http://%C3%BC:p%40@[2001:db8::1]:8080/");
  });

  test("[security 47] leaves other schemes as they are", () => {
    for (const uri of [
      "itms-services://?action=x&url=https://tea.test/a",
      "mailto:a@tea.test",
      "#a",
      "?b",
      "",
    ]) {
      expect(iriToUri(uri)).toBe(uri);
    }
  });

  test("[security 12] encodes backslashes, quotes and line breaks", () => {
    expect(iriToUri('/\\evil.test/"<>\r\n')).toBe("/%5Cevil.test/%22%3C%3E%0D%0A");
  });

  test("gives ASCII for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(iriToUri(`http://tea.test/${text}`)).toMatch(/^[\x21-\x7e]*$/);
        expect(iriToUri(text)).toBe(iriToUri(text));
      }),
    );
  });
});

describe("uriToIri", () => {
  test("decodes what stays clear", () => {
    expect(uriToIri("http://xn--bcher-kva.test/%C3%A4?q=%C3%B6#%C3%BC")).toBe("http://bücher.test/ä?q=ö#ü");
  });

  test("leaves encoded what would mean something else when bare", () => {
    const uri = "http://u%3A:p%40@tea.test/a%2Fb%3F%23%25%20?a=%26%3D%2B%23#%25";
    expect(uriToIri(uri)).toBe(uri);
  });

  test("leaves bytes encoded that are not UTF-8, and labels that do not decode", () => {
    expect(uriToIri("http://xn--.test/%C3%28%ff")).toBe("http://xn--.test/%C3(%FF");
  });

  test("comes back as the same URI", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const uri = iriToUri(url);
        expect(iriToUri(uriToIri(uri)).toLowerCase()).toBe(
          iriToUri(uriToIri(iriToUri(uriToIri(uri)))).toLowerCase(),
        );
      }),
    );
  });
});
