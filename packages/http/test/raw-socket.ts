import { connect, type Socket } from "node:net";

import type { Server } from "../src/index.ts";

/** Opens a plain connection to a server. Errors of the connection are no errors of a test. */
export function openSocket(server: Server): Socket {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  return socket.setEncoding("latin1").on("error", () => undefined);
}

/** Sends bytes, and gives back everything that the server answers until it closes the connection. */
export async function exchange(server: Server, text: string): Promise<string> {
  const socket = openSocket(server);
  const answer = untilClosed(socket);
  socket.write(text, "latin1");
  return answer;
}

/** Everything that arrives until the connection is closed. */
export async function untilClosed(socket: Socket): Promise<string> {
  let text = "";
  socket.on("data", (chunk) => {
    text += chunk;
  });
  await closed(socket);
  return text;
}

/** Waits until a connection is closed, in whatever way. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    socket.once("close", () => resolve());
  });
}
