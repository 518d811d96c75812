import type { Exchange } from "../exchange.ts";
import { area, single } from "./build.ts";

const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

export const echo: readonly Exchange[] = area("echo", [
  "GET /echo/url",
  "GET /echo/url?",
  "GET /echo/url?a=1&b=2",
  "GET /echo/url?q=gr%C3%BCn&p=a%26b",
  "GET /echo/url/a%20b?c=d+e",
  "GET /echo/url/gr%C3%BCn",
  "GET /echo/url/%3Fq%3D1",
  "GET /echo/url/%23top",
  "GET /echo/url/%FF",
  "GET /echo/url/100%25",
  "GET /echo/url/a;b,c=d@e:f",
  "GET /echo/url/%7Etilde",
  "GET /echo/url?a[]=1&a[b]=2",
  "GET /echo/url?%FF=%FE",
  "PUT /echo/url",
  "PATCH /echo/url",
  "DELETE /echo/url",
  single("GET /echo/url", { host: "tea.example" }, "host"),
  single("GET /echo/url", { host: "tea.example:80" }, "default port"),
  single("GET /echo/url", { host: "tea.example:8080" }, "port"),
  single("GET /echo/url", { host: "127.0.0.1:5000" }, "address"),
  single("GET /echo/url", { scheme: "https", host: "tea.example:443" }, "https"),
  single("GET /echo/url", { scheme: "https", host: "tea.example:80" }, "https on 80"),
  single("GET /echo/url/x?q=1", { root: "/mounted" }, "mounted"),
  single("GET /echo/url", { root: "/a/b", scheme: "https" }, "mounted deep"),
  ...args(),
  ...headers(),
  ...cookies(),
  ...authorization(),
  ...accept(),
  ...conditions(),
]);

function args(): string[] {
  return [
    "GET /echo/args",
    "GET /echo/args?a=1&a=2&b=3&a=4",
    "GET /echo/args?a=&b",
    "GET /echo/args?a=b=c",
    "GET /echo/args?a+b=c+d",
    "GET /echo/args?a%20b=c%20d",
    "GET /echo/args?&&a=1&",
    "GET /echo/args?=x",
    "GET /echo/args?a=1;b=2",
    "GET /echo/args?a=%zz&b=%",
    "GET /echo/args?a=%FF",
    "GET /echo/args?a=gr%C3%BCn&%C3%A4=1",
    "GET /echo/args?a=%00",
    "GET /echo/args?__proto__=1&constructor=2",
    "GET /echo/args?n=5&n=x&n=6",
    "GET /echo/args?n=x",
    "GET /echo/args?n=+5",
    "GET /echo/args?n=%205%20",
    "GET /echo/args?n=5.0",
    "GET /echo/args?n=",
    "GET /echo/args?x=1.5",
    "GET /echo/args?x=abc",
    "GET /echo/args?x=.5e3",
    "GET /echo/args?n=1_0",
    "GET /echo/needed?needed=here",
    "GET /echo/needed",
    "POST /echo/args?a=1",
  ];
}

function headers(): ReturnType<typeof single>[] {
  const to = "GET /echo/headers";
  return [
    single(to),
    single(to, { headers: { "User-Agent": "Kettle/1.0 (tea)" } }, "user agent"),
    single(to, { headers: { Referer: "http://a.example/x?y", Origin: "http://a.example" } }, "referrer"),
    single(to, { headers: { "X-Custom": "a, b", "Max-Forwards": "3", Pragma: "no-cache" } }, "custom"),
    single(
      to,
      {
        headers: [
          ["X-Custom", "a"],
          ["X-Custom", "b"],
        ],
      },
      "twice",
    ),
    single(to, { headers: { "X-Custom": "" } }, "empty"),
    single(to, { headers: { "Max-Forwards": "many" } }, "bad number"),
    single(to, { headers: { "X-Forwarded-For": "1.2.3.4, 5.6.7.8" } }, "forwarded"),
    single(
      to,
      {
        headers: {
          "Access-Control-Request-Method": "PUT",
          "Access-Control-Request-Headers": "X-A, x-b",
        },
      },
      "preflight",
    ),
    ...[
      "application/json",
      "APPLICATION/JSON; charset=utf-8",
      "application/vnd.tea+json",
      "application/json-seq",
      "text/html; charset=latin1; level=1",
      'text/plain; name="a; b"',
      "text",
      "multipart/form-data; boundary=x",
      "application/jsonx",
    ].map((type) => single("POST /echo/headers", { type, data: "" }, type)),
    single("POST /echo/headers", { data: "12345", type: "text/plain" }, "length"),
    single("POST /echo/headers", { headers: { "Content-Encoding": "gzip" }, data: "x" }, "encoding"),
  ];
}

