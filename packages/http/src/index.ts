export { CombinedMultiDict, ImmutableError, ImmutableMultiDict } from "./data/immutable-multi-dict.ts";
export { type GetOptions, MultiDict, type MultiDictSource } from "./data/multi-dict.ts";
export { float, int } from "./data/parse-value.ts";
export { type CookieOptions, dumpCookie, parseCookie } from "./headers/cookie.ts";
export { httpDate, parseDate } from "./headers/date.ts";
export { HeaderError } from "./headers/header-error.ts";
export { Headers, type HeadersSource, type HeaderValue } from "./headers/headers.ts";
export { dumpOptionsHeader, type OptionsHeader, parseOptionsHeader } from "./headers/options-header.ts";
export { quoteHeaderValue, unquoteHeaderValue } from "./headers/quoting.ts";
