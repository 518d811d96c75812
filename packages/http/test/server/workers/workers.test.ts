import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { startWorkers } from "../../../src/index.ts";
import { BackOff } from "../../../src/server/workers/back-off.ts";
import { type ChildProgram, exitOf, refusesConnections, runProgram } from "../child-program.ts";

const POOL = new URL("pool-program.ts", import.meta.url);
const PATIENCE = "60000";

let folder = "";
let brake = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "workers-"));
  brake = join(folder, "brake");
});
afterEach(() => rm(folder, { recursive: true }));

interface Pool extends ChildProgram {
  readonly url: string;
}

async function startPool(count: number, detached = false): Promise<Pool> {
  const words = ["worker-program.ts", String(count), PATIENCE, PATIENCE, brake];
  const program = runProgram(POOL, words, detached);
  // Two processes write these lines, so that either may be the first.
  let url: string | undefined;
  for (let isReady = false; url === undefined || !isReady; ) {
    const line = await program.nextLine();
    if (line === "pool ready") isReady = true;
    else url = /^listens (.+)/.exec(line)?.[1] ?? url;
  }
  return { ...program, url };
}

/** A request over a connection of its own; the answer is the id of the process that gave it. */
async function ask(url: string, path = "/"): Promise<number> {
  const response = await fetch(url + path, { headers: { Connection: "close" } });
  return Number(await response.text());
}

async function processesOf(url: string, requests: number): Promise<Set<number>> {
  const ids = new Set<number>();
  for (let request = 0; request < requests; request++) ids.add(await ask(url));
  return ids;
}

/** Makes requests until it is told to stop, so many at a time. It fails when one of them does. */
function startLoad(request: () => Promise<unknown>, parallel: number): { stop(): Promise<void> } {
  const enough = new AbortController();
  const line = async (): Promise<void> => {
    while (!enough.signal.aborted) await request();
  };
  const lines = Promise.all(Array.from({ length: parallel }, line));
  return {
    async stop() {
      enough.abort();
      await lines;
    },
  };
}

describe("workers", { timeout: 120_000 }, () => {
  test("share a port, and none is the process that watches them", async () => {
    const { child, url } = await startPool(2);
    const ids = await processesOf(url, 8);
    expect(ids.size).toBe(2);
    expect(ids).not.toContain(child.pid);
  });

  test("that die are replaced, and the others answer meanwhile", async () => {
    const { lineWith, url } = await startPool(2);
    const victim = await ask(url);
    process.kill(victim, "SIGKILL");
    await lineWith(new RegExp(`process ${victim}\\) died \\(SIGKILL\\)`));
    expect(await ask(url)).not.toBe(victim);
    const [, successor] = await lineWith(/process (\d+)\) is ready/);
    expect(await processesOf(url, 8)).toContain(Number(successor));
  });

  test("that die again and again are started less and less often", async () => {
    const { lineWith, url } = await startPool(1);
    await writeFile(brake, "");
    process.kill(await ask(url), "SIGKILL");
    await lineWith(/ended before it listened.*starts in 0\.2 seconds/);
    await lineWith(/ended before it listened.*starts in 0\.4 seconds/);
    await rm(brake);
    // Without a worker the port was free; the next one takes another.
    const [, again = ""] = await lineWith(/^listens (.+)/);
    expect(await ask(again)).toBeGreaterThan(0);
  });

  test("are replaced under load without losing a request", async () => {
    const { child, lineWith, url } = await startPool(2);
    const before = await processesOf(url, 8);
    const load = startLoad(
      async () => expect((await (await fetch(url)).text()).length).toBeGreaterThan(0),
      4,
    );
    child.kill("SIGHUP");
    await lineWith(/^All workers have been replaced/);
    await load.stop();
    for (const id of await processesOf(url, 8)) expect(before).not.toContain(id);
  });

  test("that stop lose no connection that the pool is just handing to them", async () => {
    const { child, lineWith, url } = await startPool(2);
    const load = startLoad(() => ask(url), 24);
    for (let reload = 0; reload < 3; reload++) {
      child.kill("SIGHUP");
      await lineWith(/^All workers have been replaced/);
    }
    await load.stop();
  });

  test("go on when their successors do not start", async () => {
    const { child, lineWith, url } = await startPool(1);
    const id = await ask(url);
    await writeFile(brake, "");
    child.kill("SIGHUP");
    await lineWith(/ended before it listened.*The workers that run go on/);
    expect(await ask(url)).toBe(id);
    child.kill("SIGTERM");
    expect(await exitOf(child)).toBe(0);
  });

  test("finish what is in flight when the pool is told to stop", async () => {
    const { child, lineWith, url } = await startPool(2);
    const pending = [ask(url, "/slow"), ask(url, "/slow")];
    await lineWith(/^request/);
    await lineWith(/^request/);
    child.kill("SIGTERM");
    expect(await exitOf(child)).toBe(0);
    expect(new Set(await Promise.all(pending)).size).toBe(2);
  });

  test("stop once when a terminal tells all of them", async () => {
    const { child, lineWith, url } = await startPool(2, true);
    const pending = ask(url, "/slow");
    await lineWith(/^request/);
    process.kill(-Number(child.pid), "SIGINT");
    expect(await pending).toBeGreaterThan(0);
    expect(await exitOf(child)).toBe(0);
  });

  test("are killed by a second signal to the pool", async () => {
    const { child, lineWith, url } = await startPool(1);
    const pending = ask(url, "/never").catch((error: unknown) => error);
    await lineWith(/^request/);
    child.kill("SIGTERM");
    await refusesConnections(url);
    child.kill("SIGTERM");
    expect(await exitOf(child)).toBe(1);
    expect(await pending).toBeInstanceOf(Error);
  });

  test("that do not start are told of", async () => {
    await writeFile(brake, "");
    const { child, lineWith } = runProgram(POOL, ["worker-program.ts", "2", PATIENCE, PATIENCE, brake]);
    await lineWith(/^failed WORKER_START$/);
    expect(await exitOf(child)).toBe(1);
  });

  test("that take too long to start are killed", async () => {
    const { child, lineWith } = runProgram(POOL, ["deaf-program.ts", "1", "50", PATIENCE, "idle"]);
    await lineWith(/did not listen after 0\.05 seconds/);
    await lineWith(/^failed WORKER_START$/);
    expect(await exitOf(child)).toBe(1);
  });

  test("that do not stop are killed", async () => {
    const { child, lineWith } = runProgram(POOL, ["deaf-program.ts", "1", PATIENCE, "50"]);
    await lineWith(/^pool ready/);
    child.kill("SIGTERM");
    await lineWith(/has stopped \(SIGKILL\)/);
    expect(await exitOf(child)).toBe(1);
  });
});

test("the wait between quick deaths grows up to half a minute, and a long life ends it", () => {
  const backOff = new BackOff();
  const delays = Array.from({ length: 12 }, () => backOff.delayAfter(0));
  expect(delays.slice(0, 3)).toEqual([100, 200, 400]);
  expect(delays.at(-1)).toBe(30_000);
  expect(backOff.delayAfter(60_000)).toBe(0);
});

test("there is at least one worker", async () => {
  await expect(startWorkers("none.js", { count: 0 })).rejects.toThrow(RangeError);
  await expect(startWorkers("none.js", { count: 1.5 })).rejects.toThrow(RangeError);
});
