import { randomBytes } from "node:crypto";
import { dumpCookie, Headers, parseCookie } from "@dewar/http";
import { describe, expect, test } from "vitest";
import type { Session } from "../../src/sessions/session.ts";
import { SecureCookieSessionInterface } from "../../src/sessions/secure-cookie-session-interface.ts";

const NOON = 1_700_000_000;
// Written by Flask at that second.
const COOKIE =
  "eyJhdCI6eyIgZCI6IlRodSwgMjkgRmViIDIwMjQgMTI6MzQ6NTYgR01UIn0sInVzZXIiOjN9.ZVPxAA.IWgKygNB2B1z0Lp-VaDlE9x0Q_c";
const DATA = { user: 3, at: new Date("2024-02-29T12:34:56Z") };

describe("opening", () => {
  test("reads the cookie that Flask wrote", () => {
    const session = open({}, COOKIE);
    expect(session?.snapshot()).toEqual(DATA);
    expect(session?.new).toBe(false);
    expect(session?.accessed).toBe(false);
  });

  test("begins anew without a cookie, or with one that is forged, too old or unreadable", () => {
    const forged = COOKIE.replace("eyJ", "eyK");
    for (const cookie of [undefined, "", "tea", forged, `${COOKIE}x`, "W10.ZVPxAA.x"]) {
      expect(open({}, cookie)?.new, cookie).toBe(true);
    }
    expect(open({}, COOKIE, NOON + 31 * 24 * 60 * 60)?.new).toBe(false);
    expect(open({}, COOKIE, NOON + 31 * 24 * 60 * 60 + 1)?.new).toBe(true);
    expect(open({ PERMANENT_SESSION_LIFETIME: 60 }, COOKIE, NOON + 61)?.new).toBe(true);
  });

  test("begins anew when genuine data is no object", () => {
    const sessions = interfaceAt(NOON);
    const list = sessions.getSigningSerializer(appWith({}))?.dumps([1]);
    expect(open({}, list)?.new).toBe(true);
  });

  test("needs a secret key", () => {
    for (const SECRET_KEY of [null, undefined, ""]) {
      const sessions = interfaceAt(NOON);
      const app = appWith({ SECRET_KEY });
      expect(sessions.openSession(app, requestWith(COOKIE))).toBeUndefined();
      expect(sessions.isNullSession(sessions.makeNullSession(app))).toBe(true);
    }
  });

  test("accepts cookies of fallback keys, which do not sign [security 33]", () => {
    const rotated = { SECRET_KEY: "new", SECRET_KEY_FALLBACKS: ["older", "cellar"] };
    expect(open(rotated, COOKIE)?.get("user")).toBe(3);
    const sessions = interfaceAt(NOON);
    const token = sessions.getSigningSerializer(appWith(rotated))?.dumps(DATA);
    expect(token).toBe(
      interfaceAt(NOON)
        .getSigningSerializer(appWith({ SECRET_KEY: "new" }))
        ?.dumps(DATA),
    );
    expect(open({ SECRET_KEY: "older" }, token)?.new).toBe(true);
  });

  test("follows a key that changes", () => {
    const sessions = interfaceAt(NOON);
    const app = appWith({});
    expect(sessions.openSession(app, requestWith(COOKIE))?.new).toBe(false);
    app.config.set("SECRET_KEY", "other");
    expect(sessions.openSession(app, requestWith(COOKIE))?.new).toBe(true);
  });
});

