import { encodeCookie } from "@dewar/login";
import { describe, expect, test } from "vitest";
import { ELSEWHERE, makeSite, type Site, type SiteOptions } from "./site.ts";

const NOW = Date.UTC(2026, 0, 1);

/** A client that was remembered, and whose browser was closed since. */
async function comeBack({ app }: Site, login = "/login/7?remember") {
  const client = app.testClient();
  await client.get(login);
  client.deleteCookie("session");
  return client;
}

async function cookieOf(path: string, options: SiteOptions = {}, request = {}) {
  const client = makeSite({ now: () => NOW, ...options }).app.testClient();
  const lines = (await client.get(path, request)).headers.getAll("Set-Cookie");
  return lines.find((line) => !line.startsWith("session="));
}

describe("a user who wants to be remembered", () => {
  test("is known without a session, and not fresh", async () => {
    const client = await comeBack(makeSite());
    expect((await client.get("/who")).json).toEqual({ id: "7", fresh: false, remembered: true });
    client.deleteCookie("remember_token");
    expect((await client.get("/who")).json).toEqual({ id: "7", fresh: false, remembered: false });
  });

  test("is forgotten by the logout", async () => {
    const client = await comeBack(makeSite());
    await client.get("/logout");
    expect(client.getCookie("remember_token")).toBeUndefined();
    expect((await client.get("/who")).json).toMatchObject({ id: null });
  });

  test("stays so with strong protection, until another client brings the session", async () => {
    const client = await comeBack(makeSite({ config: { SESSION_PROTECTION: "strong" } }));
    await client.get("/who");
    expect((await client.get("/who")).json).toMatchObject({ id: "7" });
    await client.get("/who", ELSEWHERE);
    expect(client.getCookie("remember_token")).toBeUndefined();
  });

  test("is nobody if the user is gone, and the session does not name them", async () => {
    const site = makeSite({ findUser: () => undefined });
    const client = await comeBack(site);
    expect((await client.get("/who")).json).toMatchObject({ id: null });
    expect((await client.get("/session")).json).toEqual({});
  });
});

describe("a remember-me cookie", () => {
  test("has a year to live, and is as careful as the session's [security 30]", async () => {
    const value = encodeCookie("7", "sécret");
    expect(await cookieOf("/login/7?remember")).toBe(
      `remember_token=${value}; Expires=Fri, 01 Jan 2027 00:00:00 GMT; HttpOnly; Path=/; SameSite=Lax`,
    );
    expect(await cookieOf("/login/7?remember", {}, { baseUrl: "https://localhost" })).toContain("; Secure;");
  });

  test("is only sent to whom it is promised", async () => {
    expect(await cookieOf("/login/7")).toBeUndefined();
    expect(await cookieOf("/login/7?remember&inactive")).toBeUndefined();
  });

  test("lives as long as the login says, else as the setting does", async () => {
    expect(await cookieOf("/login/7?remember&duration=90")).toContain("Thu, 01 Jan 2026 00:01:30 GMT");
    const config = { REMEMBER_COOKIE_DURATION: 60 };
    expect(await cookieOf("/login/7?remember", { config })).toContain("Thu, 01 Jan 2026 00:01:00 GMT");
  });

  test("is what the settings make it", async () => {
    const config = {
      REMEMBER_COOKIE_NAME: "rt",
      REMEMBER_COOKIE_PATH: "/shop",
      REMEMBER_COOKIE_DOMAIN: "example.org",
      REMEMBER_COOKIE_SECURE: true,
      REMEMBER_COOKIE_HTTPONLY: false,
      REMEMBER_COOKIE_SAMESITE: "Strict",
    };
    const cookie = await cookieOf("/login/7?remember", { config });
    expect(cookie).toMatch(
      /^rt=7\|[0-9a-f]{128}; Domain=example\.org; Expires=[^;]+; Secure; Path=\/shop; SameSite=Strict$/,
    );
    const removal = await cookieOf("/logout", { config }, { headers: { Cookie: "rt=7" } });
    expect(removal).toContain("rt=; Domain=example.org; Expires=Thu, 01 Jan 1970 00:00:00 GMT");
  });

  test("is sent anew with every response if asked for, to those who have one", async () => {
    const config = { REMEMBER_COOKIE_REFRESH_EACH_REQUEST: true };
    const { app } = makeSite({ config, now: () => NOW });
    const client = app.testClient();
    await client.get("/login/7");
    expect((await client.get("/who")).headers.has("Set-Cookie")).toBe(false);
    await client.get("/login/7?remember&duration=1000000000");
    expect((await client.get("/who")).headers.get("Set-Cookie")).toContain("Sun, 09 Sep 2057 01:46:40 GMT");
    client.setCookie("remember_token", encodeCookie("8", "sécret"));
    expect((await client.get("/who")).headers.has("Set-Cookie")).toBe(false);
  });

  test("that is forged names nobody", async () => {
    const client = makeSite().app.testClient();
    for (const value of ["7", "7|", "|", "7|00", encodeCookie("7", "guessed"), encodeCookie("7", "")]) {
      client.setCookie("remember_token", value);
      expect((await client.get("/who")).json).toEqual({ id: null, fresh: false, remembered: false });
    }
  });

  test("of an earlier key is good, and is signed with the new one from then on [security 33]", async () => {
    const config = { SECRET_KEY: "new", SECRET_KEY_FALLBACKS: ["", "old"] };
    const client = makeSite({ config }).app.testClient();
    client.setCookie("remember_token", encodeCookie("7", "old"));
    expect((await client.get("/who")).json).toMatchObject({ id: "7" });
    await client.get("/login/7?remember");
    expect(client.getCookie("remember_token")?.value).toBe(encodeCookie("7", "new"));
    client.setCookie("remember_token", encodeCookie("8", ""));
    client.deleteCookie("session");
    expect((await client.get("/who")).json).toMatchObject({ id: null });
  });
});
