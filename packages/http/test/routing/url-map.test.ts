import {
  EndpointPrefix,
  PathConverter,
  Rule,
  RuleTemplate,
  StringConverter,
  Subdomain,
  Submount,
  UrlMap,
} from "@dewar/http";
import { describe, expect, test } from "vitest";

describe("a map", () => {
  const map = new UrlMap([
    new Rule("/", { endpoint: "index" }),
    new Rule("/<int:id>", { endpoint: "item", defaults: { tab: "main" } }),
    new Rule("/<int:id>/<tab>", { endpoint: "item" }),
  ]);

  test("lists its rules", () => {
    expect(map.iterRules().map((rule) => rule.rule)).toEqual(["/", "/<int:id>", "/<int:id>/<tab>"]);
    expect(map.iterRules("item")).toHaveLength(2);
    expect(map.iterRules("none")).toEqual([]);
  });

  test("knows what an endpoint expects", () => {
    expect(map.isEndpointExpecting("item", "id", "tab")).toBe(true);
    expect(map.isEndpointExpecting("item", "page")).toBe(false);
    expect(map.isEndpointExpecting("none")).toBe(false);
  });

  test("finds plain matches without an adapter, and leaves the rest to one", () => {
    expect(map.match({ path: "/", method: "GET" })).toEqual({ rule: map.iterRules()[0], values: {} });
    expect(map.match({ path: "/3/x", method: "GET" })?.values).toEqual({ id: 3, tab: "x" });
    expect(map.match({ path: "/3/main", method: "GET" })).toBeUndefined();
    expect(map.match({ path: "/x", method: "GET" })).toBeUndefined();
  });

  test("has converters that may be added to", () => {
    const own = new UrlMap();
    own.converters["slug"] = StringConverter;
    own.add(new Rule("/<slug:s>", { endpoint: "s" }));
    expect(own.match({ path: "/a", method: "GET" })?.values).toEqual({ s: "a" });
    expect(() => new UrlMap().add(new Rule("/<slug:s>"))).toThrow(
      /'slug' does not exist.* one of: .*\bint\b/,
    );
  });

  test("shares a rule with another map", () => {
    const rule = new Rule("/<x>", { endpoint: "x" });
    const other = new UrlMap([rule], { converters: { default: PathConverter } });
    expect(new UrlMap([rule]).match({ path: "/a/b", method: "GET" })).toBeUndefined();
    expect(other.match({ path: "/a/b", method: "GET" })?.rule).toBe(rule);
  });
});

describe("rule factories", () => {
  const rules = [
    new Rule("/", { endpoint: "index" }),
    new Rule("/<int:id>", { endpoint: "show", methods: ["GET"] }),
  ];

  test("put rules under a path", () => {
    const map = new UrlMap([new Submount("/blog/", rules)]);
    expect(map.iterRules().map((rule) => rule.rule)).toEqual(["/blog/", "/blog/<int:id>"]);
    expect(map.iterRules("show")[0]?.methods).toEqual(new Set(["GET", "HEAD"]));
  });

  test("put rules under a subdomain", () => {
    const urls = new UrlMap([new Subdomain("kb", rules)]).bind("tea.test");
    expect(urls.build("show", { id: 1 })).toBe("http://kb.tea.test/1");
  });

  test("stand in each other", () => {
    const map = new UrlMap([new Submount("/a", [new EndpointPrefix("b.", [new Submount("/c", rules)])])]);
    expect(map.iterRules().map((rule) => [rule.rule, rule.endpoint])).toEqual([
      ["/a/c/", "b.index"],
      ["/a/c/<int:id>", "b.show"],
    ]);
  });
});

describe("a rule template", () => {
  const resource = new RuleTemplate([
    new Rule("/$name/", { endpoint: "${name}.list", defaults: { kind: "$name", page: 1 } }),
    new Rule("/$name/<int:id>$$", { endpoint: "$name.show", subdomain: "${name}s" }),
  ]);

  test("is filled in everywhere", () => {
    const [list, show] = new UrlMap([resource.expand({ name: "tea" })]).iterRules();
    expect(list).toMatchObject({ rule: "/tea/", endpoint: "tea.list", defaults: { kind: "tea", page: 1 } });
    expect(show).toMatchObject({ rule: "/tea/<int:id>$", endpoint: "tea.show", subdomain: "teas" });
  });

  test("needs a value for every placeholder", () => {
    expect(() => new UrlMap([resource.expand({ nome: "x" })])).toThrow(/needs a value for "\$name"/);
    expect(() => new UrlMap([resource.expand({})])).toThrow(TypeError);
  });
});
