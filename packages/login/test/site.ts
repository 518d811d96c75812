import { Flask, type MaybePromise, request, session } from "dewar";
import { LoginManager, type LoginManagerOptions } from "@dewar/login";

export interface User {
  readonly id: string;
  readonly isActive?: boolean;
}

/** What a site of a test differs in. */
export interface SiteOptions extends LoginManagerOptions {
  readonly config?: Readonly<Record<string, unknown>>;
  readonly findUser?: (id: string) => MaybePromise<User | undefined>;
}

export interface Site {
  readonly app: Flask;
  readonly login: LoginManager<User>;
}

/**
 * An application with pages that log in and out, and tell what they know: `/login/<id>` (with `?remember`, `?duration=`,
 * `?stale`, `?force`, `?inactive`), `/logout`, `/confirm`, `/who`, `/session`, `/members`, `/vault`.
 */
export function makeSite({ config = {}, findUser = (id) => ({ id }), ...options }: SiteOptions = {}): Site {
  const app = new Flask(import.meta.url);
  app.config.fromMapping({ SECRET_KEY: "sécret", TESTING: true, ...config });
  const login = new LoginManager<User>(options);
  login.userLoader(findUser);
  login.initApp(app);
  app.get("/login/<id>", ({ id }) => {
    const { args } = request;
    const wishes = {
      remember: args.has("remember"),
      duration: args.has("duration") ? Number(args.get("duration")) : undefined,
      fresh: !args.has("stale"),
      force: args.has("force"),
    };
    return String(login.loginUser({ id, isActive: !args.has("inactive") }, wishes));
  });
  app.get("/logout", () => {
    login.logoutUser();
    return "";
  });
  app.get("/confirm", () => {
    login.confirmLogin();
    return "";
  });
  app.get("/who", () => ({
    id: login.currentUser?.id ?? null,
    fresh: login.loginFresh(),
    remembered: login.loginRemembered(),
  }));
  app.get("/session", () => Object.fromEntries(session));
  app.route(
    "/members",
    { methods: ["GET", "POST"] },
    login.loginRequired(function members() {
      return `for ${login.currentUser?.id}`;
    }),
  );
  app.get(
    "/vault",
    login.freshLoginRequired(() => "gold"),
  );
  return { app, login };
}

/** Headers of a client that is another one than before. */
export const ELSEWHERE = { headers: { "User-Agent": "another browser" } };
