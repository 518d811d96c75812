import type { ServeOptions } from "@dewar/http";
import { CommandError } from "../errors.ts";

/** The exit code, as that of `run`. */
const CANNOT_LISTEN = 98;

/**
 * Ends a command whose server cannot listen.
 *
 * @param error - What listening threw.
 * @throws CommandError that says why, and what to do.
 */
export function cannotListen(error: unknown, { host = "", port = 0, socketPath }: ServeOptions): never {
  const { code } = error as NodeJS.ErrnoException;
  const place = socketPath ?? `${host}:${port}`;
  const reason = (socketPath === undefined ? portReasons(host, port) : SOCKET_REASONS).get(code ?? "");
  throw new CommandError(`Cannot listen on ${place}: ${reason ?? String(error)}`, {
    cause: error,
    exitCode: CANNOT_LISTEN,
  });
}

function portReasons(host: string, port: number): ReadonlyMap<string, string> {
  return new Map([
    ["EADDRINUSE", `another program uses port ${port}. Stop it, or choose another port: --port ${port + 1}.`],
    ["EACCES", `port ${port} needs more rights. Choose one above 1023, and let a proxy listen on this one.`],
    [
      "EADDRNOTAVAIL",
      `this machine has no address ${host}. To be reached from everywhere use --host 0.0.0.0.`,
    ],
    ["ENOTFOUND", `there is no host "${host}". Give an address of this machine, such as --host 127.0.0.1.`],
  ]);
}

const SOCKET_REASONS: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "another program answers there. Stop it, or choose another path."],
  // A folder that is not there is told in the same way.
  ["EACCES", "its folder is missing, or is not this user's to write to. Make one that is."],
]);
