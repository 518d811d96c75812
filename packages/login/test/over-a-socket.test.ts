import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { makeSite } from "./site.ts";

test("a login over a socket lasts, is protected, and is remembered", async () => {
  const { app } = makeSite({ config: { SESSION_PROTECTION: "strong" }, loginView: "/in" });
  const server = createServer(app.nodeHandler).listen(0, "127.0.0.1");
  try {
    await once(server, "listening");
    const cookies = new Map<string, string>();
    const { port } = server.address() as AddressInfo;
    const get = async (path: string, browser = "a/1") => {
      const Cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { Cookie, "User-Agent": browser },
        redirect: "manual",
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        if (value === "") cookies.delete(name);
        else cookies.set(name, value);
      }
      return response;
    };
    expect((await get("/members")).headers.get("Location")).toBe("/in?next=%2Fmembers");
    await get("/login/7?remember");
    expect(await (await get("/vault")).text()).toBe("gold");
    cookies.delete("session");
    expect(await (await get("/who")).json()).toEqual({ id: "7", fresh: false, remembered: true });
    expect((await get("/members", "b/2")).status).toBe(303);
    expect(cookies.has("remember_token")).toBe(false);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
