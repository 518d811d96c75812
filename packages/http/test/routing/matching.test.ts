import { inspect } from "node:util";

import {
  DuplicateRuleError,
  MethodNotAllowed,
  NotFound,
  Rule,
  type RuleOptions,
  type UrlAdapter,
  UrlMap,
  type UrlMapOptions,
  WebsocketMismatch,
} from "@dewar/http";
import { describe, expect, test } from "vitest";

/** A map in which every rule is its own endpoint. */
function bind(
  rules: readonly (string | readonly [string, RuleOptions])[],
  options?: UrlMapOptions,
): UrlAdapter {
  const all = rules.map((rule) => {
    const [path, more] = typeof rule === "string" ? [rule, {}] : rule;
    return new Rule(path, { endpoint: path, ...more });
  });
  return new UrlMap(all, options).bind("tea.test");
}

function endpointOf(urls: UrlAdapter, pathInfo: string, method?: string): string {
  return urls.match({ pathInfo, method }).rule.endpoint;
}

describe("the order of rules", () => {
  test("literal segments come before variables", () => {
    const urls = bind(["/<page>", "/about", "/<page>/edit", "/about/<part>"]);
    expect(endpointOf(urls, "/about")).toBe("/about");
    expect(endpointOf(urls, "/other")).toBe("/<page>");
    expect(endpointOf(urls, "/about/edit")).toBe("/about/<part>");
    expect(endpointOf(urls, "/other/edit")).toBe("/<page>/edit");
  });

  test("numbers come before texts, texts before paths", () => {
    const urls = bind(["/<path:p>", "/<s>", "/<int:i>", "/<float:f>"]);
    expect(endpointOf(urls, "/12")).toBe("/<int:i>");
    expect(endpointOf(urls, "/1.5")).toBe("/<float:f>");
    expect(endpointOf(urls, "/tea")).toBe("/<s>");
    expect(endpointOf(urls, "/tea/green")).toBe("/<path:p>");
  });

  test("more and longer literal text in a segment comes first", () => {
    const urls = bind(["/<a>.html", "/<a>-<b>.html", "/page-<a>.html", "/<a>"]);
    expect(endpointOf(urls, "/page-1.html")).toBe("/page-<a>.html");
    expect(endpointOf(urls, "/x-1.html")).toBe("/<a>-<b>.html");
    expect(endpointOf(urls, "/x.html")).toBe("/<a>.html");
    expect(endpointOf(urls, "/x.htm")).toBe("/<a>");
  });

  test("rules of one weight keep the order in which they were added", () => {
    const urls = bind(["/<any(green, black):a>/x", "/<b>/x"]);
    expect(endpointOf(urls, "/green/x")).toBe("/<any(green, black):a>/x");
    expect(endpointOf(bind(["/<b>/x", "/<any(green, black):a>/x"]), "/green/x")).toBe("/<b>/x");
  });

  test("a branch that leads nowhere is left again", () => {
    const urls = bind(["/a/<x>/c", "/<y>/b/d", "/<path:p>/e"]);
    expect(urls.match({ pathInfo: "/a/b/d" }).values).toEqual({ y: "a" });
    expect(urls.match({ pathInfo: "/a/b/e" }).values).toEqual({ p: "a/b" });
    expect(urls.match({ pathInfo: "/a/b/c" }).values).toEqual({ x: "b" });
  });

  test("a text that its converter refuses ends the search", () => {
    const urls = bind(["/<int(max=5):n>", "/<s>"]);
    expect(endpointOf(urls, "/5")).toBe("/<int(max=5):n>");
    expect(() => urls.match({ pathInfo: "/6" })).toThrow(NotFound);
  });
});

