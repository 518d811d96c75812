import type { Exchange } from "../exchange.ts";
import { area, sequence, single, step } from "./build.ts";

const STRINGS =
  "escape request g session config urls urls-external filters tests global tojson processors undefined failing broken " +
  "python loops sets whitespace macro autoescape-off format flashes flashes-filtered " +
  "names-request names-args names-args-loop names-link names-headers names-session names-config names-g";

export const pages: readonly Exchange[] = area("templates", [
  "GET /pages-of/page.html",
  "GET /pages-of/layout.html",
  "GET /pages-of/plain.txt",
  "GET /pages-of/feed.xml",
  "GET /pages-of/shop/note.html",
  "GET /pages-of/missing.html",
  "GET /pages-of/broken-include.html",
  "GET /pages-of/../app.py",
  "GET /pages-of/%2e%2e/app.py",
  ...STRINGS.split(" ").map((name) => `GET /strings/${name}`),
  "GET /strings/request?q=%3Cb%3E",
  "GET /strings/names-request?q=1",
  "GET /strings/names-args?q=1&q=2&r=3",
  "GET /strings/names-args-loop?q=1&q=2&r=3",
  "GET /strings/names-link?q=a%20b",
  single(
    "GET /strings/names-headers",
    { headers: { "X-None": "here", Cookie: "theme=dark", Accept: "text/html" } },
    "given",
  ),
  "GET /templates/first",
  "GET /templates/status",
  "GET /templates/overridden",
  "GET /menu/",
  sequence("session in a template", [
    step("POST /session/set", { json: { user: "<ann>" } }),
    "GET /strings/session",
  ]),
  sequence("messages in a template", [
    step("POST /flash/add", {
      json: [
        ["error", "<bad>"],
        ["info", "good"],
      ],
    }),
    "GET /strings/flashes",
    "GET /strings/flashes",
  ]),
  sequence("filtered messages in a template", [
    step("POST /flash/add", {
      json: [
        ["error", "bad"],
        ["info", "good"],
      ],
    }),
    "GET /strings/flashes-filtered",
  ]),
]);

export const classViews: readonly Exchange[] = area("views", [
  "GET /views/greeting/Ann",
  "GET /views/parting/Ann",
  "POST /views/greeting/Ann",
  "GET /views/several",
  "POST /views/several",
  "PUT /views/several",
  "OPTIONS /views/several",
  sequence("one instance", ["GET /views/counting", "GET /views/counting"]),
  "GET /views/decorated",
  "GET /views/todo/7",
  "PUT /views/todo/7",
  "DELETE /views/todo/7",
  "POST /views/todo/7",
  "OPTIONS /views/todo/7",
  "GET /views/todo/x",
  "GET /views/heads",
  "OPTIONS /views/heads",
  "POST /views/heads",
  "GET /views/inherited/7",
  "POST /views/inherited/7",
  "OPTIONS /views/inherited/7",
  "GET /views/silent",
  "OPTIONS /views/silent",
]);
