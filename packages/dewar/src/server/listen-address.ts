import { isCommandLine } from "./command-line.ts";
import { portHolder } from "./port-holder.ts";
import type { RunOptions } from "./run-options.ts";

/** Where the development server listens. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** What the options say, else the variable PORT, else 127.0.0.1:5000. A PORT that is none ends the process. */
export function listenAddress({ host = "127.0.0.1", port }: RunOptions): ListenAddress {
  return { host, port: port ?? portFromEnvironment() ?? 5000 };
}

/** Ends a process that cannot listen, saying why, and what to do. */
export function refuseToListen(error: unknown, address: ListenAddress): never {
  return endWith(describeListenFailure(error, address));
}

/** Why a server cannot listen, and what to do. */
export function describeListenFailure(error: unknown, { host, port }: ListenAddress): string {
  const code = (error as NodeJS.ErrnoException).code;
  return `Cannot listen on ${host}:${port}: ${reason(code, host, port) ?? String(error)}`;
}

function reason(code: string | undefined, host: string, port: number): string | undefined {
  switch (code) {
    case "EADDRINUSE":
      return portTaken(port);
    case "EACCES":
      return `port ${port} needs more rights. Choose one above 1023.`;
    case "EADDRNOTAVAIL":
      return `this machine has no address ${host}.`;
    case "ENOTFOUND":
      return `there is no host "${host}". Give an address of this machine, such as 127.0.0.1.`;
    default:
      return undefined;
  }
}

function portTaken(port: number): string {
  const other = `choose another port: ${isCommandLine() ? "--port " : "PORT="}${port + 1}.`;
  const holder = portHolder(port);
  if (holder === undefined) return `another program uses port ${port}. Stop it, or ${other}`;
  const { pid, command } = holder;
  return `process ${pid} uses port ${port}: ${command}\nStop it, \`kill ${pid}\`, or ${other}`;
}

function portFromEnvironment(): number | undefined {
  const text = process.env["PORT"];
  if (text === undefined || text === "") return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  return endWith(`PORT="${text}" is not a port: a whole number from 0 to 65535 is.`);
}

function endWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