describe("paths with slashes in variables", () => {
  test("a path stops before the text that follows it", () => {
    const urls = bind(["/w/<path:page>", "/w/<path:page>/edit", "/w/<path:page>/talk/<path:topic>"]);
    expect(urls.match({ pathInfo: "/w/a/b/edit" }).values).toEqual({ page: "a/b" });
    expect(urls.match({ pathInfo: "/w/a/talk/b/talk/c" }).values).toEqual({ page: "a", topic: "b/talk/c" });
    expect(urls.match({ pathInfo: "/w/edit" }).values).toEqual({ page: "edit" });
  });

  test("a path that is a branch has one slash after it", () => {
    const urls = bind(["/d/<path:p>/"]);
    expect(urls.match({ pathInfo: "/d/a/b/" }).values).toEqual({ p: "a/b" });
    expect(() => urls.match({ pathInfo: "/d/" })).toThrow(NotFound);
  });
});

describe("values", () => {
  test("several variables of a segment keep their order, however many they are", () => {
    const names = "abcdefghijkl".split("");
    const urls = bind([`/${names.map((name) => `<${name}>`).join("-")}`]);
    const { values } = urls.match({ pathInfo: `/${names.map((_, index) => index).join("-")}` });
    expect(Object.values(values)).toEqual(names.map((_, index) => String(index)));
  });

  test("defaults are among them", () => {
    const urls = bind([["/all", { defaults: { page: 1 } }]]);
    expect(urls.match({ pathInfo: "/all" }).values).toEqual({ page: 1 });
  });

  test("[security 21] a variable named like a member of every object changes nothing", () => {
    const urls = bind([["/<__proto__>/<constructor>", { defaults: { toString: 1 } }]]);
    const { values } = urls.match({ pathInfo: "/a/b" });
    expect(Object.entries(values)).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
      ["toString", 1],
    ]);
    expect(Object.getPrototypeOf(values)).toBe(Object.prototype);
    expect(urls.map.isEndpointExpecting("/<__proto__>/<constructor>", "__proto__")).toBe(true);
    expect(urls.map.iterRules("__proto__")).toEqual([]);
  });

  test("[security 21] a segment named like a member of every object is unknown", () => {
    const urls = bind(["/a"]);
    for (const pathInfo of ["/__proto__", "/constructor", "/a/__proto__", "/toString"]) {
      expect(() => urls.match({ pathInfo })).toThrow(NotFound);
    }
  });
});

describe("methods", () => {
  test("choose among rules of one path", () => {
    const urls = bind([
      ["/tea", { methods: ["GET"], endpoint: "show" }],
      ["/tea", { methods: ["POST"], endpoint: "brew" }],
    ]);
    expect(endpointOf(urls, "/tea")).toBe("show");
    expect(endpointOf(urls, "/tea", "head")).toBe("show");
    expect(endpointOf(urls, "/tea", "POST")).toBe("brew");
  });

  test("that no rule takes are a 405 which names those that are taken", () => {
    const urls = bind([
      ["/<x>", { methods: ["GET"] }],
      ["/tea", { methods: ["POST"] }],
    ]);
    const refused = (): unknown => urls.match({ pathInfo: "/tea", method: "PUT" });
    expect(refused).toThrow(MethodNotAllowed);
    expect(refused).toThrow(expect.objectContaining({ validMethods: ["GET", "HEAD", "POST"] }));
    expect(urls.allowedMethods("/tea")).toEqual(["GET", "HEAD", "POST"]);
    expect(urls.allowedMethods("/a/b")).toEqual([]);
  });

  test("a rule without methods takes all of them", () => {
    expect(endpointOf(bind(["/tea"]), "/tea", "BREW")).toBe("/tea");
  });
});

describe("websockets", () => {
  const urls = bind([
    ["/", { endpoint: "page" }],
    ["/", { endpoint: "socket", websocket: true }],
    ["/live", { websocket: true }],
    "/page",
  ]);

  test("have rules of their own", () => {
    expect(urls.match({ pathInfo: "/", websocket: true }).rule.endpoint).toBe("socket");
    expect(urls.match({ pathInfo: "/" }).rule.endpoint).toBe("page");
    expect(urls.map.match({ path: "/live", method: "GET", websocket: true })?.rule.endpoint).toBe("/live");
  });

  test("are known by the scheme", () => {
    const socket = urls.map.bind("tea.test", { urlScheme: "wss" });
    expect(socket.match({ pathInfo: "/live" }).rule.endpoint).toBe("/live");
  });

  test("do not mix with requests", () => {
    expect(() => urls.match({ pathInfo: "/live" })).toThrow(WebsocketMismatch);
    expect(() => urls.match({ pathInfo: "/page", websocket: true })).toThrow(WebsocketMismatch);
  });
});

