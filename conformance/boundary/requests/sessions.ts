import type { Exchange } from "../exchange.ts";
import { area, sequence, single, step } from "./build.ts";

const set = (json: object): ReturnType<typeof step> => step("POST /session/set", { json });
const flash = (...json: [category: string, message: string][]): ReturnType<typeof step> =>
  step("POST /flash/add", { json });

export const sessions: readonly Exchange[] = area("sessions", [
  "GET /cookies/set",
  "GET /cookies/odd",
  "GET /cookies/delete",
  "GET /cookies/read",
  sequence("cookies come back", ["GET /cookies/set", "GET /cookies/read"]),
  sequence("odd cookies come back", ["GET /cookies/odd", "GET /cookies/read"]),
  sequence("deleted cookies stay away", ["GET /cookies/set", "GET /cookies/delete", "GET /cookies/read"]),
  "GET /session/read",
  "GET /session/untouched",
  "GET /session/get?key=user",
  "GET /session/has",
  single("GET /session/read", { headers: { Cookie: "session=forged" } }, "forged"),
  single("GET /session/read", { headers: { Cookie: "session=eyJ1c2VyIjozfQ.ZmaZgA.AAAA" } }, "bad signature"),
  single("GET /session/read", { headers: { Cookie: "session=" } }, "empty"),
  sequence("set and read", [
    set({ user: "ann" }),
    "GET /session/read",
    "GET /session/untouched",
    "GET /session/has",
  ]),
  sequence("change", [set({ user: "ann", n: 1 }), set({ n: 2 }), "GET /session/read"]),
  sequence("unicode and numbers", [
    set({ word: "grün ☕", pi: 3.25, list: [1, [2]], none: null }),
    "GET /session/read",
  ]),
  sequence("rich types", ["POST /session/rich", "GET /session/types"]),
  sequence("permanent", ["POST /session/permanent?on=yes", "GET /session/untouched", "GET /session/read"]),
  sequence("no longer permanent", [
    "POST /session/permanent?on=yes",
    "POST /session/permanent?on=no",
    "GET /session/untouched",
  ]),
  sequence("pop", [set({ user: "ann", n: 1 }), "POST /session/pop", "GET /session/read"]),
  sequence("pop the last", [set({ user: "ann" }), "POST /session/pop", "GET /session/read"]),
  sequence("pop nothing", ["POST /session/pop", set({ n: 1 }), "POST /session/pop"]),
  sequence("clear", [set({ user: "ann" }), "POST /session/clear", "GET /session/read"]),
  sequence("clear nothing", ["POST /session/clear"]),
  sequence("nested change is not seen", ["POST /session/cart", "POST /session/nested", "GET /session/read"]),
  sequence("nested change is announced", [
    "POST /session/cart",
    "POST /session/nested?marked=1",
    "POST /session/nested?marked=1",
    "GET /session/read",
  ]),
  sequence("default", ["POST /session/default", "POST /session/default", "GET /session/read"]),
  sequence("large", ["POST /session/large", "GET /session/get?key=noise"]),
  sequence("vary is joined", ["POST /session/varied"]),
  sequence("kept on an error", ["POST /session/then-abort", "GET /session/read"]),
  sequence("update with nothing", [set({}), "GET /session/read"]),
  sequence("over https", [
    step("POST /session/set", { json: { a: 1 }, scheme: "https" }),
    step("GET /session/read", { scheme: "https" }),
  ]),
  sequence("mounted", [
    step("POST /session/set", { json: { a: 1 }, root: "/mounted" }),
    step("GET /session/read", { root: "/mounted" }),
  ]),
  "GET /flash/show",
  sequence("flash", ["POST /flash/plain", "GET /flash/show", "GET /flash/show"]),
  sequence("flash several", [
    flash(["error", "bad"], ["info", "<b>"]),
    flash(["message", "third"]),
    "GET /flash/categories",
  ]),
  sequence("flash filtered", [
    flash(["error", "bad"], ["info", "good"]),
    "GET /flash/errors",
    "GET /flash/show",
  ]),
  sequence("flash twice in a request", [flash(["a", "1"]), "GET /flash/twice", "GET /session/read"]),
  sequence("flash at once", ["GET /flash/add-and-show", "GET /session/read"]),
  sequence("flash beside a session", [
    set({ user: "ann" }),
    flash(["a", "1"]),
    "GET /flash/show",
    "GET /session/read",
  ]),
]);

export const settings: readonly Exchange[] = [
  ...area(
    "cookie settings",
    [
      "GET /app/set",
      "GET /app/read",
      "GET /static/site.js",
      "GET /assets/site.js",
      sequence("carried", ["GET /app/set", "GET /app/read"]),
    ],
    { app: "cookies", sendsFiles: true },
  ),
  ...area(
    "hosts",
    [
      single("GET /", { host: "tea.example" }, "tea"),
      single("GET /", { host: "coffee.example:8080" }, "coffee"),
      single("GET /", { host: "coffee.example" }, "another port"),
      single("GET /", { host: "milk.example" }, "unknown host"),
      single("GET /cup/3", { host: "york.shop.example" }, "variable host"),
      single("GET /cup/x", { host: "york.shop.example" }, "variable host, bad number"),
      single("GET /folder", { host: "tea.example" }, "slash"),
      single("GET /static/site.js", { host: "files.example" }, "static"),
      single("GET /static/site.js", { host: "tea.example" }, "static elsewhere"),
    ],
    { app: "hosts", sendsFiles: true },
  ),
  ...area("languages", ["GET /de/", "GET /de", "GET /xx/", "GET /about", "GET /broken", "GET /a/b/c"], {
    app: "languages",
  }),
  ...area("no key", ["GET /read", "GET /write"], { app: "keyless" }),
  ...area(
    "domains",
    [
      single("GET /", { host: "tea.example" }, "bare"),
      single("GET /", { host: "tea.example:8080" }, "port"),
      single("GET /", { host: "low.tea.example" }, "variable subdomain"),
      single("GET /cup/x", { host: "cups.tea.example" }, "subdomain"),
      single("GET /cup/x", { host: "tea.example" }, "missing subdomain"),
      single("GET /cup/x", { host: "other.tea.example" }, "wrong subdomain"),
      single("GET /", { host: "a.b.tea.example" }, "two labels"),
      single("GET /", { host: "coffee.example" }, "another domain"),
      single("GET /folder", { host: "tea.example" }, "slash"),
      single("GET /folder", { host: "low.tea.example" }, "slash elsewhere"),
      single("GET /", { host: "TEA.example" }, "capitals"),
    ],
    { app: "domains" },
  ),
];
