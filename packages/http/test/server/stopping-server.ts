import { Response, serve, stopOnSignals } from "../../src/index.ts";

// A process for the tests of stopping: it writes a line for each thing that happens, and answers as its input says.

const say = (line: string): void => console.log(line);
let release = (): void => undefined;
const released = new Promise<void>((resolve) => {
  release = resolve;
});
process.stdin.once("data", () => release());

const server = await serve(
  async () => {
    say("request");
    await released;
    return new Response("done");
  },
  { port: 0 },
);
stopOnSignals(server, {
  linger: 0,
  teardown: () => {
    say(`teardown, ready ${server.isReady}`);
    if (process.argv[2] === "broken") throw new Error("The database is stuck");
    process.stdin.destroy();
  },
});
say(server.url);
