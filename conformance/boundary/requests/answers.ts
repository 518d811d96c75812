import type { Exchange } from "../exchange.ts";
import { area, single } from "./build.ts";

const JSON_NAMES =
  "number fraction large text unicode html quotes null true list empty-list empty-object object date uuid markup tuple keys";
const ERRORS = [
  400, 401, 403, 404, 405, 406, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 418, 422, 423, 424, 428,
  429, 431, 451, 500, 501, 502, 503, 504, 505,
];
const VIEWS =
  "text bytes empty object list markup status-text headers header-list response content-type none-body no-content " +
  "not-modified make-response cors csp retry no-cache streamed generator streamed-length conditional weak hashed " +
  "nothing number failure failing-stream-setup";

export const answers: readonly Exchange[] = area("answers", [
  ...VIEWS.split(" ").map((name) => `GET /answers/${name}`),
  ...JSON_NAMES.split(" ").map((name) => `GET /answers/json/${name}`),
  ...[200, 201, 204, 205, 299, 304, 400, 404, 500, 599].map((code) => `GET /answers/status/${code}`),
  ...[
    "text/css",
    "application/json",
    "application/xml",
    "image/svg+xml",
    "text/plain;charset=latin1",
    "image/png",
  ].map((type) => `GET /answers/mimetype/${type}`),
  ...conditional(),
  ...["context?q=1", "template?q=%3Cb%3E", "string", "session", "empty", "status"].map(
    (name) => `GET /streams/${name}`,
  ),
  "GET /redirects/default",
  ...[301, 302, 303, 305, 307, 308, 300, 200].map((code) => `GET /redirects/${code}`),
  "POST /redirects/307",
  ...[
    "/answers/text",
    "https://a.example/x?y=1%23z",
    "/gr%C3%BCn",
    "/grün".replace("ü", "%25C3%25BC"),
    "/a%20b",
    "/a%22b%3Cc%3E",
    "//a.example/x",
    "?q=1",
    "",
    "relative/path",
    "mailto:ann@a.example",
    "http://t%C3%A4st.example/",
    "/x%23top",
  ].map((url) => `GET /redirects/to?url=${url}`),
  "GET /redirects/relative",
  ...ERRORS.map((code) => `GET /aborts/${code}`),
  ...[400, 404, 418, 503].map((code) => `GET /aborts/described/${code}`),
  ...["response", "custom", "teapot", "returned", "challenge", "retry"].map((name) => `GET /aborts/${name}`),
  "GET /aborts/299",
  "POST /aborts/404",
]);

function conditional(): ReturnType<typeof single>[] {
  const to = "GET /answers/conditional";
  const before = "Tue, 01 Jan 2019 00:00:00 GMT";
  const at = "Wed, 01 Jan 2020 00:00:00 GMT";
  const later = "Fri, 01 Jan 2021 00:00:00 GMT";
  const given: Record<string, Record<string, string>> = {
    "the etag": { "If-None-Match": '"tea"' },
    "another etag": { "If-None-Match": '"coffee"' },
    "several etags": { "If-None-Match": '"a", W/"tea"' },
    "any etag": { "If-None-Match": "*" },
    "changed since": { "If-Modified-Since": before },
    "not changed since": { "If-Modified-Since": at },
    "long unchanged": { "If-Modified-Since": later },
    "etag before date": { "If-None-Match": '"coffee"', "If-Modified-Since": later },
    "if-match": { "If-Match": '"tea"' },
    "if-match fails": { "If-Match": '"coffee"' },
    range: { Range: "bytes=2-4" },
    "open range": { Range: "bytes=7-" },
    suffix: { Range: "bytes=-3" },
    "one byte": { Range: "bytes=0-0" },
    "past the end": { Range: "bytes=8-99" },
    outside: { Range: "bytes=50-60" },
    "long suffix": { Range: "bytes=-99" },
    "several ranges": { Range: "bytes=0-1,3-4" },
    "other units": { Range: "lines=0-1" },
    "broken range": { Range: "bytes=x" },
    "range of the etag": { Range: "bytes=2-4", "If-Range": '"tea"' },
    "range of another etag": { Range: "bytes=2-4", "If-Range": '"coffee"' },
    "range of the date": { Range: "bytes=2-4", "If-Range": at },
    "range of an old date": { Range: "bytes=2-4", "If-Range": before },
    "range and the etag": { Range: "bytes=2-4", "If-None-Match": '"tea"' },
  };
  return [
    ...Object.entries(given).map(([name, headers]) => single(to, { headers }, name)),
    single("GET /answers/weak", { headers: { "If-None-Match": 'W/"tea"' } }, "weak"),
    single("GET /answers/weak", { headers: { "If-None-Match": '"tea"' } }, "strong"),
    single("GET /answers/weak", { headers: { "If-Match": 'W/"tea"' } }, "if-match weak"),
  ];
}
