import type { BuildError, UrlAdapter, UrlMap, UrlMatch } from "@dewar/http";
import type { UrlBuildErrorHandler } from "./app-options.ts";
import type { Config } from "./config.ts";
import type { UrlValues } from "./helpers/url-for.ts";
import type { Request } from "./request.ts";

/** The URL map of an application, as its configuration says that it is to be used. */
export class AppUrls {
  /** Asked in turn for URLs that cannot be built. */
  readonly buildErrorHandlers: UrlBuildErrorHandler[] = [];
  readonly #map: UrlMap;
  readonly #config: Config;
  readonly #matchesSubdomains: boolean;

  constructor(map: UrlMap, config: Config, matchesSubdomains: boolean) {
    this.#map = map;
    this.#config = config;
    this.#matchesSubdomains = matchesSubdomains;
  }

  /** @throws NotFound, MethodNotAllowed or RequestRedirect; SecurityError for a host that is not trusted. */
  match(request: Request): UrlMatch {
    // Read for its check alone.
    if (request.trustedHosts !== undefined) void request.host;
    // Without domains to tell apart, most requests need no adapter. What it would say of the others, it is asked.
    const found = this.#map.hostMatching || this.#matchesSubdomains ? undefined : this.#map.match(request);
    return found ?? this.#adapterOf(request).match();
  }

  /** Undefined when there is neither a request nor a SERVER_NAME. */
  adapterFor(request: Request | undefined): UrlAdapter | undefined {
    if (request !== undefined) return this.#adapterOf(request);
    const serverName = this.#config.get("SERVER_NAME");
    if (serverName === null) return undefined;
    return this.#map.bind(serverName, {
      scriptName: this.#config.get("APPLICATION_ROOT"),
      urlScheme: this.#config.get("PREFERRED_URL_SCHEME"),
    });
  }

  /** @throws The error, when no handler has a URL. */
  answerBuildError(error: BuildError, endpoint: string, values: UrlValues): string {
    for (const handler of this.buildErrorHandlers) {
      const url = handler(error, endpoint, values);
      if (url !== undefined) return url;
    }
    throw error;
  }

  #adapterOf(request: Request): UrlAdapter {
    if (this.#map.hostMatching) return this.#map.bindToRequest(request);
    const serverName = this.#config.get("SERVER_NAME") ?? undefined;
    return this.#map.bindToRequest(request, this.#matchesSubdomains ? { serverName } : { subdomain: "" });
  }
}
