import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  Accept,
  Authorization,
  CharsetAccept,
  ContentRange,
  ContentSecurityPolicy,
  dumpCookie,
  dumpHeader,
  dumpOptionsHeader,
  ETags,
  HeaderSet,
  httpDate,
  IfRange,
  LanguageAccept,
  MIMEAccept,
  parseAge,
  parseCookie,
  parseDate,
  parseDictHeader,
  parseListHeader,
  parseOptionsHeader,
  quoteHeaderValue,
  Range,
  RequestCacheControl,
  ResponseCacheControl,
  unquoteEtag,
  unquoteHeaderValue,
  WWWAuthenticate,
} from "@dewar/http";

/** What a client may send: characters that mean something in headers, among any others. */
const header = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(..." \t , ; = \" \\ ' * / - % ( ) < > @ : ? [ ] { }".split(" "), " "),
        fc.constantFrom(
          "a",
          "q=",
          "0",
          "1",
          "0.5",
          "W/",
          "bytes",
          "utf-8''",
          "%C3%A9",
          "é",
          "\xa0",
          "Basic ",
          "*0",
        ),
        fc.string({ unit: "binary", maxLength: 3 }),
      ),
    )
    .map((pieces) => pieces.join("")),
);

const PARSERS: Record<string, (text: string) => unknown> = {
  Accept: (text) => Accept.fromHeader(text),
  CharsetAccept: (text) => CharsetAccept.fromHeader(text),
  LanguageAccept: (text) => LanguageAccept.fromHeader(text),
  MIMEAccept: (text) => MIMEAccept.fromHeader(text),
  Authorization: (text) => Authorization.fromHeader(text),
  WWWAuthenticate: (text) => WWWAuthenticate.fromHeader(text),
  ContentRange: (text) => ContentRange.fromHeader(text),
  ContentSecurityPolicy: (text) => ContentSecurityPolicy.fromHeader(text),
  ETags: (text) => ETags.fromHeader(text),
  HeaderSet: (text) => HeaderSet.fromHeader(text),
  IfRange: (text) => IfRange.fromHeader(text),
  Range: (text) => Range.fromHeader(text),
  RequestCacheControl: (text) => RequestCacheControl.fromHeader(text),
  ResponseCacheControl: (text) => ResponseCacheControl.fromHeader(text),
  parseAge,
  parseCookie,
  parseDate,
  parseDictHeader,
  parseListHeader,
  parseOptionsHeader,
  unquoteEtag,
  unquoteHeaderValue,
};

describe("a parser of headers is total", () => {
  test.each(Object.entries(PARSERS))("%s", (_, parse) => {
    fc.assert(
      fc.property(header, (text) => {
        parse(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what is written is read as it was", () => {
  test("a value, in quotes or as a token", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(unquoteHeaderValue(quoteHeaderValue(text))).toBe(text);
      }),
    );
  });

  test("a list", () => {
    const item = fc.string({ unit: "binary", minLength: 1 });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        expect(parseListHeader(dumpHeader(items))).toEqual(items);
      }),
    );
  });

  test("parameters", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9]*$/);
    // Browsers write a quote as %22, which is therefore read as one.
    const value = fc.string({ unit: "binary" }).filter((text) => !text.includes("%22"));
    fc.assert(
      fc.property(fc.dictionary(name, value), (options) => {
        const { options: read } = parseOptionsHeader(dumpOptionsHeader("a/b", options));
        expect(Object.fromEntries(read)).toEqual({ ...options });
      }),
    );
  });

  test("a cookie", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (value) => {
        const [pair = ""] = dumpCookie("a", value, { path: null }).split("; Path");
        expect(parseCookie(pair).get("a")).toBe(Buffer.from(value, "utf8").toString("utf8"));
      }),
    );
  });

  test("a date, to the second", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true }), (date) => {
        expect(httpDate(parseDate(httpDate(date)))).toBe(httpDate(date));
      }),
    );
  });
});
