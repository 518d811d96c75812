import type { Request } from "dewar";
import { identifyBy, quotedString, type SecurityScheme, type Verify } from "./security-scheme.ts";

/** Options of {@link bearerAuth}. */
export interface BearerAuthOptions {
  /** The name in OpenAPI. Default: "bearer". */
  readonly name?: string;
  /** What the token is good for, as the challenge says it. Default: "api". */
  readonly realm?: string;
  /** A hint for readers of the documentation, such as "JWT". */
  readonly format?: string;
  readonly description?: string;
}

// RFC 6750, section 2.1. Two headers at once are joined by a comma, which no token has.
const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/;

/**
 * Callers send a token: `Authorization: Bearer ...` (RFC 6750), and nowhere else.
 *
 * @param verify - Says whose token it is.
 * @throws SetupError for a realm that no header can name.
 * @example
 * const users = new Map([["t0ken", { name: "ann" }]]);
 * const bearer = bearerAuth((token) => users.get(token));
 * const me = resource("/me").get({ security: bearer }, ({ auth }) => ({ name: auth.name }));
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(new Api("api", { title: "Users", version: "1", resources: { me } }));
 * const client = app.testClient();
 * (await client.get("/me", { headers: { Authorization: "Bearer t0ken" } })).json; // => { name: "ann" }
 * (await client.get("/me")).headers.get("WWW-Authenticate"); // => 'Bearer realm="api"'
 */
export function bearerAuth<User>(
  verify: Verify<User>,
  options: BearerAuthOptions = {},
): SecurityScheme<User> {
  const { name = "bearer", realm = "api", format, description } = options;
  const challenge = `Bearer realm=${quotedString(realm)}`;
  return {
    name,
    openapi: {
      type: "http",
      scheme: "bearer",
      ...(format !== undefined && { bearerFormat: format }),
      ...(description !== undefined && { description }),
    },
    identify: (request) => identifyBy(verify, tokenOf(request)),
    // RFC 6750, section 3.1: whoever sent no token is told of no error.
    challenge: (refused) => (refused ? `${challenge}, error="invalid_token"` : challenge),
  };
}

function tokenOf(request: Request): string | undefined {
  const { authorization } = request;
  if (authorization?.type !== "bearer") return undefined;
  const { token } = authorization;
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}
