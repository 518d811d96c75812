import {
  BuildError,
  MultiDict,
  Rule,
  type RuleOptions,
  type UrlAdapter,
  UrlMap,
  type UrlMapOptions,
} from "@dewar/http";
import { describe, expect, test } from "vitest";

function bind(rules: readonly (readonly [string, RuleOptions])[], options?: UrlMapOptions): UrlAdapter {
  return new UrlMap(
    rules.map(([path, more]) => new Rule(path, more)),
    options,
  ).bind("tea.test");
}

describe("building a URL", () => {
  const urls = bind([
    ["/", { endpoint: "index" }],
    ["/post/<int:id>/<slug>", { endpoint: "post" }],
    ["/files/<path:name>", { endpoint: "file" }],
    ["/b o x/ü/<x>?", { endpoint: "odd" }],
  ]);

  test("fills in the variables of the rule", () => {
    expect(urls.build("index")).toBe("/");
    expect(urls.build("post", { id: 7, slug: "green tea" })).toBe("/post/7/green%20tea");
    expect(urls.build("file", { name: "a/b c.txt" })).toBe("/files/a/b%20c.txt");
  });

  test("encodes the rule's own text", () => {
    expect(urls.build("odd", { x: "y" })).toBe("/b%20o%20x/%C3%BC/y%3F");
  });

  test("[security 11] never begins with two slashes, which would be a host", () => {
    const root = bind([["/<path:p>", { endpoint: "p" }]]);
    expect(root.build("p", { p: "//evil.test" })).toBe("/evil.test");
    for (const scriptName of ["//evil.test", "/\\evil.test/", "\\\\evil.test"]) {
      expect(root.map.bind("tea.test", { scriptName }).build("p", { p: "x" })).toBe("/evil.test/x");
    }
  });

  test("[security 13] lets no value choose another host", () => {
    const options = { endpoint: "index" };
    const subdomains = bind([["/", { ...options, subdomain: "<name>" }]]);
    expect(subdomains.build("index", { name: "evil.test/" })).toBe("http://evil.test%2F.tea.test/");
    expect(subdomains.build("index", { name: "a@evil.test\\?#" })).toBe(
      "http://a%40evil.test%5C%3F%23.tea.test/",
    );
    const hosts = bind([["/", { ...options, host: "<name>.tea.test" }]], { hostMatching: true });
    expect(hosts.build("index", { name: "//evil.test/" })).toBe("http://%2F%2Fevil.test%2F.tea.test/");
  });

  test("puts unknown values into the query, lists one by one", () => {
    expect(urls.build("index", { q: "a b&c", tag: ["x", "y"], page: 2 })).toBe(
      "/?q=a+b%26c&tag=x&tag=y&page=2",
    );
    expect(urls.build("index", { "a[]": "ü", "€": "=+%" })).toBe("/?a%5B%5D=%C3%BC&%E2%82%AC=%3D%2B%25");
    expect(urls.build("index", { q: "x" }, { appendUnknown: false })).toBe("/");
  });

  test("passes over values that are null or undefined", () => {
    expect(urls.build("index", { a: null, b: undefined, c: [null, "z"], d: [], e: "", f: 0 })).toBe(
      "/?c=z&e=&f=0",
    );
    expect(() => urls.build("post", { id: 1, slug: null })).toThrow(BuildError);
  });

  test("takes a MultiDict", () => {
    const values = new MultiDict<unknown>([
      ["name", "a"],
      ["tag", 1],
      ["tag", 2],
    ]);
    expect(urls.build("file", values)).toBe("/files/a?tag=1&tag=2");
  });

  test("[security 21] takes any name as that of a value", () => {
    const values = JSON.parse('{"__proto__": "x", "constructor": "y"}') as Record<string, unknown>;
    expect(urls.build("index", values)).toBe("/?__proto__=x&constructor=y");
    expect(() => urls.build("__proto__")).toThrow(BuildError);
  });

  test("sorts the query when the map says so", () => {
    const sorted = bind([["/", { endpoint: "index" }]], { sortParameters: true });
    expect(sorted.build("index", { b: 1, a: 2, B: 3 })).toBe("/?B=3&a=2&b=1");
    const byValue = bind([["/", { endpoint: "index" }]], {
      sortParameters: true,
      sortKey: ([, value]) => value,
    });
    expect(byValue.build("index", { b: 2, a: 3, c: 1 })).toBe("/?c=1&b=2&a=3");
  });
});