function cookies(): ReturnType<typeof single>[] {
  return [
    "a=1",
    "a=1; b=2; a=3",
    "a=1;b=2",
    'a="quoted; value"',
    'a="\\303\\274"',
    "a=b=c",
    "a=; b",
    "=x; c=1",
    " a = 1 ",
    "a=1,2",
    "a=%20",
    "__proto__=1",
  ].map((Cookie) => single("GET /echo/cookies", { headers: { Cookie } }, Cookie));
}

function authorization(): ReturnType<typeof single>[] {
  return [
    basic("ann:secret"),
    basic("ann:a:b"),
    basic("ann"),
    basic("änn:pässword"),
    basic(":"),
    "Basic ###",
    "basic YTpi",
    "Basic",
    "Bearer abc.def",
    'Digest username="ann", realm="tea", nonce="x", uri="/", response="y"',
    "Unknown thing",
    "",
  ].map((value) => single("GET /echo/authorization", { headers: { Authorization: value } }, value));
}

function accept(): ReturnType<typeof single>[] {
  const types = [
    "text/html",
    "application/json",
    "text/html;q=0.5, application/json",
    "text/*;q=0.3, text/html;q=0.7, */*;q=0.1",
    "*/*",
    "image/webp, image/*",
    "text/html;level=1, text/html;level=2;q=0.4",
    "text/html;q=0",
    "text/html;q=broken, application/json;q=0.2",
    "application/xhtml+xml, application/xml;q=0.9",
    "TEXT/HTML",
    "",
  ];
  return [
    ...types.map((Accept) => single("GET /echo/accept", { headers: { Accept } }, Accept)),
    ...types.map((Accept) => single("GET /negotiate", { headers: { Accept } }, Accept)),
    single("GET /echo/accept"),
    single("GET /negotiate"),
    ...["de", "en-GB, de;q=0.5", "pt", "pt_BR", "fr, *;q=0.1", "EN"].map((value) =>
      single("GET /echo/accept", { headers: { "Accept-Language": value } }, `language ${value}`),
    ),
    single(
      "GET /echo/accept",
      { headers: { "Accept-Encoding": "gzip, br;q=0.8", "Accept-Charset": "utf-8, latin1;q=0.5" } },
      "encodings",
    ),
  ];
}

function conditions(): ReturnType<typeof single>[] {
  const to = "GET /echo/conditions";
  const date = "Sat, 29 Feb 2020 12:00:00 GMT";
  return [
    single(to),
    single(to, { headers: { "If-None-Match": '"a", W/"b", c' } }, "etags"),
    single(to, { headers: { "If-None-Match": "*" } }, "star"),
    single(to, { headers: { "If-Match": '"x"' } }, "match"),
    single(to, { headers: { "If-Modified-Since": date, "If-Unmodified-Since": date } }, "dates"),
    single(to, { headers: { "If-Modified-Since": "yesterday" } }, "bad date"),
    single(to, { headers: { "If-Modified-Since": "Saturday, 29-Feb-20 12:00:00 GMT" } }, "old date"),
    single(to, { headers: { Date: "Sat, 29 Feb 2020 12:00:00 +0200" } }, "offset"),
    single(to, { headers: { "If-Range": '"x"' } }, "if-range etag"),
    single(to, { headers: { "If-Range": 'W/"x"' } }, "if-range weak"),
    single(to, { headers: { "If-Range": date } }, "if-range date"),
    ...[
      "bytes=0-4",
      "bytes=5-",
      "bytes=-5",
      "bytes=0-1,4-5",
      "bytes=5-1",
      "lines=1-2",
      "bytes",
      "bytes=a-b",
    ].map((Range) => single(to, { headers: { Range } }, Range)),
    ...["max-age=60", "no-store, max-age=x", "only-if-cached", 'max-age="5"', ""].map((value) =>
      single(to, { headers: { "Cache-Control": value } }, `cache ${value}`),
    ),
  ];
}
