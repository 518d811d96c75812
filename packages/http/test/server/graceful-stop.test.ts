import { expect, test } from "vitest";

import { type ChildProgram, exitOf, refusesConnections, runProgram } from "./child-program.ts";

const PROGRAM = new URL("stopping-server.ts", import.meta.url);

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

interface Started extends ChildProgram {
  readonly url: string;
}

async function start(...words: readonly string[]): Promise<Started> {
  const program = runProgram(PROGRAM, words);
  return { ...program, url: await program.nextLine() };
}
