import type { Request } from "dewar";
import { identifyBy, quotedString, type SecurityScheme, type Verify } from "./security-scheme.ts";

/** Where callers put their key. */
export interface ApiKeyPlace {
  /** A key in the query ends up in logs and histories: prefer a header. */
  readonly in: "header" | "query" | "cookie";
  /** The name of the header, field or cookie. */
  readonly name: string;
  /** The name in OpenAPI. Default: "apiKey". */
  readonly schemeName?: string;
  readonly description?: string;
}

/**
 * Callers send a key that they were given.
 *
 * @param verify - Says whose key it is. {@link equalSecrets} compares with a fixed one.
 * @throws SetupError for a name that no header can name.
 * @example
 * const key = apiKeyAuth({ in: "header", name: "X-API-Key" }, (given) => equalSecrets(given, "s3cret"));
 * const jobs = resource("/jobs", { security: key }).get(() => []);
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(new Api("api", { title: "Jobs", version: "1", resources: { jobs } }));
 * (await app.testClient().get("/jobs", { headers: { "X-API-Key": "s3cret" } })).json; // => []
 * (await app.testClient().get("/jobs")).statusCode; // => 401
 */
export function apiKeyAuth<User>(place: ApiKeyPlace, verify: Verify<User>): SecurityScheme<User> {
  const { in: where, name, schemeName = "apiKey", description } = place;
  const challenge = `ApiKey in="${where}", name=${quotedString(name)}`;
  return {
    name: schemeName,
    ...(where !== "query" && { varyOn: where === "header" ? name : "Cookie" }),
    openapi: { type: "apiKey", in: where, name, ...(description !== undefined && { description }) },
    identify: (request) => identifyBy(verify, KEYS[where](request, name)),
    challenge: () => challenge,
  };
}

const KEYS: Readonly<Record<ApiKeyPlace["in"], (request: Request, name: string) => string | undefined>> = {
  header: (request, name) => request.headers.get(name),
  query: (request, name) => request.args.get(name),
  cookie: (request, name) => request.cookies.get(name),
};
