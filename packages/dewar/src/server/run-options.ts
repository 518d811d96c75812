import type { TlsOptions } from "node:tls";

/** Options of the development server. */
export interface RunOptions {
  /** Address to listen on. Default: 127.0.0.1, which only this machine reaches. */
  readonly host?: string;
  /** Port to listen on; 0 takes a free one. Default: the variable PORT, else 5000. */
  readonly port?: number;
  /** Shows errors with their frames and a console, and reloads. Default: what the config says. */
  readonly debug?: boolean;
  /** Restarts when a file of the application changes. Default: when debugging. */
  readonly useReloader?: boolean;
  /** Answers errors with the page of the debugger. Default: when debugging. */
  readonly useDebugger?: boolean;
  /** Lets pages that are open in a browser reload by themselves. Default: with the reloader. */
  readonly liveReload?: boolean;
  /** More files and folders that cause a restart. */
  readonly extraFiles?: readonly string[];
  /** Serves HTTPS: with a certificate and its key in PEM form, or with one made up for this machine. */
  readonly tls?: Pick<TlsOptions, "cert" | "key"> | "adhoc" | undefined;
}
