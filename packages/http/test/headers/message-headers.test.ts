import { describe, expect, test } from "vitest";
import {
  dumpAge,
  HeaderError,
  Headers,
  isEntityHeader,
  isHopByHopHeader,
  parseAge,
  removeEntityHeaders,
  removeHopByHopHeaders,
} from "@dewar/http";

describe("headers of a content and of a connection", () => {
  test("are told by name, in any case", () => {
    expect([isEntityHeader("content-TYPE"), isEntityHeader("ETag")]).toEqual([true, false]);
    expect([isHopByHopHeader("Transfer-Encoding"), isHopByHopHeader("Via")]).toEqual([true, false]);
  });

  test("entity headers are removed but for those that a 304 may have", () => {
    const headers = new Headers({ "Content-Type": "a/b", Expires: "x", ETag: '"v1"', Allow: "GET" });
    removeEntityHeaders(headers);
    expect([...headers.keys()]).toEqual(["Expires", "ETag"]);
    removeEntityHeaders(headers, []);
    expect([...headers.keys()]).toEqual(["ETag"]);
  });

  test("[security 43] hop-by-hop headers are removed, those that Connection names too", () => {
    const headers = new Headers({
      Connection: ["keep-alive, X-Internal", "x-other"],
      "Keep-Alive": "5",
      "X-Internal": "1",
      "X-Other": "2",
      Via: "a",
    });
    removeHopByHopHeaders(headers);
    expect([...headers.keys()]).toEqual(["Via"]);
  });
});

describe("ages", () => {
  test("are whole seconds from 0 on", () => {
    expect([parseAge(" 60 "), parseAge("-1"), parseAge("1.5"), parseAge(undefined)]).toEqual([
      60,
      undefined,
      undefined,
      undefined,
    ]);
    expect([dumpAge(60.9), dumpAge(undefined)]).toEqual(["60", undefined]);
    expect(() => dumpAge(-1)).toThrow(HeaderError);
  });
});
