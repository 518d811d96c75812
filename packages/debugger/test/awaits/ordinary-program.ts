// Says in which order things happen, and where its errors come from: the same, whether its awaits are watched or not.
import { readFile } from "node:fs/promises";
import { setImmediate } from "node:timers/promises";
import settings from "./settings.json" with { type: "json" };

const said: unknown[] = [];
const unhandled: string[] = [];
process.on("unhandledRejection", (reason) => unhandled.push((reason as Error).message));

async function fail(reason: string): Promise<never> {
  await Promise.resolve();
  throw new Error(reason);
}

async function chatter(name: string, turns: number): Promise<string> {
  for (let turn = 0; turn < turns; turn++) said.push(`${name} ${turn} ${await Promise.resolve(turn)}`);
  return name;
}

// oxlint-disable-next-line unicorn/no-thenable -- programs have such
const thenable = { then: (resolve: (value: string) => void) => resolve("of a thenable") };

async function* twice(): AsyncGenerator<string> {
  try {
    yield "first";
    yield Promise.resolve("second");
  } finally {
    said.push("generator done");
  }
}

class Holder {
  static async #make(given: Promise<string>): Promise<Holder> {
    return new Holder(await given);
  }

  static make = async (): Promise<Holder> => await Holder.#make(chatter("holder", 1));
  readonly #held: string;

  constructor(held: string) {
    this.#held = held;
  }

  async tell(): Promise<string> {
    return `${await Promise.resolve(this.#held)}${await (await Promise.resolve({ mark: async () => "!" })).mark()}`;
  }
}

async function listen(): Promise<void> {
  for await (const item of twice()) said.push(item);
  for await (const item of twice()) {
    said.push(`only ${item}`);
    break;
  }
  // oxlint-disable-next-line typescript/await-thenable -- the language lets it
  for await (const item of [Promise.resolve("of an array"), "plain"]) said.push(item);
}

async function attempts(): Promise<string> {
  try {
    await fail("attempted");
  } catch {
    said.push("caught");
  } finally {
    await Promise.resolve(said.push("at last"));
  }
  const none: { readonly a?: number } | undefined = await Promise.resolve(undefined);
  try {
    const { a } = none as unknown as { a: number };
    return `${a}`;
  } catch (error) {
    return (error as Error).message;
  }
}

async function destructured(): Promise<void> {
  const { a } = await Promise.resolve(undefined as unknown as { a: number });
  said.push(a);
}

const outcomes = await Promise.allSettled([
  chatter("one", 3),
  chatter("other", 3),
  listen(),
  attempts(),
  (async () => await thenable)(),
  (async () => (await Holder.make()).tell())(),
  (async () => await fail("out of an arrow"))(),
  destructured(),
  (async () => [await Promise.resolve(1), await fail("second in a line"), await Promise.resolve(2)])(),
  (async () => [await Promise.resolve(1)].map(() => [].reduce((one) => one)))(),
  readFile("/nowhere"),
  (async () => await readFile("/nowhere"))(),
]);
// Nobody waits for this one, and nobody looks after it.
void fail("nobody cares");
const promise = fail("two care");
const both = await Promise.allSettled([promise, (async () => await promise)()]);
await setImmediate();

const results = [...outcomes, ...both].map((outcome) =>
  outcome.status === "fulfilled" ? outcome.value : (outcome.reason as Error).stack,
);
process.stdout.write(JSON.stringify({ said, results, unhandled, settings }));
