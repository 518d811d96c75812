import { NotFound, RequestRedirect, Rule, type UrlAdapter, type MatchOptions, UrlMap } from "@dewar/http";
import { describe, expect, test } from "vitest";

function redirectOf(urls: UrlAdapter, pathInfo: string, options: MatchOptions = {}): string | undefined {
  try {
    urls.match({ pathInfo, ...options });
    return undefined;
  } catch (error) {
    if (error instanceof RequestRedirect) return error.newUrl;
    throw error;
  }
}

describe("the slash at the end of a branch", () => {
  const urls = new UrlMap([
    new Rule("/", { endpoint: "index" }),
    new Rule("/shop/", { endpoint: "shop" }),
    new Rule("/<page>", { endpoint: "page" }),
    new Rule("/wiki/<path:page>/", { endpoint: "wiki" }),
  ]).bind("tea.test");

  test("is added by a redirect, even where another rule would match", () => {
    expect(redirectOf(urls, "/shop")).toBe("http://tea.test/shop/");
    expect(redirectOf(urls, "/wiki/a/b")).toBe("http://tea.test/wiki/a/b/");
    expect(redirectOf(urls, "")).toBe("http://tea.test/");
  });

  test("is not taken away", () => {
    expect(() => urls.match({ pathInfo: "/other/" })).toThrow(NotFound);
  });

  test("keeps the query, the mount point, the scheme and the port", () => {
    const mounted = urls.map.bind("tea.test:8443", {
      scriptName: "/app",
      urlScheme: "https",
      queryArgs: "a=1&b",
    });
    expect(redirectOf(mounted, "/shop")).toBe("https://tea.test:8443/app/shop/?a=1&b");
    expect(redirectOf(mounted, "/shop", { queryArgs: { q: "a b" } })).toBe(
      "https://tea.test:8443/app/shop/?q=a+b",
    );
  });

  test("does not matter to a rule that is not strict", () => {
    const loose = new UrlMap([new Rule("/a"), new Rule("/b/"), new Rule("/c/<path:p>/")], {
      strictSlashes: false,
    });
    for (const path of ["/a", "/a/", "/b", "/b/", "/c/x", "/c/x/"]) {
      expect(loose.match({ path, method: "GET" })).toBeDefined();
    }
    const strict = new Rule("/d/", { strictSlashes: true });
    loose.add(strict);
    expect(redirectOf(loose.bind("tea.test"), "/d")).toBe("http://tea.test/d/");
  });
});

describe("repeated slashes", () => {
  const urls = new UrlMap([
    new Rule("/a/b", { endpoint: "b" }),
    new Rule("/a/c/", { endpoint: "c" }),
    new Rule("/p/<path:p>", { endpoint: "p" }),
    new Rule("/raw//x", { endpoint: "raw", mergeSlashes: false }),
    new Rule("/raw/y", { endpoint: "y", mergeSlashes: false }),
  ]).bind("tea.test");

  test("are one, by a redirect", () => {
    expect(redirectOf(urls, "/a//b")).toBe("http://tea.test/a/b");
    expect(redirectOf(urls, "///a////b")).toBe("http://tea.test/a/b");
    expect(redirectOf(urls, "/a//c")).toBe("http://tea.test/a/c/");
  });

  test("stay in a variable that may hold them", () => {
    expect(urls.match({ pathInfo: "/p/http://x//y" }).values).toEqual({ p: "http://x//y" });
  });

  test("stay in a rule that says so", () => {
    expect(urls.match({ pathInfo: "/raw//x" }).rule.endpoint).toBe("raw");
    expect(() => urls.match({ pathInfo: "/raw//y" })).toThrow(NotFound);
  });

  test("are kept apart by a map that says so", () => {
    const apart = new UrlMap([new Rule("/a/b")], { mergeSlashes: false });
    expect(() => apart.bind("tea.test").match({ pathInfo: "/a//b" })).toThrow(NotFound);
  });
});