describe("the rule to build from", () => {
  test("is the one that has a use for most values", () => {
    const urls = bind([
      ["/archive", { endpoint: "archive" }],
      ["/archive/<int:year>", { endpoint: "archive" }],
      ["/archive/<int:year>/<int:month>", { endpoint: "archive" }],
    ]);
    expect(urls.build("archive")).toBe("/archive");
    expect(urls.build("archive", { year: 2024 })).toBe("/archive/2024");
    expect(urls.build("archive", { year: 2024, month: 2 })).toBe("/archive/2024/2");
    expect(urls.build("archive", { month: 2 })).toBe("/archive?month=2");
  });

  test("agrees with its defaults", () => {
    const urls = bind([
      ["/", { endpoint: "list", defaults: { page: 1, all: false } }],
      ["/all", { endpoint: "list", defaults: { page: 1, all: true } }],
      ["/<int:page>", { endpoint: "list", defaults: { all: false } }],
    ]);
    expect(urls.build("list", { all: false })).toBe("/");
    expect(urls.build("list", { page: 1, all: true })).toBe("/all");
    expect(urls.build("list", { page: 3, all: false })).toBe("/3");
    expect(urls.build("list", { page: true })).toBe("/");
    expect(() => urls.build("list", { page: 3, all: true })).toThrow(BuildError);
  });

  test("has its default in its path, whatever is given", () => {
    const urls = bind([["/<lang>/tea", { endpoint: "tea", defaults: { lang: "en" } }]]);
    expect(urls.build("tea")).toBe("/en/tea");
    expect(urls.build("tea", { lang: "en" })).toBe("/en/tea");
  });

  test("takes the method: that which is asked for, else the adapter's, else any", () => {
    const urls = bind([
      ["/read", { endpoint: "tea", methods: ["GET"] }],
      ["/write", { endpoint: "tea", methods: ["POST"] }],
      ["/brew", { endpoint: "brew", methods: ["POST"] }],
    ]);
    expect(urls.build("tea")).toBe("/read");
    expect(urls.build("tea", {}, { method: "post" })).toBe("/write");
    expect(urls.map.bind("tea.test", { defaultMethod: "POST" }).build("tea")).toBe("/write");
    expect(urls.build("brew")).toBe("/brew");
  });

  test("may be one for building only", () => {
    const urls = bind([["/cdn/<name>", { endpoint: "cdn", buildOnly: true }]]);
    expect(urls.build("cdn", { name: "x" })).toBe("/cdn/x");
    expect(urls.test("/cdn/x")).toBe(false);
  });

  test("merges its slashes, unless it keeps them apart", () => {
    const urls = bind([
      ["/a//b", { endpoint: "merged" }],
      ["/c//d", { endpoint: "apart", mergeSlashes: false }],
    ]);
    expect(urls.build("merged")).toBe("/a/b");
    expect(urls.build("apart")).toBe("/c//d");
  });
});

