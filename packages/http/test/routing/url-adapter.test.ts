import {
  type BindableRequest,
  HTTPException,
  NotFound,
  RequestRedirect,
  Rule,
  subdomainOf,
  UrlMap,
  type UrlMapOptions,
} from "@dewar/http";
import { describe, expect, test } from "vitest";

const rules = [
  new Rule("/", { endpoint: "index" }),
  new Rule("/shop/", { endpoint: "shop", methods: ["GET"] }),
  new Rule("/item/<int:id>", { endpoint: "item" }),
  new Rule("/kb", { endpoint: "kb", subdomain: "kb" }),
];

function request(more: Partial<BindableRequest> = {}, headers: Record<string, string> = {}): BindableRequest {
  const all = new Map(Object.entries(headers));
  const usual = { method: "GET", scheme: "http", host: "tea.test", path: "/", rootPath: "", queryString: "" };
  return { ...usual, headers: { get: (name) => all.get(name) }, ...more };
}

describe("an adapter", () => {
  const urls = new UrlMap(rules).bind("tea.test");

  test("tests whether a URL is known, redirects included", () => {
    expect(urls.test("/shop/")).toBe(true);
    expect(urls.test("/shop")).toBe(true);
    expect(urls.test("/shop/", "POST")).toBe(false);
    expect(urls.test("/none")).toBe(false);
  });

  test("tells the methods of a URL", () => {
    expect(urls.allowedMethods("/shop/")).toEqual(["GET", "HEAD"]);
    expect(urls.allowedMethods("/item/1")).toEqual([]);
  });

  test("dispatches to a view", () => {
    const view = (rule: Rule, values: Record<string, unknown>): string =>
      `${rule.endpoint} ${JSON.stringify(values)}`;
    expect(urls.dispatch(view, { pathInfo: "/item/3" })).toBe('item {"id":3}');
    expect(urls.dispatch(view, { pathInfo: "/shop" })).toBeInstanceOf(RequestRedirect);
    expect(() => urls.dispatch(view, { pathInfo: "/none" })).toThrow(NotFound);
  });

  test("returns the errors of a view when it is asked to", () => {
    const view = (): never => {
      throw new NotFound("no such tea");
    };
    expect(urls.dispatch(view, { pathInfo: "/", catchHttpExceptions: true })).toBeInstanceOf(HTTPException);
    expect(() => urls.dispatch(view, { pathInfo: "/" })).toThrow("no such tea");
    const redirect = new RequestRedirect("http://tea.test/");
    const redirecting = (): never => {
      throw redirect;
    };
    expect(() => urls.dispatch(redirecting, { pathInfo: "/" })).toThrow(redirect);
  });

  test("passes errors on that are none of HTTP", () => {
    const broken = new UrlMap([new Rule("/a", { endpoint: "a", alias: true })]).bind("tea.test");
    expect(() => broken.test("/a")).toThrow(TypeError);
    expect(() => broken.allowedMethods("/a")).toThrow(TypeError);
  });
});

describe("a map bound to a request", () => {
  const bind = (asked: BindableRequest, serverName?: string, options?: UrlMapOptions) =>
    new UrlMap(rules, options).bindToRequest(asked, { serverName });

  test("takes the path, the method, the query and the mount point from it", () => {
    const urls = bind(request({ method: "PUT", path: "/item/3", rootPath: "/app", queryString: "a=1" }));
    expect(urls).toMatchObject({
      defaultMethod: "PUT",
      pathInfo: "/item/3",
      scriptName: "/app/",
      queryArgs: "a=1",
    });
    expect(urls.match().values).toEqual({ id: 3 });
  });

  test("finds the subdomain below the name of the server", () => {
    expect(bind(request({ host: "KB.tea.test" }), "Tea.test").subdomain).toBe("kb");
    expect(bind(request({ host: "a.b.tea.test" }), "tea.test").subdomain).toBe("a.b");
    expect(bind(request({ host: "kb.tea.test:5000" }), "tea.test:5000").subdomain).toBe("kb");
    expect(bind(request({ host: "kb.tea.test" }), "tea.test:80").subdomain).toBe("kb");
    expect(bind(request({ host: "kb.tea.test", scheme: "https" }), "tea.test:443").subdomain).toBe("kb");
  });

  test("takes the default one for a host that is not below it", () => {
    for (const host of ["other.test", "nottea.test", "127.0.0.1:8000", "", "kb.tea.test:81"]) {
      const urls = bind(request({ host }), "tea.test", { defaultSubdomain: "www" });
      expect(urls).toMatchObject({ subdomain: "www", serverName: "tea.test" });
    }
  });

  test("takes the server from the request when it has no name", () => {
    expect(bind(request({ host: "kb.tea.test:81" }))).toMatchObject({
      serverName: "kb.tea.test:81",
      subdomain: "",
    });
    const hosts = bind(request({ host: "kb.tea.test" }), "tea.test", { hostMatching: true });
    expect(hosts.serverName).toBe("kb.tea.test");
  });

  test("sees a websocket by the headers of its upgrade", () => {
    const schemeOf = (headers: Record<string, string>, scheme = "http"): string =>
      bind(request({ scheme }, headers)).urlScheme;
    expect(schemeOf({ Connection: "Upgrade", Upgrade: "websocket" })).toBe("ws");
    expect(schemeOf({ Connection: "keep-alive, upgrade", Upgrade: "WebSocket" }, "https")).toBe("wss");
    expect(schemeOf({ Connection: "upgrade", Upgrade: "h2c" })).toBe("http");
    expect(schemeOf({ Connection: "upgradex", Upgrade: "websocket" })).toBe("http");
    expect(schemeOf({ Upgrade: "websocket" })).toBe("http");
  });

  test("sends a query on as it came, but for what a header cannot carry", () => {
    const urls = bind(request({ path: "/shop", queryString: "a=%2F&b=ü\r\nx" }));
    expect(() => urls.match()).toThrow(
      expect.objectContaining({ newUrl: "http://tea.test/shop/?a=%2F&b=%C3%BC%0D%0Ax" }),
    );
  });
});

test("the subdomain of a host ends at a dot", () => {
  expect(subdomainOf("tea.test", "tea.test")).toBe("");
  expect(subdomainOf("a.tea.test", "tea.test")).toBe("a");
  expect(subdomainOf("atea.test", "tea.test")).toBeUndefined();
});
