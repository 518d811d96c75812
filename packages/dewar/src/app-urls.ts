import type { UrlAdapter, UrlMap, UrlMatch } from "@dewar/http";
import type { Config } from "./config.ts";
import type { Request } from "./request.ts";

/** The URL map of an application, as its configuration says that it is to be used. */
export class AppUrls {
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

  #adapterOf(request: Request): UrlAdapter {
    if (this.#map.hostMatching) return this.#map.bindToRequest(request);
    const serverName = this.#config.get("SERVER_NAME") ?? undefined;
    return this.#map.bindToRequest(request, this.#matchesSubdomains ? { serverName } : { subdomain: "" });
  }
}