describe("whole URLs", () => {
  const { map } = bind([
    ["/p", { endpoint: "p" }],
    ["/live", { endpoint: "live", websocket: true }],
    ["/kb", { endpoint: "kb", subdomain: "kb" }],
    ["/u", { endpoint: "user", subdomain: "<name>" }],
  ]);

  test("are built when asked for, with the mount point", () => {
    const urls = map.bind("tea.test:8443", { urlScheme: "https", scriptName: "/app" });
    expect(urls.build("p")).toBe("/app/p");
    expect(urls.build("p", { q: 1 }, { forceExternal: true })).toBe("https://tea.test:8443/app/p?q=1");
    expect(urls.build("p", {}, { forceExternal: true, urlScheme: "http" })).toBe(
      "http://tea.test:8443/app/p",
    );
    expect(urls.build("p", {}, { forceExternal: true, urlScheme: "" })).toBe("//tea.test:8443/app/p");
  });

  test("are built for another subdomain", () => {
    expect(map.bind("tea.test").build("kb")).toBe("http://kb.tea.test/kb");
    expect(map.bind("tea.test", { subdomain: "kb" }).build("kb")).toBe("/kb");
    expect(map.bind("tea.test").build("user", { name: "ann" })).toBe("http://ann.tea.test/u");
  });

  test("are built for websockets always", () => {
    expect(map.bind("tea.test").build("live")).toBe("ws://tea.test/live");
    expect(map.bind("tea.test", { urlScheme: "https" }).build("live")).toBe("wss://tea.test/live");
    expect(map.bind("tea.test", { urlScheme: "wss" }).build("p", {}, { forceExternal: true })).toBe(
      "https://tea.test/p",
    );
  });

  test("are built for another host, the bound one being preferred", () => {
    const hosts = bind(
      [
        ["/", { endpoint: "index", host: "one.test" }],
        ["/", { endpoint: "index", host: "two.test" }],
        ["/", { endpoint: "user", host: "<name>.test" }],
      ],
      { hostMatching: true },
    ).map;
    expect(hosts.bind("two.test").build("index")).toBe("/");
    expect(hosts.bind("three.test").build("index")).toBe("http://one.test/");
    expect(hosts.bind("two.test").build("user", { name: "ann" })).toBe("http://ann.test/");
  });

  test("are always built when neither hosts nor subdomains are matched, unless a subdomain is bound", () => {
    const { map: plain } = bind([["/p", { endpoint: "p" }]], { subdomainMatching: false });
    expect(plain.bind("tea.test").build("p")).toBe("http://tea.test/p");
    expect(plain.bind("tea.test", { subdomain: "" }).build("p")).toBe("/p");
  });

  test("write a domain name of any letters in ASCII", () => {
    expect(map.bind("Grüner.Tee.test:81").build("p", {}, { forceExternal: true })).toBe(
      "http://xn--grner-lva.tee.test:81/p",
    );
  });
});

describe("a URL that cannot be built", () => {
  const urls = bind([
    ["/post/<int:id>", { endpoint: "showPost", methods: ["GET"] }],
    ["/user/<name>", { endpoint: "showUser" }],
  ]);
  const messageOf = (endpoint: string, values = {}, options = {}): string => {
    try {
      return urls.build(endpoint, values, options);
    } catch (error) {
      return error instanceof BuildError ? error.message : "another error";
    }
  };

  test("names the values that are missing", () => {
    expect(messageOf("showPost")).toBe(
      "Could not build url for endpoint 'showPost'. Did you forget to specify values ['id']?",
    );
  });

  test("names the endpoint that was perhaps meant", () => {
    expect(messageOf("showUsers", { b: 1, a: 2 })).toBe(
      "Could not build url for endpoint 'showUsers' with values ['a', 'b']. Did you mean 'showUser' instead?",
    );
  });

  test("names the values of the rule that has most, where several are as near", () => {
    const several = bind([
      ["/tea/<leaf>", { endpoint: "tea" }],
      ["/tea/<leaf>/<int:cups>", { endpoint: "tea" }],
    ]);
    expect(() => several.build("tea")).toThrow("Did you forget to specify values ['cups', 'leaf']?");
  });

  test("names the methods that would do", () => {
    expect(messageOf("showPost", { id: 1 }, { method: "POST" })).toBe(
      "Could not build url for endpoint 'showPost' ('POST') with values ['id']. Did you mean to use methods ['GET', 'HEAD']?",
    );
  });

  test("has nothing to suggest in an empty map", () => {
    expect(() => new UrlMap().bind("tea.test").build("it's")).toThrow(
      `Could not build url for endpoint "it's".`,
    );
  });

  test("is told with what was asked for", () => {
    try {
      urls.build("showPots", { id: 1 });
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: "URL_BUILD", endpoint: "showPots", values: ["id"] });
      expect((error as BuildError).suggested?.endpoint).toBe("showPost");
    }
  });
});
