import type { ProxyFixOptions, ServeOptions } from "@dewar/http";

/** How an application is served in production. Times are in milliseconds. */
export interface ServeSettings {
  readonly listen: ServeOptions & { readonly host: string; readonly port: number };
  /** How many processes serve; undefined: this one, and nothing watches it. */
  readonly workers: number | undefined;
  /** The proxies in front; undefined: there are none. */
  readonly proxies: ProxyFixOptions | undefined;
  readonly readyPath: string;
  readonly livePath: string;
  /** Whether each answer is logged. */
  readonly accessLog: boolean;
  /** How long the server goes on when it is to stop, and says that it is not ready. */
  readonly drain: number;
  /** How long requests in flight may take when the server stops. */
  readonly stopTimeout: number;
}
