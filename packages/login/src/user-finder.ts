import { type AppContext, SetupError } from "dewar";
import { nameUser, protectSession, userIdIn } from "./login-session.ts";
import type { LoginState } from "./login-state.ts";
import { hasRememberCookie, rememberedId } from "./remember-cookie.ts";
import type { LoginSignals } from "./signals.ts";
import { RequestLoaders, type UserLoader } from "./user-loaders.ts";

/** Finds the user of a request: in the session, else by the remember-me cookie, else by the request loaders. */
export class UserFinder<User> {
  userLoader: UserLoader<User> | undefined;
  readonly requestLoaders: RequestLoaders<User> = new RequestLoaders();
  readonly #signals: LoginSignals<User>;

  constructor(signals: LoginSignals<User>) {
    this.#signals = signals;
  }

  /** The user; at once undefined if nothing in the request could name one. */
  find(context: AppContext, state: LoginState<User>): Promise<User | undefined> | undefined {
    const { app } = context;
    this.#signals.userAccessed.send(app, {});
    const id = userIdIn(context);
    if (id !== undefined) {
      const protection = protectSession(context);
      if (protection !== "passed") this.#signals.sessionProtected.send(app, {});
      if (protection === "ended") {
        state.cookie = hasRememberCookie(context) ? "clear" : undefined;
        return undefined;
      }
    }
    const isNamed = id !== undefined || hasRememberCookie(context) || !this.requestLoaders.isEmpty;
    return isNamed ? this.#search(context, state, id) : undefined;
  }

  async #search(
    context: AppContext,
    state: LoginState<User>,
    id: string | undefined,
  ): Promise<User | undefined> {
    return (
      (await this.#load(id)) ??
      (await this.#loadFromCookie(context, state)) ??
      (await this.#loadFromRequest(context, state))
    );
  }

  async #load(id: string | undefined): Promise<User | undefined> {
    if (id === undefined) return undefined;
    if (this.userLoader === undefined) {
      throw new SetupError(
        "user_loader_missing",
        "A session or a cookie names a user, and there is nothing to find users with. " +
          "Set it with `login.userLoader((id) => ...)`.",
      );
    }
    return (await this.userLoader(id)) ?? undefined;
  }

  async #loadFromCookie(context: AppContext, state: LoginState<User>): Promise<User | undefined> {
    const id = rememberedId(context);
    const user = await this.#load(id);
    // Whoever logged in meanwhile is named in the session already.
    if (id === undefined || user === undefined || state.isKnown) return undefined;
    nameUser(context, id, false);
    this.#signals.userLoadedFromCookie.send(context.app, { user });
    return user;
  }

  async #loadFromRequest(context: AppContext, state: LoginState<User>): Promise<User | undefined> {
    const user = await this.requestLoaders.find(context);
    if (user === undefined || state.isKnown) return undefined;
    state.isOfRequestAlone = true;
    this.#signals.userLoadedFromRequest.send(context.app, { user });
    return user;
  }
}
