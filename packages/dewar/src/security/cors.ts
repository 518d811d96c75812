import type { Response } from "@dewar/http";
import { requireContext } from "../context.ts";
import { SetupError } from "../errors.ts";
import type { Scaffold } from "../scaffold.ts";

/** What {@link cors} allows, and to whom. */
export interface CORSOptions {
  /** Origins such as "https://app.example.com", compared as they stand; "*" for all, without credentials. */
  readonly origins: readonly string[] | "*";
  /** Whether their pages may send the user's cookies and read what the user may. Default: false. */
  readonly credentials?: boolean;
  /** Headers that requests may have besides the harmless ones. Default: Content-Type. */
  readonly allowHeaders?: readonly string[];
  /** Headers of responses that scripts may read besides the harmless ones. */
  readonly exposeHeaders?: readonly string[];
  /** Seconds that a browser may remember the answer to a preflight request. Default: 600. */
  readonly maxAge?: number;
}

/**
 * Lets scripts of other origins use an API: all routes of an application, or those of a blueprint. Preflight requests
 * are answered by the automatic OPTIONS of each route, with the methods that it has.
 *
 * An origin that is not listed gets no header. One that is may also get more: what an application allows holds for
 * its blueprints too.
 *
 * @throws SetupError when an origin is none, is "null" (which any page can be), or all are to have credentials.
 * @example
 * const api = new Blueprint("api", import.meta.url, { urlPrefix: "/api" });
 * cors(api, { origins: ["https://app.example.com"] });
 * api.get("/tea", () => ["green"]);
 * const app = new Flask(import.meta.url);
 * app.registerBlueprint(api);
 * const response = await app.testClient().get("/api/tea", { headers: { Origin: "https://app.example.com" } });
 * response.headers.get("Access-Control-Allow-Origin"); // => "https://app.example.com"
 */
export function cors(scaffold: Scaffold, options: CORSOptions): void {
  checkOrigins(options);
  scaffold.afterRequest((response) => addHeaders(response, options));
}

function addHeaders(response: Response, options: CORSOptions): void {
  const { request, urlAdapter } = requireContext("cors");
  const { headers } = response;
  const { origins } = options;
  // Also without an Origin: a cache must not give this answer to one who has it.
  if (origins !== "*") response.vary.add("Origin");
  const origin = request.headers.get("Origin");
  if (origin === undefined || headers.has("Access-Control-Allow-Origin")) return;
  if (origins !== "*" && !origins.includes(origin)) return;
  headers.set("Access-Control-Allow-Origin", origins === "*" ? "*" : origin);
  if (options.credentials === true) headers.set("Access-Control-Allow-Credentials", "true");
  if (options.exposeHeaders !== undefined) {
    headers.set("Access-Control-Expose-Headers", options.exposeHeaders.join(", "));
  }
  if (request.method !== "OPTIONS" || !request.headers.has("Access-Control-Request-Method")) return;
  headers.set("Access-Control-Allow-Methods", (urlAdapter?.allowedMethods() ?? []).toSorted().join(", "));
  headers.set("Access-Control-Allow-Headers", (options.allowHeaders ?? ["Content-Type"]).join(", "));
  headers.set("Access-Control-Max-Age", options.maxAge ?? 600);
}

function checkOrigins({ origins, credentials = false }: CORSOptions): void {
  if (origins === "*") {
    if (!credentials) return;
    throw new SetupError(
      "cors_credentials",
      'The pages of all origins ("*") cannot have `credentials`: each could do what the user can. List the origins.',
    );
  }
  for (const origin of origins) {
    if (/^[a-z][a-z0-9+.-]*:\/\/[^/?#@\s*]+$/.test(origin)) continue;
    throw new SetupError(
      "cors_origin",
      `"${origin}" is not an origin. Write scheme and host, and the port if it is not the usual one, as browsers ` +
        'send them: "https://app.example.com".',
    );
  }
}
