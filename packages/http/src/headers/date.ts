const MONTHS: ReadonlyMap<string, number> = new Map(
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"].map((name, index) => [
    name,
    index,
  ]),
);

// Minutes east of Greenwich of the names that RFC 5322, section 4.3 gives a meaning. Other names count as UTC.
const ZONES: ReadonlyMap<string, number> = new Map([
  ["ast", -240],
  ["adt", -180],
  ["est", -300],
  ["edt", -240],
  ["cst", -360],
  ["cdt", -300],
  ["mst", -420],
  ["mdt", -360],
  ["pst", -480],
  ["pdt", -420],
]);

// Any word before a comma counts as the name of the day, which says nothing that the date does not.
const WEEKDAY = /^[ \t]*(?:[^ \t,]*,|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)[ \t]*/i;
// "06 Nov 1994 08:49:37 GMT" and, of RFC 850, "06-Nov-94 08:49:37 GMT".
const DAY_FIRST =
  /^([0-9]{1,2})[ \t-]+([a-z]{3})[a-z]*[ \t-]+([0-9]{2,4})[ \t]+([0-9:]{3,8})(?:$|[ \t]+|(?=[+-]))([a-z]+|[+-][0-9]{4})?/i;
// "Nov  6 08:49:37 1994", of C's asctime().
const MONTH_FIRST = /^([a-z]{3})[a-z]*[ \t]+([0-9]{1,2})[ \t]+([0-9:]{3,8})[ \t]+([0-9]{4})(?:$|[ \t])/i;
// "Nov 6 1994 08:49:37", of JavaScript's Date.
const YEAR_BEFORE_TIME = /^([a-z]{3})[a-z]*[ \t]+([0-9]{1,2})[ \t]+([0-9]{4})[ \t]+([0-9:]{3,8})(?:$|[ \t])/i;
const TIME = /^([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2}))?$/;

interface Parts {
  readonly day: string | undefined;
  readonly month: string | undefined;
  readonly year: string | undefined;
  readonly time: string | undefined;
  readonly zone?: string | undefined;
}

/**
 * Writes a date as HTTP does (IMF-fixdate, RFC 9110, section 5.6.7).
 *
 * @param date - A Date, or milliseconds since 1970 as `Date.now()` gives; without it, now.
 * @throws {RangeError} When the date is invalid.
 * @example
 * httpDate(new Date(Date.UTC(1994, 10, 6, 8, 49, 37))); // => "Sun, 06 Nov 1994 08:49:37 GMT"
 */
export function httpDate(date: Date | number = Date.now()): string {
  const instant = new Date(date);
  if (Number.isNaN(instant.getTime())) throw new RangeError("httpDate() was given an invalid date.");
  return instant.toUTCString();
}

/**
 * Reads a date in any of the three forms of RFC 9110, section 5.6.7, and in what mail programs make of them: other
 * time zones, one-digit days, no seconds, no weekday.
 *
 * @param text - The header, undefined when there is none.
 * @returns The instant, else undefined.
 * @example
 * parseDate("Sunday, 06-Nov-94 08:49:37 GMT"); // => new Date("1994-11-06T08:49:37Z")
 * parseDate("soon"); // => undefined
 */
export function parseDate(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const parts = partsOf(text.replace(WEEKDAY, "").trimStart());
  const time = TIME.exec(parts?.time ?? "");
  const month = MONTHS.get(parts?.month?.toLowerCase() ?? "");
  const offset = zoneOffset(parts?.zone);
  if (parts === undefined || time === null || month === undefined || offset === undefined) return undefined;
  const [, hour, minute, second = "0"] = time;
  return instantOf([fullYear(parts.year ?? ""), month, parts.day, hour, minute, second].map(Number), offset);
}

function partsOf(text: string): Parts | undefined {
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst !== null) {
    const [, day, month, year, time, zone] = dayFirst;
    return { day, month, year, time, zone };
  }
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst !== null) {
    const [, month, day, time, year] = monthFirst;
    return { day, month, year, time };
  }
  const yearBeforeTime = YEAR_BEFORE_TIME.exec(text);
  if (yearBeforeTime === null) return undefined;
  const [, month, day, year, time] = yearBeforeTime;
  return { day, month, year, time };
}

// Of two digits, 69 to 99 are of the last century (POSIX).
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 2) return year;
  return year + (year > 68 ? 1900 : 2000);
}

function zoneOffset(zone: string | undefined): number | undefined {
  if (zone === undefined || !/^[+-]/.test(zone)) return ZONES.get(zone?.toLowerCase() ?? "") ?? 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3));
  if (minutes >= 24 * 60) return undefined;
  return zone.startsWith("-") ? -minutes : minutes;
}

function instantOf(fields: readonly number[], offset: number): Date | undefined {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = fields;
  if (hour > 23 || minute > 59 || second > 59 || year < 1) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  if (date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute - offset, second);
  return date;
}
