import { type Flask, requireContext, type TestClient } from "dewar";
import { nameUser } from "./login-session.ts";
import { idOf, type LoginUser } from "./user.ts";

/**
 * A test client that a user is logged in with, without a way through the login page.
 *
 * @param app - An application that a `LoginManager` was set up for.
 * @param user - Whom the user loader finds again.
 * @param options - `fresh`: whether the user has given a password. Default: true.
 * @throws SetupError when the application cannot keep sessions.
 * @example
 * const login = new LoginManager();
 * login.userLoader((id) => ({ id }));
 * const app = new Flask(import.meta.url);
 * app.secretKey = "dev";
 * login.initApp(app);
 * app.get("/", () => login.requireUser());
 * const client = await loginClient(app, { id: 7 });
 * (await client.get("/")).json; // => { id: "7" }
 */
export async function loginClient<User extends LoginUser>(
  app: Flask,
  user: User,
  { fresh = true }: { readonly fresh?: boolean } = {},
): Promise<TestClient> {
  const client = app.testClient();
  await client.sessionTransaction((session) => {
    const { request } = requireContext("loginClient");
    nameUser({ session, request }, idOf(user), fresh);
  });
  return client;
}
