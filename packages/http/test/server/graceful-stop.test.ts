import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { createInterface } from "node:readline";

import { afterEach, expect, test } from "vitest";

const PROGRAM = new URL("stopping-server.ts", import.meta.url).pathname;

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

test("SIGTERM lets the request in flight finish, and ends the process with code 0", async () => {
  const { child, nextLine, url } = await start();
  const pending = fetch(url);
  expect(await nextLine()).toBe("request");
  child.kill("SIGTERM");
  await refusesConnections(url);
  child.stdin?.write("go on\n");
  expect(await (await pending).text()).toBe("done");
  expect(await nextLine()).toBe("teardown, ready false");
  expect(await exitOf(child)).toBe(0);
});

test("a second signal ends the process at once", async () => {
  const { child, nextLine, url } = await start();
  const pending = fetch(url).catch((error: unknown) => error);
  expect(await nextLine()).toBe("request");
  child.kill("SIGTERM");
  await refusesConnections(url);
  child.kill("SIGINT");
  expect(await exitOf(child)).toBe(1);
  expect(await pending).toBeInstanceOf(Error);
});

test("a teardown that fails is told by the code", async () => {
  const { child, nextLine } = await start("broken");
  child.kill("SIGTERM");
  expect(await nextLine()).toBe("teardown, ready false");
  expect(await exitOf(child)).toBe(1);
});

interface Started {
  readonly child: ChildProcess;
  readonly url: string;
  readonly nextLine: () => Promise<string>;
}

async function start(...words: readonly string[]): Promise<Started> {
  const flags = ["--conditions=dewar-source", "--import", "tsx"];
  const child = spawn(process.execPath, [...flags, PROGRAM, ...words], { stdio: ["pipe", "pipe", "ignore"] });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextLine = async (): Promise<string> => String((await lines.next()).value);
  return { child, url: await nextLine(), nextLine };
}

/** Waits until the server takes no new connections. */
async function refusesConnections(url: string): Promise<void> {
  const port = Number(new URL(url).port);
  while (await connects(port));
}

function connects(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
  });
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  if (child.exitCode !== null) return child.exitCode;
  const [code] = (await once(child, "exit")) as [number | null];
  return code;
}
