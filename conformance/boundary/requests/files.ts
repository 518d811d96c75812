import type { Exchange } from "../exchange.ts";
import { area, sequence, single, step } from "./build.ts";

const LATER = "Fri, 01 Jan 2100 00:00:00 GMT";
const EARLIER = "Mon, 01 Jan 1990 00:00:00 GMT";
const ranges = (line: string): ReturnType<typeof single>[] =>
  ["0-3", "4-", "-3", "9-9", "8-99", "10-", "50-60", "-99", "0-1,4-5", "x", "5-2", ""].map((range) =>
    single(line, { headers: { Range: `bytes=${range}` } }, `bytes=${range}`),
  );

export const files: readonly Exchange[] = area(
  "files",
  [
    "GET /static/css/site.css",
    "GET /static/site.js",
    "GET /static/page.html",
    "GET /static/dot.png",
    "GET /static/empty.txt",
    "GET /static/",
    "GET /static",
    "GET /static/css",
    "GET /static/css/",
    "GET /static/missing.css",
    "GET /static/../app.py",
    "GET /static/%2e%2e/app.py",
    "GET /static/..%2fapp.py",
    "GET /static/%2e%2e%2fapp.py",
    "GET /static/css/../site.js",
    "GET /static//etc/passwd",
    "GET /static/%2Fetc%2Fpasswd",
    "GET /static/site.js%00",
    "GET /static/..%5Capp.py",
    "GET /static/SITE.JS",
    "GET /static/site.js/",
    "GET /static/site.js?v=2",
    "GET /files/ten.txt",
    "GET /files/nested/inner.txt",
    "GET /files/nested",
    "GET /files/tee%20gr%C3%BCn.txt",
    "GET /files/data.json",
    "GET /files/README",
    "GET /files/none",
    "GET /downloads/ten.txt",
    "GET /downloads/ten.txt?as=other.md",
    "GET /downloads/tee%20gr%C3%BCn.txt",
    "GET /downloads/nested/inner.txt",
    "GET /downloads/README",
    "GET /downloads/none",
    "GET /sent/plain",
    "GET /sent/typed",
    "GET /sent/unconditional",
    "GET /sent/bytes",
    "GET /sent/inline",
    "GET /sent/missing",
    ...[
      "plain.txt",
      "a%20b.txt",
      "gr%C3%BCn.txt",
      "a%22b.txt",
      "%F0%9F%8D%B5.txt",
      "a;b.txt",
      "x.unknown",
      "x.tar.gz",
    ].map((name) => `GET /sent/named?name=${name}`),
    "GET /assets/raw/ten.txt",
    "GET /assets/raw/none",
    ...ranges("GET /sent/plain"),
    ...ranges("GET /sent/bytes"),
    single("GET /static/empty.txt", { headers: { Range: "bytes=0-3" } }, "range of nothing"),
    single("GET /sent/unconditional", { headers: { Range: "bytes=0-3" } }, "range"),
    single("GET /sent/plain", { headers: { "If-Modified-Since": LATER } }, "not modified"),
    single("GET /sent/plain", { headers: { "If-Modified-Since": EARLIER } }, "modified"),
    single("GET /sent/plain", { headers: { "If-None-Match": '"other"' } }, "another etag"),
    single("GET /sent/typed", { headers: { "If-None-Match": '"ten-digits"' } }, "the etag"),
    single("GET /sent/typed", { headers: { "If-None-Match": 'W/"ten-digits"' } }, "the etag, weak"),
    single("GET /sent/typed", { headers: { "If-Match": '"other"' } }, "if-match fails"),
    single("GET /sent/typed", { headers: { Range: "bytes=1-2", "If-Range": '"ten-digits"' } }, "if-range"),
    single("GET /sent/typed", { headers: { Range: "bytes=1-2", "If-Range": '"other"' } }, "if-range fails"),
    sequence("conditional with its own etag", [
      "GET /static/site.js",
      step("GET /static/site.js", { headers: { "If-None-Match": "{ETag}" } }),
    ]),
    sequence("range with its own etag", [
      "GET /static/site.js",
      step("GET /static/site.js", { headers: { "If-Range": "{ETag}", Range: "bytes=2-5" } }),
    ]),
    sequence("HEAD with its own etag", [
      "HEAD /static/site.js",
      step("HEAD /static/site.js", { headers: { "If-None-Match": "{ETag}" } }),
    ]),
    single("GET /static/site.js", { root: "/mounted" }, "mounted"),
  ],
  { sendsFiles: true },
);

export const datedFiles: readonly Exchange[] = area("dated files", [
  "GET /sent/dated",
  single(
    "GET /sent/dated",
    { headers: { "If-Modified-Since": "Wed, 01 Jan 2020 00:00:00 GMT" } },
    "same date",
  ),
  single(
    "GET /sent/dated",
    { headers: { "If-Modified-Since": "Tue, 31 Dec 2019 23:59:59 GMT" } },
    "older date",
  ),
]);
