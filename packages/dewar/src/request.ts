import { BadRequest, Request as HttpRequest } from "@dewar/http";
import { currentContext } from "./context.ts";
import { requestIdOf } from "./logging/request-id.ts";
import type { AppRule } from "./route.ts";

/** RFC 8259, section 8.1: JSON is UTF-8. A byte order mark is passed over. */
const UTF_8 = new TextDecoder("utf-8", { fatal: true });

/** A request, with what the URL map made of its path. */
export class Request extends HttpRequest {
  /** The rule that matched; undefined when none did. */
  urlRule: AppRule | undefined;
  /** The values of the rule's variables; undefined when no rule matched. */
  viewArgs: Record<string, unknown> | undefined;
  /** Why no rule matched. It is thrown after the before-request hooks. */
  routingError: Error | undefined;
  #id: string | undefined;

  /** Names this request in the log. Its X-Request-ID with the setting TRUST_REQUEST_ID, else something random. */
  get id(): string {
    this.#id ??= requestIdOf(this, currentContext()?.app);
    return this.#id;
  }

  /** The endpoint of the rule that matched. */
  get endpoint(): string | undefined {
    return this.urlRule?.endpoint;
  }

  /** The full name of the blueprint that the endpoint belongs to. */
  get blueprint(): string | undefined {
    return this.urlRule?.blueprint;
  }

  /** That blueprint and those it is nested in, innermost first. */
  get blueprints(): string[] {
    const names: string[] = [];
    for (
      let name = this.blueprint ?? "";
      name !== "";
      name = name.slice(0, Math.max(name.lastIndexOf("."), 0))
    ) {
      names.push(name);
    }
    return names;
  }

  /** Reads JSON as the application does: with `app.json`. */
  protected override parseJson(data: Uint8Array): unknown {
    const app = currentContext()?.app;
    if (app === undefined) return super.parseJson(data);
    try {
      return app.json.loads(UTF_8.decode(data));
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new BadRequest(`Failed to decode JSON object: ${reason}`, { cause });
    }
  }

  /** Says what is wrong with the JSON of a request to who is debugging, and to nobody else. */
  protected override onJsonLoadingFailed(error: BadRequest | undefined): unknown {
    if (error === undefined || currentContext()?.app.debug === true) return super.onJsonLoadingFailed(error);
    throw new BadRequest(undefined, { cause: error });
  }
}
