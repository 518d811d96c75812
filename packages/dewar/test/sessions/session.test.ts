import { describe, expect, test } from "vitest";
import { NullSession, SecureCookieSession, type TypedSession } from "../../src/sessions/session.ts";

describe("a session", () => {
  test("is new without data, and neither looked at nor changed", () => {
    const session = new SecureCookieSession();
    expect([session.new, session.accessed, session.modified]).toEqual([true, false, false]);
    const returning = new SecureCookieSession({ user: 3 });
    expect([returning.new, returning.accessed, returning.modified]).toEqual([false, false, false]);
  });

  test("notes every way of looking at it [security 32]", () => {
    const looks: ((session: SecureCookieSession) => unknown)[] = [
      (session) => session.get("user"),
      (session) => session.has("user"),
      (session) => session.size,
      (session) => [...session],
      (session) => [...session.keys()],
      (session) => [...session.values()],
      (session) => [...session.entries()],
      (session) => session.forEach(() => undefined),
      (session) => session.pop("nothing"),
      (session) => session.delete("nothing"),
      (session) => session.setDefault("user", 4),
    ];
    for (const look of looks) {
      const session = new SecureCookieSession({ user: 3 });
      look(session);
      expect([session.accessed, session.modified], look.toString()).toEqual([true, false]);
    }
  });

  test("keeps its data under a new identity, but for what its CSRF tokens were made of [security 36]", () => {
    const session = new SecureCookieSession({ user: 3, csrf_token: "c0ffee" });
    session.regenerate();
    expect(session.snapshot()).toEqual({ user: 3 });
    expect(session.renewal).toBe("id");
    session.clear();
    session.regenerate();
    expect(session.renewal).toBe("all");
  });

  test("notes every change", () => {
    const changes: ((session: SecureCookieSession) => unknown)[] = [
      (session) => session.set("user", 4),
      (session) => session.delete("user"),
      (session) => session.clear(),
      (session) => session.regenerate(),
      (session) => session.pop("user"),
      (session) => session.setDefault("cart", []),
      (session) => session.update({ cart: [] }),
      (session) => session.update({}),
      (session) => (session.permanent = true),
    ];
    for (const change of changes) {
      const session = new SecureCookieSession({ user: 3 });
      change(session);
      expect([session.accessed, session.modified], change.toString()).toEqual([true, true]);
    }
  });

  test("does not see changes inside a value", () => {
    const session = new SecureCookieSession({ cart: ["green"] });
    (session.get("cart") as string[]).push("black");
    expect(session.modified).toBe(false);
    session.modified = true;
    expect(session.snapshot()).toEqual({ cart: ["green", "black"] });
  });

  test("takes out, fills in and takes over", () => {
    const session = new SecureCookieSession({ user: 3 });
    expect(session.pop("user")).toBe(3);
    expect(session.pop("user")).toBeUndefined();
    expect(session.setDefault("cart", ["green"])).toEqual(["green"]);
    expect(session.setDefault("cart", [])).toEqual(["green"]);
    session.update({ a: 1, b: 2 });
    expect([...session.keys()]).toEqual(["cart", "a", "b"]);
  });

  test("keeps dangerous names as data [security 21]", () => {
    const session = new SecureCookieSession();
    session.set("__proto__", { admin: true });
    expect(session.get("admin")).toBeUndefined();
    expect(Object.keys(session.snapshot())).toEqual(["__proto__"]);
  });

  test("keeps under Flask's name that it is permanent", () => {
    const session = new SecureCookieSession();
    session.permanent = true;
    expect(session.permanent).toBe(true);
    expect(session.snapshot()).toEqual({ _permanent: true });
  });

  test("can be given types", () => {
    const session: TypedSession<{ userId: number }> = new SecureCookieSession() as TypedSession<{
      userId: number;
    }>;
    session.set("userId", 3);
    const id: number | undefined = session.get("userId");
    expect(id).toBe(3);
  });
});

describe("a null session", () => {
  test("reads as an empty one", () => {
    const session = new NullSession();
    expect(session.get("user")).toBeUndefined();
    expect(session.size).toBe(0);
    expect(session.permanent).toBe(false);
  });

  test("refuses every change and says what to do", () => {
    const changes: ((session: NullSession) => unknown)[] = [
      (session) => session.set("user", 3),
      (session) => session.delete("user"),
      (session) => session.clear(),
      (session) => session.pop("user"),
      (session) => session.setDefault("user", 3),
      (session) => session.update({ user: 3 }),
      (session) => (session.permanent = true),
    ];
    for (const change of changes)
      expect(() => change(new NullSession()), change.toString()).toThrow("SECRET_KEY");
  });
});
