import { type MaybePromise, type Request, SetupError, Unauthorized } from "dewar";

/** How callers say who they are. It declares itself in OpenAPI. */
export interface SecurityScheme<out User> {
  /** The name in OpenAPI's `securitySchemes`. */
  readonly name: string;
  /** The header with the credentials, for caches; not `Authorization`, which they know (RFC 9111, section 3.5). */
  readonly varyOn?: string;
  /** What OpenAPI says of it. */
  readonly openapi: Readonly<Record<string, unknown>>;
  /**
   * Who is calling.
   *
   * @returns The user; undefined for credentials that are not good, `"none"` where there are none of this kind.
   */
  identify(request: Request): MaybePromise<Identified<User>>;
  /** The `WWW-Authenticate` challenge; `refused` when there were credentials. */
  challenge(refused: boolean): string;
}

/** What a scheme found out: a user, credentials that are not good, or no credentials. */
export type Identified<User> =
  | { readonly state: "known"; readonly user: User }
  | { readonly state: "refused" | "absent" };

/** Says who credentials belong to. Undefined, null and false: to nobody. */
export type Verify<User> = (credentials: string) => MaybePromise<User | undefined | null | false>;

/** The user that `verify` knows, if it does. */
export async function identifyBy<User>(
  verify: Verify<User>,
  credentials: string | undefined,
): Promise<Identified<User>> {
  if (credentials === undefined || credentials === "") return { state: "absent" };
  const user = await verify(credentials);
  if (user === undefined || user === null || user === false) return { state: "refused" };
  return { state: "known", user };
}

/**
 * The user that one of the schemes knows.
 *
 * @throws Unauthorized with the challenges of all of them (RFC 9110, section 15.5.2) when none does.
 */
export async function authenticate(
  schemes: readonly SecurityScheme<unknown>[],
  request: Request,
): Promise<unknown> {
  const challenges: string[] = [];
  for (const scheme of schemes) {
    const found = await scheme.identify(request);
    if (found.state === "known") return found.user;
    challenges.push(scheme.challenge(found.state === "refused"));
  }
  throw new Unauthorized("Say who you are, in one of the ways that WWW-Authenticate names.", {
    wwwAuthenticate: challenges.map((challenge) => ({ toHeader: () => challenge })),
  });
}

/**
 * Text as a quoted string of a challenge (RFC 9110, section 5.6.4).
 *
 * @throws SetupError for characters that no header can have.
 */
export function quotedString(text: string): string {
  if (!/^[\x20-\x7e\xa0-\xff]*$/.test(text)) {
    throw new SetupError(
      "challenge_text",
      `WWW-Authenticate cannot say ${JSON.stringify(text)}. Leave out control characters and what Latin-1 has not.`,
    );
  }
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}
