import { Request as HttpRequest } from "@dewar/http";
import type { AppRule } from "./route.ts";

/** A request, with what the URL map made of its path. */
export class Request extends HttpRequest {
  /** The rule that matched; undefined when none did. */
  urlRule: AppRule | undefined;
  /** The values of the rule's variables; undefined when no rule matched. */
  viewArgs: Record<string, unknown> | undefined;
  /** Why no rule matched. It is thrown after the before-request hooks. */
  routingError: Error | undefined;

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
}
