import type { BuildError } from "@dewar/http";
import type { UrlValues } from "./helpers/url-for.ts";
import type { ScaffoldOptions } from "./scaffold.ts";

/** Gives a URL in place of one that cannot be built, or undefined to leave it to the next handler. */
export type UrlBuildErrorHandler = (
  error: BuildError,
  endpoint: string,
  values: UrlValues,
) => string | undefined;

/** Options of a new application. */
export interface FlaskOptions extends ScaffoldOptions {
  /** Names the application in messages. Default: the importing module's file name. */
  readonly name?: string;
  /** Folder of what belongs to one installation: database, secrets. Default: `instance` beside the module. */
  readonly instancePath?: string;
  /** Whether the relative file names of the config start from the instance folder. */
  readonly instanceRelativeConfig?: boolean;
  /** Match the host of rules that have one. */
  readonly hostMatching?: boolean;
  /** The host that the static files are on, with `hostMatching`. */
  readonly staticHost?: string;
  /** Match the subdomain of rules that have one; needs SERVER_NAME. */
  readonly subdomainMatching?: boolean;
}
