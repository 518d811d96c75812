// Fails in calls that wait, and says as JSON what was kept of them: for each the function, the line, the variables.
import { readFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import { FrameCapture, FrameConsole } from "@dewar/debugger";

class Shop {
  readonly #folder = "/nowhere";

  async stock(item: string): Promise<number> {
    const tries: number[] = [];
    for (const ending of ["csv", "txt"]) {
      const code = `${item}.${ending}`;
      tries.push(code.length);
      if (ending === "txt") {
        const text = await readFile(`${this.#folder}/${code}`, "utf8");
        return Number(text);
      }
    }
    return 0;
  }
}

async function fail(reason: string): Promise<never> {
  await Promise.resolve();
  throw new Error(reason);
}

async function* numbers(): AsyncGenerator<number> {
  const given = 1;
  yield given;
  yield await fail("in a generator");
}

/** As the queries of many libraries: it has a `then`, but is no promise. */
const query: PromiseLike<never> = {
  // oxlint-disable-next-line unicorn/no-thenable -- that is what it is
  then: (_, reject) => Promise.reject(new Error("in a query")).then(undefined, reject),
};

async function recurse(depth: number): Promise<number> {
  if (depth === 3) return await fail("deep down");
  return (await recurse(depth + 1)) + depth;
}

const situations: Readonly<Record<string, () => Promise<unknown>>> = {
  "an error of Node": async () => {
    const item = "tea";
    const shop = new Shop();
    return await shop.stock(item);
  },
  "an arrow": async () => await fail("in an arrow"),
  "a query that is no promise": async () => {
    const table = "cups";
    return [table, await query];
  },
  "a loop": async () => {
    const seen: number[] = [];
    for await (const number of numbers()) seen.push(number);
  },
  "one of several": async () => {
    const count = 2;
    return [count, await Promise.all([setImmediate(), fail("one of several")])];
  },
  "an end that waits": async () => {
    const opened = "yes";
    try {
      return await fail("before the end");
    } finally {
      await setImmediate(opened);
    }
  },
  "a cause": async () => {
    const first = 1;
    try {
      await fail("the cause");
    } catch (cause) {
      throw new Error(`after ${first}`, { cause });
    }
  },
  "an error after the wait": async () => {
    const waited = await setImmediate(true);
    throw new Error(`waited: ${waited}`);
  },
  "an error that is thrown again": async () => {
    const times = 2;
    try {
      await fail("again");
    } catch (error) {
      if (times > 0) throw error;
    }
  },
  "something that is tried again": async () => {
    const promise = fail("again and again");
    let tries = 0;
    for (;;) {
      tries += 1;
      const isLast = tries === 2;
      try {
        await promise;
      } catch (error) {
        if (isLast) throw error;
      }
    }
  },
  "a recursion": async () => await recurse(0),
  "something shared": async () => {
    const shared = fail("shared");
    const wait = async (name: string) => [name, await shared];
    const [one] = await Promise.allSettled([wait("one"), wait("other")]);
    if (one?.status === "rejected") throw one.reason;
  },
};

const capture = await FrameCapture.start();

async function told(error: unknown): Promise<unknown[]> {
  const calls: unknown[] = [];
  for (const call of capture.waitingOf(error)) {
    const variables: Record<string, unknown> = {};
    for (const name of call.locals) {
      const outcome = await new FrameConsole(call).run(name);
      if (outcome.kind === "value") variables[name] = outcome.value;
    }
    calls.push([call.functionName, call.start.line, variables]);
  }
  return calls;
}

const report: Record<string, unknown> = {};
for (const [name, situation] of Object.entries(situations)) {
  const error = await situation().catch((thrown: unknown) => thrown);
  report[name] = { calls: await told(error), cause: await told((error as Error).cause) };
}

const error: unknown = await new Shop().stock("cup").catch((thrown: unknown) => thrown);
const frame = capture.waitingOf(error)[0];
if (frame === undefined) throw new Error("Nothing was kept.");
const inFrame = new FrameConsole(frame);
const answers: unknown[] = [];
for (const code of [
  "code",
  "this.#folder",
  "tries.push(7); tries",
  "const more = await Promise.resolve(ending)",
  "more",
]) {
  const outcome = await inFrame.run(code);
  answers.push(outcome.kind === "value" ? outcome.value : String(outcome.error));
}
process.stdout.write(JSON.stringify({ situations: report, answers }));
await capture.stop();
