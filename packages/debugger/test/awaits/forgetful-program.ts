// Lets go of what it has waited for, and of an error that it has caught, and says what of it is still in memory.
import { setImmediate } from "node:timers/promises";
import { FrameCapture } from "@dewar/debugger";

const capture = await FrameCapture.start();
const weak = new Map<string, WeakRef<object>>();

async function hold(name: string): Promise<object> {
  const held = { name, size: Array.from({ length: 1000 }, () => name) };
  weak.set(name, new WeakRef(held));
  await setImmediate();
  if (name.endsWith("rejected")) await Promise.reject(new Error(name));
  return held;
}

async function useAll(): Promise<number> {
  let size = 0;
  for (const name of ["one", "other"]) {
    const held = await hold(name);
    size += Object.keys(held).length;
  }
  const error = await hold("rejected").catch((thrown: unknown) => thrown as object);
  weak.set("error", new WeakRef(error));
  return size + capture.waitingOf(error).length;
}

const kept = await useAll();
await setImmediate();
globalThis.gc?.();
const left = Array.from(weak).filter(([, reference]) => reference.deref() !== undefined);
process.stdout.write(JSON.stringify({ kept, left: left.map(([name]) => name) }), () => process.exit());
