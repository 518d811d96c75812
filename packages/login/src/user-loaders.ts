import type { AppContext, MaybePromise, Request } from "dewar";

/** Finds a user by the id that a session or a cookie holds. */
export type UserLoader<User> = (id: string) => MaybePromise<User | undefined | null>;
/** Finds the user who sent a request, by whatever the request shows. */
export type RequestLoader<User> = (request: Request) => MaybePromise<User | undefined | null>;
/** Finds a user by the value of a header, or by a token. */
export type TokenLoader<User> = (token: string) => MaybePromise<User | undefined | null>;

/** The ways in which a request may show who sent it, besides sessions and cookies. They are tried in order. */
export class RequestLoaders<User> {
  readonly #loaders: ((context: AppContext) => ReturnType<RequestLoader<User>>)[] = [];

  /** Whether there are none. */
  get isEmpty(): boolean {
    return this.#loaders.length === 0;
  }

  add(loader: RequestLoader<User>): void {
    this.#loaders.push(({ request }) => loader(request));
  }

  /** Calls `loader` with the value of AUTH_HEADER_NAME, if the request has it. */
  addHeader(loader: TokenLoader<User>): void {
    this.#loaders.push(({ app, request }) => {
      const value = request.headers.get(app.config.get("AUTH_HEADER_NAME"));
      return value === undefined ? undefined : loader(value);
    });
  }

  /** Calls `loader` with the token of `Authorization: Bearer` (RFC 6750, section 2.1), if the request has one. */
  addToken(loader: TokenLoader<User>): void {
    this.add(({ authorization }) => {
      const token = authorization?.type === "bearer" ? authorization.token : undefined;
      return token === undefined ? undefined : loader(token);
    });
  }

  async find(context: AppContext): Promise<User | undefined> {
    for (const load of this.#loaders) {
      const user = await load(context);
      if (user !== undefined && user !== null) return user;
    }
    return undefined;
  }
}
