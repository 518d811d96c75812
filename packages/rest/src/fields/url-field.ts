import { currentApp, request, SetupError, urlFor } from "dewar";
import type { JsonSchema } from "../json-schema.ts";
import { getValue } from "./get-value.ts";
import { type FieldOptions, Raw } from "./raw.ts";

/** Options of {@link UrlField}. */
export interface UrlFieldOptions extends FieldOptions<string> {
  /** Whether the URL names scheme and host. */
  readonly absolute?: boolean;
  /** The scheme of an absolute URL. */
  readonly scheme?: string;
}

/** The URL of an endpoint, with the values of the object for the variables of its rule. */
export class UrlField extends Raw<string> {
  readonly endpoint: string | undefined;
  readonly absolute: boolean;
  readonly scheme: string | undefined;

  /** @param endpoint - As `urlFor` takes it: `"api.todo"`, or `".todo"` within the API. Default: that of the request. */
  constructor(endpoint?: string, options: UrlFieldOptions = {}) {
    super(options);
    this.endpoint = endpoint;
    this.absolute = options.absolute ?? false;
    this.scheme = options.scheme;
  }

  override get jsonSchema(): JsonSchema {
    return { type: "string", format: "uri-reference" };
  }

  override output(_key: string | number, object: unknown): string {
    const named = this.endpoint ?? request.endpoint ?? "";
    const endpoint = named.startsWith(".") ? `${request.blueprint ?? ""}${named}` : named;
    const [rule] = currentApp.urlMap.iterRules(endpoint);
    if (rule === undefined)
      throw new SetupError("endpoint_unknown", `There is no endpoint "${endpoint}" for a Url field.`);
    const values = Object.fromEntries(Array.from(rule.arguments, (name) => [name, getValue(name, object)]));
    const scheme = this.scheme === undefined ? {} : { _scheme: this.scheme };
    return urlFor(endpoint, { ...values, _external: this.absolute, ...(this.absolute && scheme) });
  }
}
