import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process that listens on a port. */
export interface PortHolder {
  readonly pid: number;
  /** Its command line, or its name where that is all that can be known. */
  readonly command: string;
}

const LISTENING = "0A";
const LONGEST_COMMAND = 120;

/**
 * Finds the process that listens on a port: from /proc on Linux, by asking `lsof` elsewhere.
 *
 * @returns undefined where it cannot be known, as of processes of other users.
 */
export function portHolder(port: number): PortHolder | undefined {
  try {
    return process.platform === "linux" ? fromProc(port) : fromLsof(port);
  } catch {
    return undefined;
  }
}

function fromProc(port: number): PortHolder | undefined {
  const sockets = new Set(["tcp", "tcp6"].flatMap((table) => listeningSockets(table, port)));
  if (sockets.size === 0) return undefined;
  const pid = readdirSync("/proc").find((name) => /^\d+$/.test(name) && holdsOne(name, sockets));
  if (pid === undefined) return undefined;
  const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  return { pid: Number(pid), command: printable(words.join(" ")) };
}

/** The sockets of a table of the kernel's that listen on a port, as descriptors name them. */
function listeningSockets(table: string, port: number): string[] {
  const [, ...lines] = readFileSync(`/proc/self/net/${table}`, "utf8").trim().split("\n");
  return lines.flatMap((line) => {
    const [, local = "", , state, , , , , , inode] = line.trim().split(/\s+/);
    const isIt = state === LISTENING && Number.parseInt(local.split(":")[1] ?? "", 16) === port;
    return isIt ? [`socket:[${inode}]`] : [];
  });
}

function holdsOne(pid: string, sockets: ReadonlySet<string>): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((descriptor) => sockets.has(linkOf(`${folder}/${descriptor}`)));
  } catch {
    // Another user's, or one that has ended meanwhile.
    return false;
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

function fromLsof(port: number): PortHolder | undefined {
  const words = ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"];
  const output = execFileSync("lsof", words, {
    encoding: "utf8",
    timeout: 2000,
    stdio: ["ignore", "pipe", "ignore"],
  });
  // A line for each field, with its name as the first letter.
  const field = (name: string): string | undefined =>
    output
      .split("\n")
      .find((line) => line.startsWith(name))
      ?.slice(1);
  const pid = field("p");
  return pid === undefined ? undefined : { pid: Number(pid), command: printable(field("c") ?? "") };
}

/** As it can stand in a terminal. */
function printable(command: string): string {
  const text = command.replace(/[^\x20-\x7e]/g, "?").trim();
  return text.length > LONGEST_COMMAND ? `${text.slice(0, LONGEST_COMMAND)}...` : text;
}
