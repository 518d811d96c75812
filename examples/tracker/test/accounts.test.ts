import { checkPasswordHash, needsRehash } from "@dewar/http";
import { expect, test } from "vitest";
import { NOBODYS_HASH } from "../src/accounts.ts";
import { orm } from "../src/database.ts";
import { ApiToken } from "../src/entities/api-token.ts";
import { User } from "../src/entities/user.ts";
import { describeTracker, PASSWORD } from "./tracker.ts";

describeTracker("accounts", (open) => {
  test("registering makes a viewer, keeps a hash, and logs in", async () => {
    const { app, inContext } = await open();
    const client = app.testClient();
    const form = { name: "cleo", password: "rain on stones" };
    expect((await client.post("/register", { form })).location).toBe("/");
    expect((await client.get("/")).text).toContain("Welcome, cleo!");
    const user = await inContext(() => orm.em.findOneOrFail(User, { name: "cleo" }));
    expect([user.role, user.passwordHash.startsWith("scrypt:")]).toEqual(["viewer", true]);
  });

  test("registering says what is wrong, and leaves the name in its field, but not the password", async () => {
    const { app } = await open();
    for (const [name, password, problem] of [
      ["member", PASSWORD, "The name member is taken."],
      ["Cleo B", PASSWORD, "A name has small letters, digits and hyphens."],
      ["c", PASSWORD, "A name has two characters or more."],
      ["cleo", "short", "A password has eight characters or more."],
    ] as const) {
      const { statusCode, text } = await app.testClient().post("/register", { form: { name, password } });
      expect([statusCode, text.includes(problem)], problem).toEqual([422, true]);
      expect(text).toContain(`value="${name}"`);
      expect(text).not.toContain(password);
    }
  });

  test("logging in fails without a word on why", async () => {
    const { app } = await open();
    for (const [name, password] of [
      ["nobody", PASSWORD],
      ["member", "something else"],
      ["", ""],
    ] as const) {
      const response = await app.testClient().post("/login", { form: { name, password } });
      expect(response.text).toContain("Wrong name or password.");
      expect(response.headers.getAll("Set-Cookie").join()).not.toContain("remember_token");
    }
  });

  test("a login leads back to the page that asked for it, and to no other site", async () => {
    const { app } = await open();
    const form = { name: "member", password: PASSWORD };
    const refused = await app.testClient().get("/projects/shop/issues/new");
    expect(refused.location).toBe("/login?next=%2Fprojects%2Fshop%2Fissues%2Fnew");
    const enter = async (path: string) => (await app.testClient().post(path, { form })).location;
    expect(await enter(refused.location ?? "")).toBe("/projects/shop/issues/new");
    expect(await enter("/login?next=//evil.example/")).toBe("/");
    expect(await enter("/login?next=https:evil.example")).toBe("/");
  });

  test("a device is remembered when that is wanted, and forgotten at the end", async () => {
    const { app } = await open();
    const client = app.testClient();
    await client.post("/login", { form: { name: "member", password: PASSWORD, remember: "on" } });
    client.deleteCookie("session");
    expect((await client.get("/account/")).statusCode).toBe(200);
    await client.post("/logout");
    client.deleteCookie("session");
    expect((await client.get("/account/")).location).toContain("/login");
  });

  test("another password ends all other sessions, and needs the present one", async () => {
    const { app, as } = await open();
    const [here, elsewhere] = [await as("member"), await as("member")];
    const change = (current: string) =>
      here.post("/account/password", { form: { current, password: "quite another" } });
    expect((await change("a guess")).text).toContain("That is not your password.");
    expect((await change(PASSWORD)).location).toBe("/account/");
    expect((await here.get("/account/")).statusCode).toBe(200);
    expect((await elsewhere.get("/account/")).location).toContain("/login");
    const form = { name: "member", password: "quite another" };
    expect((await app.testClient().post("/login", { form })).location).toBe("/");
  });

  test("a token is shown once, kept as a digest, good for the API, and can be revoked", async () => {
    const { app, as, inContext } = await open();
    const client = await as("member");
    const made = await client.post("/account/tokens", { form: { name: "my script" } });
    const [token = ""] = /tracker_[\w-]{32}/.exec(made.text) ?? [];
    expect(made.headers.get("Cache-Control")).toBe("no-store");
    expect((await client.get("/account/")).text).not.toContain(token);
    const kept = await inContext(() => orm.em.findOneOrFail(ApiToken, { name: "my script" }));
    expect(kept.digest).toMatch(/^[0-9a-f]{64}$/);

    const ask = () => app.testClient().get("/api/me", { headers: { Authorization: `Bearer ${token}` } });
    expect((await ask()).json).toEqual({ name: "member", role: "member" });
    expect((await (await as("admin")).post(`/account/tokens/${kept.id}/revoke`)).statusCode).toBe(404);
    await client.post(`/account/tokens/${kept.id}/revoke`);
    expect((await ask()).statusCode).toBe(401);
  });
});

test("a name that nobody has costs as much work as one that somebody has, and no password opens it", async () => {
  expect(needsRehash(NOBODYS_HASH)).toBe(false);
  expect(await checkPasswordHash(NOBODYS_HASH, "")).toBe(false);
});
