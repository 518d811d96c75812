import { describe, expect, test } from "vitest";
import {
  Accept,
  Authorization,
  ContentRange,
  ContentSecurityPolicy,
  ETags,
  HeaderSet,
  IfRange,
  iriToUri,
  LanguageAccept,
  MIMEAccept,
  parseCookie,
  parseDate,
  parseDictHeader,
  parseListHeader,
  parseOptionsHeader,
  Range,
  RequestCacheControl,
  uriToIri,
  WWWAuthenticate,
} from "@dewar/http";

const PARSERS: Record<string, (text: string) => unknown> = {
  parseCookie,
  parseDate,
  parseDictHeader,
  parseListHeader,
  parseOptionsHeader,
  iriToUri,
  uriToIri,
  Accept: (text) => Accept.fromHeader(text).bestMatch(["a", "b"]),
  MIMEAccept: (text) => MIMEAccept.fromHeader(text).bestMatch(["a/b", "c/d"]),
  LanguageAccept: (text) => LanguageAccept.fromHeader(text).bestMatch(["de", "en-US"]),
  Authorization: (text) => Authorization.fromHeader(text),
  ContentRange: (text) => ContentRange.fromHeader(text),
  ContentSecurityPolicy: (text) => ContentSecurityPolicy.fromHeader(text),
  ETags: (text) => ETags.fromHeader(text),
  HeaderSet: (text) => HeaderSet.fromHeader(text),
  IfRange: (text) => IfRange.fromHeader(text),
  Range: (text) => Range.fromHeader(text),
  RequestCacheControl: (text) => RequestCacheControl.fromHeader(text),
  WWWAuthenticate: (text) => WWWAuthenticate.fromHeader(text),
};

const UNITS = [
  " ",
  "\t",
  ",",
  ";",
  "=",
  '"',
  "\\",
  "a",
  "a,",
  "a;",
  '",',
  ';a="',
  ';a="\\',
  'a="\\"',
  '" "',
  "%",
  "%C3",
  "*;q=",
  "W/",
  "'",
  "0-1,",
  "-",
  "a b ",
  " ,",
  "= ",
];
const STARTS = ["", "a;", "a=", '"', "bytes=", "Basic ", "Digest a=", "http://a/", "Sun, "];

// Not a measurement: what takes more than linear time on 100 kB does not come back before the test's time limit.
describe("[security 5] parsers of headers on 100 kB of hostile text", () => {
  test.each(Object.entries(PARSERS))("%s", (_, parse) => {
    for (const start of STARTS) {
      for (const unit of UNITS) {
        expect(parse(start + unit.repeat(100_000 / unit.length))).not.toBeNull();
      }
    }
  });
});
