import { lstat, unlink } from "node:fs/promises";
import { connect, type Server as NetServer } from "node:net";

/** Where a server listens: on an address, or on a Unix socket. */
export interface ListenAddress {
  readonly host: string;
  readonly port: number;
  readonly socketPath: string | undefined;
}

/**
 * Lets a server listen. The file of a Unix socket that a process has left behind, and that nobody answers, is removed.
 *
 * @throws The error of `node:net` when it cannot listen.
 */
export async function listen(server: NetServer, address: ListenAddress): Promise<void> {
  const { socketPath } = address;
  try {
    await tryToListen(server, address);
  } catch (error) {
    if (socketPath === undefined || !(await isLeftBehind(socketPath))) throw error;
    await unlink(socketPath);
    await tryToListen(server, address);
  }
}

function tryToListen(server: NetServer, { host, port, socketPath }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error): void => {
      server.off("error", settle).off("listening", settle);
      if (error === undefined) resolve();
      else reject(error);
    };
    server.on("error", settle).on("listening", settle);
    server.listen(socketPath === undefined ? { host, port } : { path: socketPath });
  });
}

async function isLeftBehind(path: string): Promise<boolean> {
  const stats = await lstat(path).catch(() => undefined);
  return stats?.isSocket() === true && !(await isAnswered(path));
}

function isAnswered(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", (error: NodeJS.ErrnoException) => resolve(error.code !== "ECONNREFUSED"));
  });
}
