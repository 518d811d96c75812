import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "redis";

/** Whether this machine has a Redis that a test can start. */
export function hasRedis(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A Redis of its own: it listens on a socket in a folder, so it needs no port, and writes nothing to disk. */
export class RedisServer implements AsyncDisposable {
  readonly client: ReturnType<typeof connectedTo>;
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, server: ChildProcess, client: ReturnType<typeof connectedTo>) {
    this.#folder = folder;
    this.#process = server;
    this.client = client;
  }

  static async start(): Promise<RedisServer> {
    const folder = mkdtempSync(join(tmpdir(), "redis-"));
    const socket = join(folder, "redis.sock");
    const options = [
      "--port",
      "0",
      "--unixsocket",
      socket,
      "--save",
      "",
      "--appendonly",
      "no",
      "--dir",
      folder,
    ];
    const server = spawn("redis-server", options, { stdio: ["ignore", "pipe", "ignore"] });
    for await (const line of server.stdout.setEncoding("utf8")) {
      if (String(line).toLowerCase().includes("ready to accept connections")) break;
    }
    const client = connectedTo(socket);
    await client.connect();
    return new RedisServer(folder, server, client);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.destroy();
    this.#process.kill();
    if (this.#process.exitCode === null) await once(this.#process, "exit");
    rmSync(this.#folder, { recursive: true });
  }
}

function connectedTo(socket: string) {
  return createClient({ socket: { path: socket, tls: false } });
}