describe("saving", () => {
  test("writes the cookie that Flask writes, with safe attributes", () => {
    const { setCookie, vary } = save({}, undefined, (session) => session.update(DATA));
    expect(setCookie).toBe(`session=${COOKIE}; HttpOnly; Path=/; SameSite=Lax`);
    expect(vary).toBe("Cookie");
  });

  test("sends nothing when nothing happened", () => {
    expect(save({}, COOKIE, () => undefined)).toEqual({ setCookie: undefined, vary: undefined });
    expect(save({}, undefined, () => undefined)).toEqual({ setCookie: undefined, vary: undefined });
  });

  test("says that the response depends on the cookie after any look [security 32]", () => {
    const looks: ((session: Session) => unknown)[] = [
      (session) => session.get("user"),
      (session) => session.has("nothing"),
      (session) => session.size,
      (session) => [...session],
    ];
    for (const look of looks) {
      expect(save({}, COOKIE, look), look.toString()).toEqual({ setCookie: undefined, vary: "Cookie" });
    }
    expect(save({}, undefined, (session) => session.get("user")).vary).toBe("Cookie");
  });

  test("adds to a Vary that is there", () => {
    const headers = new Headers([["Vary", "Accept"]]);
    save({}, COOKIE, (session) => session.get("user"), { headers });
    expect(headers.get("Vary")).toBe("Accept, Cookie");
    save({}, COOKIE, (session) => session.get("user"), { headers });
    expect(headers.get("Vary")).toBe("Accept, Cookie");
  });

  test("gives a permanent session a date, and refreshes it with every response [security 32]", () => {
    const made = save({}, undefined, (session) => (session.permanent = true));
    expect(made.setCookie).toContain("; Expires=Fri, 15 Dec 2023 22:13:20 GMT");
    const cookie = parseCookie(made.setCookie).get("session");
    const refreshed = save({}, cookie, () => undefined);
    expect(refreshed.setCookie).toBe(made.setCookie);
    expect(refreshed.vary).toBe("Cookie");
    const kept = save({ SESSION_REFRESH_EACH_REQUEST: false }, cookie, () => undefined);
    expect(kept).toEqual({ setCookie: undefined, vary: undefined });
  });

  test("removes the cookie of a session that became empty", () => {
    const { setCookie, vary } = save({}, COOKIE, (session) => session.clear());
    expect(setCookie).toBe(
      dumpCookie("session", "", { expires: 0, maxAge: 0, httpOnly: true, sameSite: "Lax", path: "/" }),
    );
    expect(vary).toBe("Cookie");
  });

  test("takes the cookie's attributes from the configuration", () => {
    const config = {
      SESSION_COOKIE_NAME: "tea",
      SESSION_COOKIE_DOMAIN: "example.org",
      SESSION_COOKIE_PATH: "/shop",
      SESSION_COOKIE_HTTPONLY: false,
      SESSION_COOKIE_SECURE: true,
      SESSION_COOKIE_PARTITIONED: true,
      SESSION_COOKIE_SAMESITE: "None",
    };
    const { setCookie } = save(config, undefined, (session) => session.update(DATA));
    expect(setCookie).toBe(
      `tea=${COOKIE}; Domain=example.org; Secure; Path=/shop; SameSite=None; Partitioned`,
    );
  });

  test("is secure whenever the request is, unless told otherwise", () => {
    const change = (session: Session): unknown => session.set("user", 3);
    expect(save({}, undefined, change, { isSecure: true }).setCookie).toContain("; Secure");
    const never = { SESSION_COOKIE_SECURE: false };
    expect(save(never, undefined, change, { isSecure: true }).setCookie).not.toContain("Secure");
    expect(save({ APPLICATION_ROOT: "/shop" }, undefined, change).setCookie).toContain("; Path=/shop");
    expect(save({ SESSION_COOKIE_SAMESITE: null }, undefined, change).setCookie).not.toContain("SameSite");
  });

  test("refuses a session that no browser would keep, and says what to do", () => {
    const noise = randomBytes(4000).toString("hex");
    const fill = (session: Session): unknown => session.set("noise", noise);
    expect(() => save({}, undefined, fill)).toThrow(/drop cookies of more than 4093.*database/);
    expect(save({ MAX_COOKIE_SIZE: 0 }, undefined, fill).setCookie).toMatch(/^session=\.eJ/);
  });
});

function appWith(config: Readonly<Record<string, unknown>>) {
  return { config: new Map<string, unknown>(Object.entries({ SECRET_KEY: "cellar", ...config })) };
}

function interfaceAt(second: number): SecureCookieSessionInterface {
  return new SecureCookieSessionInterface({ now: () => second * 1000 });
}

function requestWith(cookie: string | undefined, name = "session", isSecure = false) {
  return { cookies: parseCookie(cookie === undefined ? undefined : `${name}=${cookie}`), isSecure };
}

function open(config: Readonly<Record<string, unknown>>, cookie: string | undefined, second: number = NOON) {
  return interfaceAt(second).openSession(appWith(config), requestWith(cookie));
}

interface SaveSurroundings {
  readonly isSecure?: boolean;
  readonly headers?: Headers;
}

function save(
  config: Readonly<Record<string, unknown>>,
  cookie: string | undefined,
  act: (session: Session) => unknown,
  { isSecure = false, headers = new Headers() }: SaveSurroundings = {},
) {
  const sessions = interfaceAt(NOON);
  const app = appWith(config);
  const request = requestWith(cookie, sessions.cookieName(app), isSecure);
  const session = sessions.openSession(app, request);
  if (session === undefined) throw new Error("There is no session.");
  act(session);
  sessions.saveSession(app, session, request, { headers });
  return { setCookie: headers.get("Set-Cookie"), vary: headers.get("Vary") };
}
