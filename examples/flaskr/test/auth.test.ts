import { describe, expect, it } from "vitest";
import { findOne } from "../database.ts";
import { loggedIn, makeApp } from "./flaskr.ts";

describe("registering", () => {
  it("keeps the user, with a hash in place of the password", async () => {
    const app = await makeApp();
    const client = app.testClient();
    expect((await client.get("/auth/register")).statusCode).toBe(200);
    const response = await client.post("/auth/register", { form: { username: "cleo", password: "rain" } });
    expect(response.location).toBe("/auth/login");
    expect((await client.get("/auth/login")).text).toContain("Welcome!");
    const { password } = app.appContext().run(() => userNamed("cleo"));
    expect(password).toMatch(/^scrypt:/);
    await client.post("/auth/login", { form: { username: "cleo", password: "rain" } });
    expect((await client.get("/")).text).toContain('<span class="user">cleo</span>');
  });

  it.each([
    ["", "rain", "Choose a name."],
    ["   ", "rain", "Choose a name."],
    ["cleo", "", "Choose a password."],
    ["ann", "rain", "The name ann is taken."],
  ])("says what is wrong with the name %j and the password %j", async (username, password, problem) => {
    const app = await makeApp();
    const response = await app.testClient().post("/auth/register", { form: { username, password } });
    expect(response.statusCode).toBe(200);
    expect(response.text).toContain(problem);
  });

  it("leaves the name in the form, escaped", async () => {
    const app = await makeApp();
    const form = { username: '"><script>', password: "" };
    const { text } = await app.testClient().post("/auth/register", { form });
    expect(text).toContain('value="&#34;&gt;&lt;script&gt;"');
  });
});

describe("logging in", () => {
  it("is kept in the session", async () => {
    const app = await makeApp();
    const client = await loggedIn(app, "ann");
    await client.sessionTransaction((session) => expect(session.get("userId")).toBe(1));
    expect((await client.get("/")).text).toContain('<span class="user">ann</span>');
  });

  it.each([
    ["nobody", "secret"],
    ["ann", "wrong"],
    ["", ""],
  ])("refuses %j with the password %j, without saying which is wrong", async (username, password) => {
    const app = await makeApp();
    const response = await app.testClient().post("/auth/login", { form: { username, password } });
    expect(response.text).toContain("Wrong name or password.");
  });

  it("leads back to the page that asked for it, and to no other site", async () => {
    const app = await makeApp();
    const refused = await app.testClient().get("/create");
    expect(refused.location).toBe("/auth/login?next=/create");
    const form = { username: "ann", password: "secret" };
    const back = await app.testClient().post("/auth/login?next=/create", { form });
    expect(back.location).toBe("/create");
    const away = await app.testClient().post("/auth/login?next=//evil.example", { form });
    expect(away.location).toBe("/");
  });

  it("ends with logging out", async () => {
    const app = await makeApp();
    const client = await loggedIn(app, "ann");
    await client.post("/auth/logout");
    await client.sessionTransaction((session) => expect(session.has("userId")).toBe(false));
    expect((await client.get("/")).text).toContain("Log in");
  });

  it("ends when the user is gone", async () => {
    const app = await makeApp();
    const client = app.testClient();
    await client.sessionTransaction((session) => session.set("userId", 99));
    expect((await client.get("/")).text).toContain("Log in");
  });
});

function userNamed(name: string): { password: string } {
  const user = findOne<{ password: string }>("SELECT password FROM user WHERE username = ?", name);
  if (user === undefined) throw new Error(`There is no user ${name}.`);
  return user;
}