describe("domains", () => {
  const rules: readonly [string, RuleOptions][] = [
    ["/", { endpoint: "index" }],
    ["/", { endpoint: "kb", subdomain: "kb" }],
    ["/", { endpoint: "user", subdomain: "<user>" }],
    ["/<page>", { endpoint: "page", subdomain: "<user>-<int:year>" }],
  ];

  test("subdomains are matched, with variables", () => {
    const { map } = bind(rules);
    expect(map.bind("tea.test").match().rule.endpoint).toBe("index");
    expect(map.bind("tea.test", { subdomain: "kb" }).match().rule.endpoint).toBe("kb");
    expect(map.bind("tea.test", { subdomain: "ann" }).match().values).toEqual({ user: "ann" });
    expect(map.bind("tea.test", { subdomain: "ann-3", pathInfo: "/x" }).match().values).toEqual({
      user: "ann",
      year: 3,
      page: "x",
    });
    expect(map.match({ path: "/", method: "GET", subdomain: "bob" })?.values).toEqual({ user: "bob" });
  });

  test("a map may have a default one", () => {
    const { map } = bind(
      [
        ["/", { endpoint: "www" }],
        ["/", { endpoint: "bare", subdomain: "" }],
      ],
      {
        defaultSubdomain: "www",
      },
    );
    expect(map.bind("tea.test").match().rule.endpoint).toBe("www");
    expect(map.bind("tea.test", { subdomain: "" }).match().rule.endpoint).toBe("bare");
  });

  test("subdomains mean nothing when they are not matched", () => {
    const { map } = bind([["/a", { subdomain: "x" }]], { subdomainMatching: false });
    expect(map.bind("tea.test", { subdomain: "y" }).match({ pathInfo: "/a" }).rule.endpoint).toBe("/a");
  });

  test("whole hosts are matched, in any case and with their port", () => {
    const { map } = bind(
      [
        ["/", { endpoint: "main", host: "tea.test" }],
        ["/", { endpoint: "port", host: "tea.test:8080" }],
        ["/", { endpoint: "user", host: "<user>.tea.test" }],
      ],
      { hostMatching: true },
    );
    expect(map.bind("Tea.Test").match().rule.endpoint).toBe("main");
    expect(map.bind("tea.test:8080").match().rule.endpoint).toBe("port");
    expect(map.bind("a.b.tea.test").match().values).toEqual({ user: "a.b" });
    expect(map.match({ host: "ann.tea.test", path: "/", method: "GET" })?.values).toEqual({ user: "ann" });
    expect(() => map.bind("other.test").match()).toThrow(NotFound);
    expect(() => map.bind("tea.test", { subdomain: "x" })).toThrow(/'subdomain' is invalid/);
  });
});

