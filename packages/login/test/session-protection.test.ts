import { session } from "dewar";
import { describe, expect, test } from "vitest";
import { ELSEWHERE, makeSite } from "./site.ts";

type Mode = "basic" | "strong" | null;

const visit = async (mode: Mode, { permanent = false } = {}) => {
  const { app } = makeSite({ config: { SESSION_PROTECTION: mode } });
  app.get("/keep", () => {
    if (permanent) session.permanent = true;
    session.set("cart", "tea");
    return "";
  });
  const client = app.testClient();
  await client.get("/login/7?remember");
  await client.get("/keep");
  return client;
};

describe("a session that another client brings", () => {
  test("is no longer fresh with basic protection, which is the default", async () => {
    const client = makeSite().app.testClient();
    await client.get("/login/7");
    expect((await client.get("/who", ELSEWHERE)).json).toMatchObject({ id: "7", fresh: false });
    expect((await client.get("/who")).json).toMatchObject({ id: "7", fresh: false });
    await client.get("/confirm", ELSEWHERE);
    expect((await client.get("/who", ELSEWHERE)).json).toMatchObject({ id: "7", fresh: true });
  });

  test("is logged out with strong protection, cookie and all", async () => {
    const client = await visit("strong");
    const response = await client.get("/who", ELSEWHERE);
    expect(response.json).toEqual({ id: null, fresh: false, remembered: false });
    expect(client.getCookie("remember_token")).toBeUndefined();
    expect((await client.get("/session")).json).toEqual({ cart: "tea" });
  });

  test("is only no longer fresh with strong protection if it is permanent", async () => {
    const client = await visit("strong", { permanent: true });
    expect((await client.get("/who", ELSEWHERE)).json).toMatchObject({ id: "7", fresh: false });
    expect(client.getCookie("remember_token")).toBeDefined();
  });

  test("is as good as before without protection", async () => {
    const client = await visit(null);
    expect((await client.get("/who", ELSEWHERE)).json).toMatchObject({ id: "7", fresh: true });
  });

  test.each<Mode>(["basic", "strong"])("is left alone while it names nobody: %s", async (mode) => {
    const { app } = makeSite({ config: { SESSION_PROTECTION: mode } });
    app.get("/keep", () => session.setDefault("cart", "tea"));
    const client = app.testClient();
    await client.get("/keep");
    await client.get("/who", ELSEWHERE);
    expect((await client.get("/session")).json).toEqual({ cart: "tea" });
  });
});

test("the address is that of the connection, whatever a header claims", async () => {
  const client = makeSite().app.testClient();
  await client.get("/login/7", { headers: { "X-Forwarded-For": "192.0.2.1" } });
  expect((await client.get("/who", { headers: { "X-Forwarded-For": "192.0.2.2" } })).json).toMatchObject({
    fresh: true,
  });
});
