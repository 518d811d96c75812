const MONTH_NAMES = "january february march april may june july august september october november december";
// By its whole name and by its first three letters.
const MONTHS: ReadonlyMap<string, number> = new Map(
  MONTH_NAMES.split(" ").flatMap((name, index) => [
    [name, index],
    [name.slice(0, 3), index],
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

const WEEKDAYS: ReadonlySet<string> = new Set(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]);
const DIGITS = /^[0-9]+$/;
const NUMERIC_ZONE = /^[+-]?[0-9]+$/;

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
 * Reads a date in any of the three forms of RFC 9110, section 5.6.7, and in what mail programs and scripts make of
 * them: other time zones, one-digit days, no seconds, no weekday.
 *
 * @param text - The header, undefined when there is none.
 * @returns The instant, else undefined.
 * @example
 * parseDate("Sunday, 06-Nov-94 08:49:37 GMT"); // => new Date("1994-11-06T08:49:37Z")
 * parseDate("soon"); // => undefined
 */
export function parseDate(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  let [day = "", month = "", year = "", time = "", zone = ""] = fieldsOf(text);
  // C's asctime() and JavaScript write the month first; asctime() and date(1) write the time before zone and year.
  if (!MONTHS.has(month.toLowerCase())) [day, month] = [month, day];
  if (year.includes(":")) [year, time] = [time, year];
  if (!/^[0-9]/.test(year)) [year, zone] = [zone, year];
  if (zone === "") [time, zone] = splitZone(time);
  const offset = zoneOffset(zone);
  const clock = clockOf(withoutComma(time));
  const monthIndex = MONTHS.get(month.toLowerCase());
  if (offset === undefined || clock === undefined || monthIndex === undefined) return undefined;
  return instantOf(fullYear(withoutComma(year)), monthIndex, wholeNumber(withoutComma(day)), clock, offset);
}

/** The words of a date after the name of its day. A date with hyphens, as RFC 850 has it, is three of them. */
function fieldsOf(text: string): string[] {
  const words = text.trim().split(/\s+/);
  const first = words[0] ?? "";
  // Any word before a comma counts as the name of the day, which says nothing that the date does not.
  const afterComma = first.slice(first.lastIndexOf(",") + 1);
  if (afterComma === "" || WEEKDAYS.has(first.toLowerCase())) words.shift();
  else words[0] = afterComma;
  if (words.length !== 3) return words;
  const [date = "", ...others] = words;
  return [...date.split("-"), ...others];
}

/** A time with its zone behind it, `08:49:37+0200`, in two. */
function splitZone(time: string): [time: string, zone: string] {
  const sign = time.search(/[+-]/);
  return sign === -1 ? [time, ""] : [time.slice(0, sign), time.slice(sign)];
}

function withoutComma(text: string): string {
  return text.endsWith(",") ? text.slice(0, -1) : text;
}

function wholeNumber(text: string): number {
  return DIGITS.test(text) ? Number(text) : Number.NaN;
}

// Of two digits, 69 to 99 are of the last century (POSIX).
function fullYear(digits: string): number {
  const year = wholeNumber(digits);
  if (year > 99) return year;
  return year + (year > 68 ? 1900 : 2000);
}

/** Hours, minutes and seconds. */
function clockOf(time: string): readonly number[] | undefined {
  const fields = time.split(time.includes(":") ? ":" : ".").map(wholeNumber);
  const [hour = 0, minute = 0, second = 0] = fields;
  const isClock = fields.length === 2 || fields.length === 3;
  return isClock && hour < 24 && minute < 60 && second < 60 ? [hour, minute, second] : undefined;
}

/** Minutes east of Greenwich; undefined for a day or more. */
function zoneOffset(zone: string): number | undefined {
  if (!NUMERIC_ZONE.test(zone)) return ZONES.get(zone.toLowerCase()) ?? 0;
  const [hours, minutes] = [Math.trunc(Number(zone) / 100), Number(zone) % 100];
  const offset = hours * 60 + minutes;
  return Math.abs(offset) < 24 * 60 ? offset : undefined;
}

function instantOf(
  year: number,
  month: number,
  day: number,
  [hour = 0, minute = 0, second = 0]: readonly number[],
  offset: number,
): Date | undefined {
  if (!(year <= 9999)) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  // An invalid date has no day at all, and one beyond the month's end is another one.
  if (date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour, minute - offset, second);
  return date;
}
