import { describeListenFailure } from "../../server/listen-address.ts";
import { CommandError } from "../errors.ts";
import type { ServeSettings } from "./serve-settings.ts";

/**
 * Ends a command whose server cannot listen.
 *
 * @param error - What listening threw.
 * @throws CommandError that says why, and what to do.
 */
export function cannotListen(error: unknown, listen: ServeSettings["listen"]): never {
  const { socketPath } = listen;
  const message =
    socketPath === undefined
      ? describeListenFailure(error, listen)
      : describeSocketFailure(error, socketPath);
  throw new CommandError(message, { cause: error });
}

function describeSocketFailure(error: unknown, path: string): string {
  const { code } = error as NodeJS.ErrnoException;
  return `Cannot listen on ${path}: ${SOCKET_REASONS.get(code ?? "") ?? String(error)}`;
}

const SOCKET_REASONS: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "another program answers there. Stop it, or choose another path."],
  // A folder that is not there is told in the same way.
  ["EACCES", "its folder is missing, or is not this user's to write to. Make one that is."],
]);