describe("defaults", () => {
  const rules = [
    new Rule("/posts/", { endpoint: "posts", defaults: { page: 1 } }),
    new Rule("/posts/<int:page>", { endpoint: "posts" }),
    new Rule("/posts/first", { endpoint: "posts", defaults: { page: 1 }, alias: true }),
  ];

  test("that a URL spells out are redirected to their rule", () => {
    const urls = new UrlMap(rules).bind("tea.test");
    expect(redirectOf(urls, "/posts/1")).toBe("http://tea.test/posts/");
    expect(urls.match({ pathInfo: "/posts/2" }).values).toEqual({ page: 2 });
    expect(urls.map.match({ path: "/posts/1", method: "GET" })).toBeUndefined();
  });

  test("are not, in a map that says so", () => {
    const urls = new UrlMap(rules, { redirectDefaults: false }).bind("tea.test");
    expect(urls.match({ pathInfo: "/posts/1" }).values).toEqual({ page: 1 });
    expect(urls.match({ pathInfo: "/posts/first" }).values).toEqual({ page: 1 });
  });

  test("may lead to another subdomain", () => {
    const urls = new UrlMap([
      new Rule("/t", { endpoint: "t", defaults: { n: 0 }, subdomain: "a" }),
      new Rule("/t/<int:n>", { endpoint: "t", subdomain: "b" }),
    ]).bind("tea.test", { subdomain: "b" });
    expect(redirectOf(urls, "/t/0")).toBe("http://a.tea.test/t");
  });
});

describe("an alias", () => {
  test("is redirected to the rule that is none, with its values", () => {
    const urls = new UrlMap([
      new Rule("/users/<int:id>", { endpoint: "user" }),
      new Rule("/u-<int:id>.html", { endpoint: "user", alias: true }),
    ]).bind("tea.test");
    expect(redirectOf(urls, "/u-3.html", { queryArgs: { tab: "x" } })).toBe("http://tea.test/users/3?tab=x");
    expect(urls.build("user", { id: 3 })).toBe("/users/3");
    expect(urls.map.match({ path: "/u-3.html", method: "GET" })).toBeUndefined();
  });

  test("needs such a rule", () => {
    const urls = new UrlMap([new Rule("/a", { endpoint: "a", alias: true })]).bind("tea.test");
    expect(() => urls.match({ pathInfo: "/a" })).toThrow(/The alias "\/a" leads nowhere/);
  });
});

describe("redirectTo", () => {
  const urls = new UrlMap([
    new Rule("/old/<int:id>", { redirectTo: "new/<id>" }),
    new Rule("/rooted/<id>", { redirectTo: "/new/<id>?from=<id>" }),
    new Rule("/made/<id>", { redirectTo: (adapter, { id }) => `${adapter.scriptName}made-${String(id)}` }),
    new Rule("/away", { redirectTo: "https://other.test?q=ü" }),
    new Rule("/go/<path:where>", { redirectTo: "<where>" }),
  ]).bind("tea.test", { scriptName: "/app" });

  test("fills variables in, relative to the application", () => {
    expect(redirectOf(urls, "/old/3")).toBe("http://tea.test/app/new/3");
    expect(redirectOf(urls, "/rooted/a b")).toBe("http://tea.test/new/a%20b?from=a%20b");
    expect(redirectOf(urls, "/away")).toBe("https://other.test?q=%C3%BC");
  });

  test("may be a function", () => {
    expect(redirectOf(urls, "/made/7")).toBe("http://tea.test/app/made-7");
  });

  test("never lets a value of the URL name another host", () => {
    expect(redirectOf(urls, "/go/http://evil.test/")).toBe("http://tea.test/app/http://evil.test/");
    expect(redirectOf(urls, "/go/x:y")).toBe("http://tea.test/app/x:y");
  });
});

test("a target that names a variable which its rule does not have is a mistake of the program", () => {
  const urls = new UrlMap([new Rule("/old/<id>", { redirectTo: "/new/<name>" })]).bind("tea.test");
  expect(() => urls.match({ pathInfo: "/old/3" })).toThrow("has no variable 'name'");
});

test("[security 11] a redirect never names another host, whatever the path", () => {
  const urls = new UrlMap([
    new Rule("/<path:p>/", { endpoint: "p" }),
    new Rule("/<path:p>/<int:n>/", { endpoint: "d" }),
    new Rule("/<path:p>/last/", { endpoint: "d", defaults: { n: 1 } }),
  ]).bind("tea.test");
  for (const path of [
    "//evil.test/x",
    "/\\evil.test",
    "//evil.test/1/",
    "/%5cevil",
    "/\tevil",
    "//\nevil.test",
    "/@evil",
  ]) {
    const url = redirectOf(urls, path);
    if (url === undefined) continue;
    expect(new URL(url).host).toBe("tea.test");
    expect(new URL(url).pathname.startsWith("//")).toBe(false);
    expect(url).toMatch(/^[!-~]+$/);
  }
});

test("a redirect is a response with a page for people and a location for clients", () => {
  const response = new RequestRedirect("http://tea.test/?a=1&b=2").getResponse();
  expect(response.statusCode).toBe(308);
  expect(response.headers.get("Location")).toBe("http://tea.test/?a=1&b=2");
  expect(response.text).toContain('<a href="http://tea.test/?a=1&amp;b=2">');
});