describe("duplicate rules", () => {
  test.each<[string, [string, RuleOptions], [string, RuleOptions]]>([
    ["the same path", ["/a", {}], ["/a", {}]],
    ["another name of a variable", ["/<a>", {}], ["/<b>", {}]],
    ["a shared method", ["/", { methods: ["GET", "POST"] }], ["/", { methods: ["POST", "PUT"] }]],
    ["a method that every other rule has", ["/", { methods: ["OPTIONS"] }], ["/", { methods: ["OPTIONS"] }]],
  ])("%s is one", (_, first, second) => {
    const add = (): unknown => bind([first, [second[0], { endpoint: "second", ...second[1] }]]);
    expect(add).toThrow(DuplicateRuleError);
  });

  test("are told of without all that belongs to a rule", () => {
    const add = (): unknown => bind(["/a", ["/a", { endpoint: "second" }]]);
    expect(add).toThrow(expect.objectContaining({ code: "DUPLICATE_RULE" }));
    try {
      add();
    } catch (error) {
      expect((error as DuplicateRuleError).duplicate.endpoint).toBe("second");
      expect(inspect(error)).not.toContain("methods:");
    }
  });

  test.each<[string, [string, RuleOptions], [string, RuleOptions]]>([
    ["another method", ["/", { methods: ["GET"] }], ["/", { methods: ["POST"] }]],
    [
      "OPTIONS beside another method",
      ["/", { methods: ["GET", "OPTIONS"] }],
      ["/", { methods: ["PUT", "OPTIONS"] }],
    ],
    ["another converter", ["/<a>", {}], ["/<int:a>", {}]],
    ["a slash at the end", ["/a", {}], ["/a/", {}]],
    ["a websocket", ["/a", {}], ["/a", { websocket: true }]],
    ["another subdomain", ["/a", {}], ["/a", { subdomain: "x" }]],
    ["a rule for building only", ["/a", {}], ["/a", { buildOnly: true }]],
  ])("%s is none", (_, first, second) => {
    expect(() => bind([first, second])).not.toThrow();
  });

  test("name both rules", () => {
    expect(() =>
      bind([
        ["/a", { endpoint: "x" }],
        ["/a", { endpoint: "y" }],
      ]),
    ).toThrow(`The rule "/a" of endpoint 'y' takes the same requests as "/a" of endpoint 'x'.`);
  });
});

describe("the path", () => {
  test("[security 6] is one path however many slashes it begins with", () => {
    const urls = bind(["/admin/<x>"]);
    for (const path of ["/admin/a", "//admin/a", "///admin/a", "admin/a"]) {
      expect(urls.match({ pathInfo: path }).values).toEqual({ x: "a" });
      expect(urls.map.match({ path, method: "GET" })?.values).toEqual({ x: "a" });
    }
  });

  test("[security 6] [security 7] is taken as it is: nothing is decoded, cut off or resolved", () => {
    const urls = bind(["/admin", "/<page>", "/<x>/<y>"]);
    expect(endpointOf(urls, "/admin;a=b")).toBe("/<page>");
    expect(urls.match({ pathInfo: "/a%2Fb" }).values).toEqual({ page: "a%2Fb" });
    expect(urls.match({ pathInfo: "/./admin" }).values).toEqual({ x: ".", y: "admin" });
    expect(urls.match({ pathInfo: "/a\\..\\b" }).values).toEqual({ page: "a\\..\\b" });
    expect(() => urls.match({ pathInfo: "/Admin/" })).toThrow(NotFound);
  });

  test("[security 10] of hostile length is answered at once", () => {
    const urls = bind(["/<a>-<b>", "/<a>-<b>-<c>/x", "/<path:p>/<q>-<r>/end"]);
    expect(urls.match({ pathInfo: `/${"-a".repeat(8_000)}` }).values["b"]).toBe("a");
    expect(urls.map.match({ path: `/${"-a".repeat(8_000)}/`, method: "GET" })).toBeUndefined();
    expect(urls.map.match({ path: "/-a".repeat(8_000), method: "GET" })).toBeUndefined();
    expect(urls.map.match({ path: `/x${"/".repeat(100_000)}y`, method: "GET" })).toBeUndefined();
  });
});

test("a match asks as many rules in a large map as in a small one", () => {
  const rulesAsked = (count: number): number => {
    let asked = 0;
    const rules = Array.from({ length: count }, (_, number) => {
      const rule = new Rule(`/section${number}/<int:id>/edit`);
      Object.defineProperty(rule, "methods", { get: () => void asked++ });
      return rule;
    });
    const map = new UrlMap(rules);
    asked = 0;
    expect(map.match({ path: "/section3/7/edit", method: "GET" })?.values).toEqual({ id: 7 });
    return asked;
  };
  expect(rulesAsked(5_000)).toBe(rulesAsked(5));
});
