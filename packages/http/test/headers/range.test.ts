import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ContentRange, IfRange, isByteRangeValid, Range } from "@dewar/http";

describe("Range", () => {
  test.each([
    ["bytes=0-499", [{ start: 0, stop: 500 }]],
    ["bytes=500-", [{ start: 500, stop: undefined }]],
    ["bytes=-500", [{ start: -500, stop: undefined }]],
    [
      "bytes=0-0, 5-9 ,-1",
      [
        { start: 0, stop: 1 },
        { start: 5, stop: 10 },
        { start: -1, stop: undefined },
      ],
    ],
  ])("reads %j", (text, ranges) => expect(Range.fromHeader(text)?.ranges).toEqual(ranges));

  test.each([
    undefined,
    "",
    "bytes",
    "bytes=",
    "bytes=-",
    "bytes=a-b",
    "bytes=5-4",
    "bytes=+1-2",
    "bytes=- 5",
    "bytes=1_0-20",
    "bytes=1-2-3",
    "bytes=٣-٤",
  ])("does not read %j", (text) => expect(Range.fromHeader(text)).toBeUndefined());

  test.each([
    "bytes=0-99,50-150",
    "bytes=5-9,0-4",
    "bytes=5-9,0-",
    "bytes=5-,6-7",
    "bytes=-5,0-1",
    `bytes=${"0-,".repeat(5000)}0-`,
  ])("[security 45] refuses ranges that overlap or go backwards: %j", (text) =>
    expect(Range.fromHeader(text)).toBeUndefined(),
  );

  test("finds a single range of bytes in a body", () => {
    const span = (text: string, length?: number) => Range.fromHeader(text)?.rangeForLength(length);
    expect(span("bytes=0-499", 1000)).toEqual({ start: 0, stop: 500 });
    expect(span("bytes=900-1999", 1000)).toEqual({ start: 900, stop: 1000 });
    expect(span("bytes=-100", 1000)).toEqual({ start: 900, stop: 1000 });
    expect(span("bytes=1000-", 1000)).toBeUndefined();
    expect(span("bytes=-99", 36)).toBeUndefined();
    expect(span("bytes=0-1", undefined)).toBeUndefined();
    expect(span("bytes=0-1,3-4", 1000)).toBeUndefined();
    expect(span("lines=0-1", 1000)).toBeUndefined();
  });

  test("tells the Content-Range of the answer", () => {
    expect(Range.fromHeader("bytes=0-499")?.toContentRangeHeader(1000)).toBe("bytes 0-499/1000");
    expect(Range.fromHeader("bytes=0-499")?.makeContentRange(1000)?.length).toBe(1000);
    expect(Range.fromHeader("bytes=2000-")?.toContentRangeHeader(1000)).toBeUndefined();
  });

  test("refuses to be made of an empty range", () => {
    expect(() => new Range("bytes", [{ start: 5, stop: 5 }])).toThrow(RangeError);
  });

  test("reads what it writes", () => {
    const spans = fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 20 }).map((points) => {
      const sorted = points.toSorted((a, b) => a - b);
      return sorted.slice(0, -1).map((start, index) => ({ start, stop: sorted[index + 1] }));
    });
    fc.assert(
      fc.property(spans, (ranges) => {
        expect(Range.fromHeader(new Range("bytes", ranges).toHeader())?.ranges).toEqual(ranges);
      }),
    );
  });

  test("gives ranges or nothing for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => Range.fromHeader(`bytes=${text}`) !== null),
    );
  });
});

describe("ContentRange", () => {
  test.each([
    ["bytes 0-4/10", ["bytes", 0, 5, 10]],
    ["bytes 0-4/*", ["bytes", 0, 5, undefined]],
    ["bytes */10", ["bytes", undefined, undefined, 10]],
  ])("reads and writes %j", (text, parts) => {
    const range = ContentRange.fromHeader(text);
    expect([range?.units, range?.start, range?.stop, range?.length]).toEqual(parts);
    expect(range?.toHeader()).toBe(text);
  });

  test.each([
    undefined,
    "",
    "bytes",
    "0-1/2",
    "bytes 0-1",
    "bytes /5",
    "bytes 5-2/9",
    "bytes 0-1/-2",
    "bytes 9-10/5",
  ])("does not read %j", (text) => expect(ContentRange.fromHeader(text)).toBeUndefined());

  test("reports every change, and refuses parts that do not fit", () => {
    const seen: string[] = [];
    const range = ContentRange.fromHeader("bytes 0-4/10", (changed) => seen.push(changed.toHeader()));
    if (range === undefined) throw new Error("unread");
    range.stop = 8;
    range.length = 20;
    range.units = "lines";
    range.start = 2;
    range.set(0, 1, undefined);
    range.unset();
    expect(seen).toEqual(["bytes 0-7/10", "bytes 0-7/20", "lines 0-7/20", "lines 2-7/20", "bytes 0-0/*", ""]);
    expect(() => range.set(5, 5, 10)).toThrow("Bad range provided");
  });
});

describe("IfRange", () => {
  test("holds an entity tag or a date", () => {
    expect(IfRange.fromHeader('"v1"').etag).toBe("v1");
    expect(IfRange.fromHeader("Thu, 01 Jan 1970 00:00:00 GMT").date).toEqual(new Date(0));
    expect(IfRange.fromHeader(undefined)).toEqual(new IfRange());
    for (const text of ['"v1"', "Thu, 01 Jan 1970 00:00:00 GMT"]) {
      expect(IfRange.fromHeader(text).toHeader()).toBe(text);
    }
    expect(new IfRange().toHeader()).toBe("");
  });

  test("[security 45] holds no weak entity tag", () => {
    expect(IfRange.fromHeader('W/"v1"').etag).toBeUndefined();
  });
});

describe("isByteRangeValid", () => {
  test.each([
    [0, 5, 10, true],
    [0, 50, 10, true],
    [10, 11, 10, false],
    [5, 5, 10, false],
    [-1, 5, 10, false],
    [0, 5, undefined, true],
    [undefined, undefined, 5, true],
    [undefined, undefined, -1, false],
    [0, undefined, 5, false],
  ])("%s to %s of %s: %s", (start, stop, length, valid) =>
    expect(isByteRangeValid(start, stop, length)).toBe(valid),
  );
});
