import type { Exchange } from "../exchange.ts";
import { area, single } from "./build.ts";

const field = (name: string, value: string): string =>
  `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
const file = (name: string, filename: string, type: string, content: string): string =>
  `Content-Disposition: form-data; name="${name}"; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n${content}`;

const FORM = "POST /bodies/form";

export const bodies: readonly Exchange[] = area("bodies", [
  ...urlencoded(),
  ...multipart(),
  ...json(),
  ...others(),
]);

export const limits: readonly Exchange[] = area(
  "limits",
  [
    single("POST /form", { form: "a=1&b=2" }, "within"),
    single("POST /form", { form: `a=${"x".repeat(98)}` }, "at the limit"),
    single("POST /form", { form: `a=${"x".repeat(99)}` }, "over the limit"),
    single("POST /form", { parts: [field("a", "x".repeat(200))] }, "multipart over the limit"),
    single("POST /unread", { data: "x".repeat(50) }, "unread, within"),
    single("POST /unread", { data: "x".repeat(500) }, "unread, over"),
  ],
  { app: "limited" },
);

function urlencoded(): ReturnType<typeof single>[] {
  return [
    ...[
      "a=1&b=2&a=3",
      "",
      "a",
      "a=&=b",
      "a=b+c&d%20e=%26",
      "a=gr%C3%BCn",
      "a=grün",
      "a=%FF",
      "a=1;b=2",
      "a[0]=1&a[b]=2",
      "__proto__=1",
      "&&a=1",
      "a=%zz",
    ].map((form) => single(FORM, { form }, `form ${form}`)),
    single("PUT /bodies/form", { form: "a=1" }),
    single("PATCH /bodies/form", { form: "a=1" }),
    single("DELETE /bodies/form", { form: "a=1" }),
    single(
      FORM,
      { data: "a=1", type: "Application/X-WWW-Form-Urlencoded; charset=utf-8" },
      "type in capitals",
    ),
    single(FORM, { data: "a=1", type: "text/plain" }, "plain text"),
    single(FORM, { data: "a=1" }, "no type"),
    single(FORM, {}, "no body"),
    single("POST /bodies/values?a=query&c=3", { form: "a=form&b=2" }),
    single("POST /bodies/needed", { form: "needed=here" }, "present"),
    single("POST /bodies/needed", { form: "other=1" }, "missing"),
  ];
}

function multipart(): ReturnType<typeof single>[] {
  const parts: Record<string, readonly string[]> = {
    "two fields": [field("a", "1"), field("b", "2")],
    "the same twice": [field("a", "1"), field("a", "2")],
    "empty field": [field("a", "")],
    "line breaks": [field("a", "one\r\ntwo\n\n")],
    umlaut: [field("ä", "grün")],
    "a file": [file("f", "tea.txt", "text/plain", "green")],
    "a file and a field": [field("a", "1"), file("f", "tea.txt", "text/plain; charset=latin1", "x")],
    "two files": [
      file("f", "1.txt", "text/plain", "1"),
      file("f", "2.bin", "application/octet-stream", "\u0001"),
    ],
    "an empty file": [file("f", "", "application/octet-stream", "")],
    "a path as name": [file("f", "../../etc/passwd", "text/plain", "x")],
    "a name with quotes": [file("f", 'a\\"b.txt', "text/plain", "x")],
    "an umlaut in the name": [file("f", "tee-grün.txt", "text/plain", "x")],
    "a field with a type": ['Content-Disposition: form-data; name="a"\r\nContent-Type: text/plain\r\n\r\nx'],
    "an extended name": [
      "Content-Disposition: form-data; name=\"f\"; filename*=UTF-8''gr%C3%BCn.txt\r\n\r\nx",
    ],
    "no parts": [],
  };
  const bad = "multipart/form-data";
  return [
    ...Object.entries(parts).map(([name, list]) => single(FORM, { parts: list }, `multipart ${name}`)),
    single(FORM, { data: "x", type: bad }, "multipart without a boundary"),
    single(FORM, { data: "not multipart", type: `${bad}; boundary=b` }, "multipart that is none"),
    single(FORM, { data: "--b\r\nContent-Dis", type: `${bad}; boundary=b` }, "multipart cut short"),
    single(FORM, { data: "", type: `${bad}; boundary=b` }, "multipart empty"),
    single(
      "POST /bodies/values?a=1",
      { parts: [field("a", "2"), file("f", "x", "text/plain", "y")] },
      "multipart",
    ),
  ];
}

function json(): ReturnType<typeof single>[] {
  const texts = [
    '{"a": 1}',
    "[1, 2.5, -0.0, 1e3]",
    '"text"',
    "7",
    "null",
    "true",
    '{"a": 1, "a": 2}',
    '"gr\\u00fcn \\ud83c\\udf75"',
    "12345678901234567890",
    " \n[1]\n ",
    '{"__proto__": {"x": 1}}',
    "",
    "{",
    "{'a': 1}",
    "[1,]",
    "NaN",
    "undefined",
  ];
  const type = "application/json";
  return [
    ...texts.map((data) => single("POST /bodies/json", { data, type }, `JSON ${data}`)),
    ...texts.slice(11).map((data) => single("POST /bodies/json-silent", { data, type }, `JSON ${data}`)),
    single("POST /bodies/json", { data: "{}", type: "application/problem+json" }, "a JSON type"),
    single("POST /bodies/json", { data: Uint8Array.of(0x22, 0xff, 0x22), type }, "not UTF-8"),
    single("POST /bodies/json", { data: "\ufeff[1]", type }, "byte order mark"),
    single("POST /bodies/json", { data: "{}", type: "text/plain" }, "another type"),
    single("POST /bodies/json", { data: "{}" }, "no type"),
    single("GET /bodies/json"),
    single("POST /bodies/json-silent", { data: "{}", type: "text/plain" }, "another type"),
    single("POST /bodies/json-forced", { data: '{"a":1}', type: "text/plain" }),
    single("POST /bodies/json-forced", { data: "{", type: "text/plain" }, "broken"),
    single("POST /bodies/json-and-form", { form: "a=1" }, "form"),
    single("POST /bodies/json-and-form", { json: { a: 1 } }, "JSON"),
  ];
}

function others(): ReturnType<typeof single>[] {
  return [
    single("POST /bodies/data", { data: "some text", type: "text/plain" }),
    single(
      "POST /bodies/data",
      { data: Uint8Array.of(0, 255, 10, 13), type: "application/x-bytes" },
      "bytes",
    ),
    single("POST /bodies/data", {}, "none"),
    single("GET /bodies/data"),
    single("PUT /bodies/data", { data: "x".repeat(70_000), type: "text/plain" }, "long"),
    single("POST /bodies/unread", { data: "x".repeat(1000) }),
    single("GET /text/x", { data: "a body with GET" }, "with a body"),
  ];
}
