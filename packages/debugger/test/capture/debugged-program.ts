// Throws while something else is about, and says what came of it as JSON.
import { close, open } from "node:inspector";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { FrameCapture } from "@dewar/debugger";

type Report = Record<string, unknown>;

// Another debugger: another thread with a session of its own. It goes on by itself after a while that no other would take.
const OTHER = `
const { Session } = require("node:inspector");
const { parentPort, workerData } = require("node:worker_threads");
const session = new Session();
session.connectToMainThread();
session.on("Debugger.paused", ({ params }) => {
  const seen = new Int32Array(workerData);
  Atomics.add(seen, 0, 1);
  setTimeout(() => {
    session.post("Debugger.resume", (error) => {
      Atomics.store(seen, 1, error === null ? 1 : 2);
      Atomics.notify(seen, 1);
    });
  }, 300);
});
session.post("Debugger.enable", () => parentPort.postMessage("ready"));
parentPort.on("message", () => {});
`;

function caught(): unknown {
  const cup = "tea";
  try {
    throw new Error(`no ${cup}`);
  } catch (error) {
    return error;
  }
}

function caughtText(): unknown {
  const cup: string = "tea";
  try {
    // oxlint-disable-next-line no-throw-literal, only-throw-error -- programs do so
    throw `no ${cup}`;
  } catch (error) {
    return error;
  }
}

const situations: Readonly<Record<string, () => Promise<Report>>> = {
  "from the start": async () => {
    open(0);
    const capture = await FrameCapture.start();
    return { notice: capture.notice, kept: capture.framesOf(caught()).length };
  },
  later: async () => {
    const capture = await FrameCapture.start();
    const keptBefore = capture.framesOf(caught()).length > 0 ? 1 : 0;
    open(0);
    const shared = new SharedArrayBuffer(8);
    const other = new Worker(OTHER, { eval: true, workerData: shared, execArgv: [] });
    await new Promise((resolve) => other.once("message", resolve));
    // oxlint-disable-next-line no-debugger -- where the other debugger stops
    debugger;
    const seen = new Int32Array(shared);
    Atomics.wait(seen, 1, 0, 10_000);
    const [paused, resumedByOther] = seen;
    const kept = capture.framesOf(caught()).length;
    await other.terminate();
    // A process waits at its end for whoever listens there.
    close();
    return { notice: capture.notice, keptBefore, paused, resumedByOther, kept };
  },
  "in a worker": async () => {
    const worker = new Worker(
      `import(${JSON.stringify(import.meta.resolve("@dewar/debugger"))}).then(async ({ FrameCapture }) =>
        require("node:worker_threads").parentPort.postMessage((await FrameCapture.start()).notice))`,
      { eval: true },
    );
    return { notice: await new Promise((resolve) => worker.once("message", resolve)) };
  },
  "a text": async () => {
    const capture = await FrameCapture.start();
    const thrown = caughtText();
    return { text: capture.framesOf(thrown)[0]?.evaluate("cup"), place: capture.stackOf(thrown) };
  },
  "an end": async () => {
    await FrameCapture.start();
    process.exit();
  },
  "many errors": async () => {
    const capture = await FrameCapture.start();
    const weak = new WeakRef(caught() as object);
    const wasKept = capture.framesOf(weak.deref()).length > 0;
    await setImmediate();
    globalThis.gc?.();
    return { collected: wasKept && weak.deref() === undefined };
  },
};

const report = await situations[process.argv[2] ?? ""]?.();
process.stdout.write(JSON.stringify(report), () => process.exit());
