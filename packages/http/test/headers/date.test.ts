import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { httpDate, parseDate } from "@dewar/http";

describe("parseDate", () => {
  const instant = new Date("1994-11-06T08:49:37Z");

  test.each([
    "Sun, 06 Nov 1994 08:49:37 GMT",
    "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994",
    "6 Nov 1994 08:49:37",
    "sun, 6 nov 94 8:49:37 gmt",
    "Sun, 06 Nov 1994 10:49:37 +0200",
    "Sun, 06 Nov 1994 10:49:37+0200",
    "whichever, 06 Nov 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 03:49:37 EST",
    "Sun Nov 6 03:49:37 EST 1994",
    "Sun Nov 06 1994 09:49:37 +0100 (CET)",
    "Sunday, 6 November 1994, 08:49:37 GMT",
    "06 Nov 0094 8.49.37 +0",
    "Sun, 06 Nov 1994 12:59:37 +0370",
  ])("reads %j", (text) => expect(parseDate(text)).toEqual(instant));

  test.each([
    undefined,
    "",
    "soon",
    "1994-11-06",
    "Sun, 06 Nov 1994 08:49:37GMT",
    "Sun Nov  6 08:49:37 19944",
    "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 1994 08:60:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 +2400",
    "Sun, 00 Nov 1994 08:49:37 GMT",
    "Sunday 06 Nov 1994 08:49:37 GMT",
    "Sun, 06-Nov-94 08:49:37",
    "Sun, 06 Novem 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37:00 GMT",
    "Sun, 06 Nov 1994 0849 GMT",
    "Sun, 06 Nov 1994 08:49:37 +99999",
  ])("does not read %j", (text) => expect(parseDate(text)).toBeUndefined());

  test("takes years of two digits as POSIX does", () => {
    expect(parseDate("Thu, 01-Jan-69 00:00:00 GMT")?.getUTCFullYear()).toBe(1969);
    expect(parseDate("Sun, 01-Jan-68 00:00:00 GMT")?.getUTCFullYear()).toBe(2068);
  });

  test("gives a date or nothing for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const date = parseDate(text);
        expect(date === undefined || !Number.isNaN(date.getTime())).toBe(true);
      }),
    );
  });
});

describe("httpDate", () => {
  test("takes a Date or milliseconds, and cuts what is less than a second", () => {
    expect(httpDate(new Date("2024-02-29T12:34:56.999Z"))).toBe("Thu, 29 Feb 2024 12:34:56 GMT");
    expect(httpDate(0)).toBe("Thu, 01 Jan 1970 00:00:00 GMT");
  });

  test("writes now without an argument", () => {
    expect(Math.abs((parseDate(httpDate())?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test("refuses an invalid date", () => expect(() => httpDate(Number.NaN)).toThrow(RangeError));

  test("writes what parseDate reads", () => {
    const years = { min: new Date("0100-01-01"), max: new Date("9999-12-31"), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(years), (date) => {
        expect(parseDate(httpDate(date))?.getTime()).toBe(Math.floor(date.getTime() / 1000) * 1000);
      }),
    );
  });
});
