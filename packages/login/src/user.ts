/**
 * What a user must be: anything with an `id`, such as a row of a database. The id is kept in the session and in the
 * remember-me cookie, as text, and given to the user loader.
 *
 * With `getId` something else is kept in its place. If that changes, say with the password, whatever was kept before
 * is worth nothing, on every machine.
 */
export type LoginUser = ({ readonly id: string | number | bigint } | { getId(): string }) & {
  /** Whether the user may log in. Default: true. */
  readonly isActive?: boolean | undefined;
  /** Whether guards let the user pass; false while a second factor is awaited. Default: true. */
  readonly isAuthenticated?: boolean | undefined;
};

/** The text that stands for a user. */
export function idOf(user: LoginUser): string {
  return "getId" in user ? user.getId() : String(user.id);
}

/** Whether guards let a user pass. */
export function isAuthenticated<User extends LoginUser>(user: User | undefined): user is User {
  return user !== undefined && (user.isAuthenticated ?? true);
}

/**
 * A user, or nobody, as templates of Flask-Login expect `current_user`: it answers for `is_authenticated`,
 * `is_active` and `is_anonymous`, under both spellings, and for all else as the user does.
 *
 * @param user - Who is logged in; undefined for nobody.
 * @param anonymous - What stands for nobody.
 */
export function userForTemplates(user: LoginUser | undefined, anonymous: unknown): object {
  const answers = new Map([
    ["is_authenticated", isAuthenticated(user)],
    ["is_active", user !== undefined && (user.isActive ?? true)],
    ["is_anonymous", user === undefined],
  ]);
  const answer = (name: string): boolean | undefined =>
    answers.get(name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  return new Proxy<object>(user ?? (isObject(anonymous) ? anonymous : {}), {
    has: (target, key) => key === "__getattr__" || Reflect.has(target, key),
    get(target, key) {
      // The templates' own way to ask; undefined leaves the name to their rules.
      if (key === "__getattr__") return answer;
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== "function" || key === "constructor" || Object.hasOwn(target, key)) return value;
      // Classes with private fields accept no stand-in as `this`.
      return value.bind(target);
    },
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
