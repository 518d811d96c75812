import { type AppContext, type Request, SetupError } from "dewar";

/** What is known of the user of one request, and what its response does about the remember-me cookie. */
export class LoginState<User> {
  cookie: "send" | "clear" | undefined;
  /** Whether a request loader found the user: the session, and how fresh it is, may be another's. */
  isOfRequestAlone = false;
  #user: User | undefined;
  #isKnown = false;
  #isSkipped = false;
  #loading: Promise<User | undefined> | undefined;

  /** Whether it is certain who the user is: found, logged in or out. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Whether somebody has been looked for, or need not be. */
  get isSettled(): boolean {
    return this.#isKnown || this.#isSkipped;
  }

  /** @throws SetupError while nobody has been looked for. */
  get user(): User | undefined {
    if (this.isSettled) return this.#user;
    throw new SetupError(
      "user_not_loaded",
      "The user of this request has not been looked for. Views and hooks that come after `initApp` need not care; " +
        "before it, and in `app.testRequestContext`, say `await login.loadUser()` first.",
    );
  }

  set user(user: User | undefined) {
    this.#user = user;
    this.#isKnown = true;
    this.isOfRequestAlone = false;
  }

  /** Takes the request as nobody's, unless somebody is looked for after all. */
  skip(): void {
    this.#isSkipped = true;
  }

  /** The user, looked for by `find` the first time. A login or logout meanwhile counts for more. */
  load(find: () => Promise<User | undefined> | undefined): Promise<User | undefined> | User | undefined {
    if (this.#isKnown) return this.#user;
    this.#loading ??= find()?.then((user) => this.#keep(user));
    return this.#loading ?? this.#keep(undefined);
  }

  #keep(user: User | undefined): User | undefined {
    if (!this.#isKnown) {
      this.#user = user;
      this.#isKnown = true;
    }
    return this.#user;
  }
}

/** The states of the requests that are being handled. */
export class LoginStates<User> {
  // By request, not by context: work that goes on in a copy of the context has the same user.
  readonly #states = new WeakMap<Request, LoginState<User>>();

  of({ request }: AppContext): LoginState<User> {
    const present = this.#states.get(request);
    if (present !== undefined) return present;
    const state = new LoginState<User>();
    this.#states.set(request, state);
    return state;
  }
}
