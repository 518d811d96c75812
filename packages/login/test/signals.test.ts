import type { Signal } from "dewar";
import { expect, test } from "vitest";
import { ELSEWHERE, makeSite, type User } from "./site.ts";

test("signals tell what happens to users", async () => {
  const { app, login } = makeSite({ loginView: "/in", refreshView: "/again" });
  login.requestLoader((request) => (request.headers.has("X-Api-Key") ? { id: "key" } : undefined));
  const seen: string[] = [];
  const isOfUser = (payload: object): payload is { user: User } => "user" in payload;
  for (const [name, signal] of Object.entries(login.signals) as [string, Signal][]) {
    signal.connect((_, payload) => seen.push(isOfUser(payload) ? `${name} ${payload.user.id}` : name), app);
  }
  const client = app.testClient();
  const after = async (path: string, request = {}) => {
    seen.length = 0;
    await client.get(path, request);
    return seen.filter((name) => name !== "userAccessed");
  };
  expect(await after("/members")).toEqual(["userUnauthorized"]);
  expect(await after("/login/7?remember")).toEqual(["userLoggedIn 7"]);
  expect(await after("/who")).toEqual([]);
  expect(seen).toEqual(["userAccessed"]);
  expect(await after("/who", ELSEWHERE)).toEqual(["sessionProtected"]);
  expect(await after("/vault")).toEqual(["userNeedsRefresh"]);
  expect(await after("/confirm")).toEqual(["userLoginConfirmed"]);
  client.deleteCookie("session");
  expect(await after("/who")).toEqual(["userLoadedFromCookie 7"]);
  expect(await after("/logout")).toEqual(["userLoggedOut 7"]);
  expect(await after("/logout")).toEqual([]);
  expect(await after("/who", { headers: { "X-Api-Key": "x" } })).toEqual(["userLoadedFromRequest key"]);
});
