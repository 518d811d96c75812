import { expect, test } from "vitest";

import {
  buildRequest,
  Client,
  ClientRedirectError,
  CookieJar,
  type RequestHandler,
  Response,
} from "../../src/index.ts";
import { describeMatrix } from "../matrix.ts";

function redirectTo(location: string, status = 302): Response {
  return new Response("", { status, headers: { Location: location } });
}

const shop: RequestHandler = (request) => {
  if (request.path === "/login") {
    const response = redirectTo("/");
    response.setCookie("user", request.form.get("name") ?? "", { httpOnly: true });
    return response;
  }
  if (request.path === "/again") return redirectTo("/echo", 307);
  if (request.path === "/echo") return new Response(`${request.method} ${request.text}`);
  if (request.path === "/loop") return redirectTo("/loop");
  if (request.path === "/out") return redirectTo("http://evil.test/");
  return new Response(`Hello ${request.cookies.get("user") ?? "you"}`);
};

describeMatrix("a client", (connect) => {
  test("keeps cookies and follows redirects, with their history", async () => {
    const client = await connect(shop);
    const response = await client.post("/login", { form: { name: "Ann; é" }, followRedirects: true });
    expect(response.text).toBe("Hello Ann; é");
    expect(response.request.method).toBe("GET");
    expect(response.history.map(({ statusCode, location }) => [statusCode, location])).toEqual([[302, "/"]]);
    expect(client.getCookie("user")).toMatchObject({ value: "Ann; é", httpOnly: true });
    client.deleteCookie("user");
    expect((await client.get("/")).text).toBe("Hello you");
  });

  test("does not follow redirects by itself", async () => {
    const client = await connect(shop, { useCookies: false });
    expect((await client.post("/login")).statusCode).toBe(302);
    expect((await client.get("/")).text).toBe("Hello you");
  });

  test("repeats the request where a redirect asks for it", async () => {
    const client = await connect(shop);
    expect((await client.post("/again", { data: "tea", followRedirects: true })).text).toBe("POST tea");
  });

  test("stops at redirects that go in circles or leave", async () => {
    const client = await connect(shop);
    await expect(client.get("/loop", { followRedirects: true })).rejects.toThrow(ClientRedirectError);
    await expect(client.get("/out", { followRedirects: true })).rejects.toThrow("leaves the application");
  });
});

test("a client in process gets the errors of its handler", async () => {
  const client = new Client(() => {
    throw new RangeError("too hot");
  });
  await expect(client.get("/")).rejects.toThrow(RangeError);
});

test("a client of a mounted application stays below its root", async () => {
  const client = new Client((request) => redirectTo(request.path === "/in" ? "/shop/x" : "/x"), {
    baseUrl: "http://localhost/shop",
  });
  await expect(client.get("/out", { followRedirects: true })).rejects.toThrow(
    "where the application is mounted",
  );
  const response = await client.get("/in");
  expect([response.request.rootPath, response.request.path]).toEqual(["/shop", "/in"]);
});

test("cookies belong to a domain and a path", () => {
  const jar = new CookieJar();
  jar.store("a=1; Domain=.tea.test", "shop.tea.test", "/cups/new");
  jar.store("b=2; Path=/", "shop.tea.test", "/");
  expect(jar.header("shop.tea.test", "/cups/1")).toBe("a=1; b=2");
  expect(jar.header("tea.test", "/cups")).toBe("a=1");
  expect(jar.header("shop.tea.test", "/cupsize")).toBe("b=2");
  expect(jar.header("eviltea.test", "/cups")).toBeUndefined();
  jar.store("b=; Path=/; Max-Age=0", "shop.tea.test", "/");
  jar.store("a=; Domain=tea.test; Path=/cups; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "tea.test", "/");
  expect([...jar]).toEqual([]);
});

test("a request is built as a server would build it", () => {
  const request = buildRequest("/ü?a=1#part", {
    query: { b: ["2", "3"], c: undefined },
    headers: { "X-A": "b" },
  });
  expect(request.source.target).toBe("/%C3%BC?a=1&b=2&b=3");
  expect([...request.headers]).toEqual([
    ["X-A", "b"],
    ["Host", "localhost"],
  ]);
  expect(buildRequest("https://tea.test:81/x").hostUrl).toBe("https://tea.test:81/");
  expect(() => buildRequest("/", { baseUrl: "localhost" })).toThrow(TypeError);
});
