import { type Debugger, type Runtime, Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";
import { EVALUATOR, OWN_PREFIX } from "./evaluator.ts";
import { isOfInterest } from "./of-interest.ts";

/** What the worker is told. */
export interface CaptureSettings {
  /** The main thread has a {@link Keeper} as a global, under this key of `Symbol.for`. */
  readonly key: string;
  /** `file:` URLs of folders whose frames are passed over. */
  readonly ignored: readonly string[];
  /** The URL of the script that throws on what came out of an `await`. Nothing of it is new. */
  readonly passedOnBy: string;
}

/** What the worker calls in the main thread. */
export interface Keeper {
  /** Adds a frame of what was thrown. */
  add(index: number, evaluate: (code: string) => unknown): void;
  /** Adds the stack of what was thrown and has none. */
  addStack(stack: string): void;
  /** Keeps what was added. */
  keep(thrown: unknown, descriptions: string): void;
  /** Whether another debugger is attached to the process. */
  isDebugged(): boolean;
}

/** What is known of a frame. */
export interface FrameDescription {
  /** As the debugger calls it: without the class of a method, and empty at the top level of a module. */
  readonly functionName: string;
  /** The `file:` URL of its script. */
  readonly url: string;
  /** Its variables, those of inner blocks first. */
  readonly locals: readonly string[];
  /** Variables of the functions around it that it uses. */
  readonly closure: readonly string[];
}

// More is not looked at: a recursion without end has thousands of frames.
const MAX_FRAMES = 40;
const MAX_NAMES = 100;
const MAX_DESCRIPTIONS = 5000;
const LOCAL_SCOPES: readonly string[] = ["local", "block", "catch"];

const { key, ignored, passedOnBy } = workerData as CaptureSettings;
const keeper = `globalThis[Symbol.for(${JSON.stringify(key)})]`;
const session = new Session();
const urls = new Map<string, string>();
// By place: the same line of a program has the same names each time.
const descriptions = new Map<string, FrameDescription>();

// The main thread stands still at its end until this is done. A listener keeps this thread alive, too.
parentPort?.on("message", (isDone: Int32Array) => {
  session.disconnect();
  Atomics.store(isDone, 0, 1);
  Atomics.notify(isDone, 0);
});
session.connectToMainThread();
session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => {
  // Templates and inputs of consoles are scripts too, without end.
  if (url.startsWith("file:")) urls.set(scriptId, url);
});
session.on("Debugger.paused", ({ params }) => {
  const { reason } = params;
  const isThrow = reason === "exception" || reason === "promiseRejection";
  const [innermost] = params.callFrames;
  if (isThrow && innermost !== undefined && urlOf(innermost) === passedOnBy) {
    session.post("Debugger.resume");
    return;
  }
  // The program stands still until it is told to go on, whatever happens here.
  void (isThrow ? goOnAfter(keepFrames(params)) : passOn());
});
await call("Debugger.enable");
await call("Debugger.setPauseOnExceptions", { state: "all" });
parentPort?.postMessage("watching");

async function goOnAfter(work: Promise<void>): Promise<void> {
  await work.catch(() => undefined);
  session.post("Debugger.resume");
}

/** A breakpoint belongs to another debugger, and the watch ends. A `debugger` statement alone means nothing. */
async function passOn(): Promise<void> {
  const params = { expression: `${keeper}.isDebugged()`, returnByValue: true };
  const answer = await call<Runtime.EvaluateReturnType>("Runtime.evaluate", params).catch(() => undefined);
  if (answer?.result.value === true) session.post("Debugger.disable", () => process.exit());
  else session.post("Debugger.resume");
}

/**
 * Hands over, for each frame, a function that evaluates text in it. A command waits for no answer where it need not:
 * they run in the order in which they are sent, and no objects of theirs are kept by the inspector.
 */
async function keepFrames({ data, callFrames }: Debugger.PausedEventDataType): Promise<void> {
  const frames = callFrames.filter((frame) => isOfInterest(urlOf(frame), ignored)).slice(0, MAX_FRAMES);
  const [innermost] = frames;
  if (data === undefined || innermost === undefined) return;
  const thrown = data as Runtime.RemoteObject;
  const described = JSON.stringify(await Promise.all(frames.map(descriptionOf)));
  for (const [index, frame] of frames.entries()) run(frame, `add(${index}, ${EVALUATOR})`);
  if (thrown.subtype !== "error") run(innermost, "addStack(new Error().stack)");
  if (thrown.objectId === undefined) {
    run(innermost, `keep(${JSON.stringify(thrown.value) ?? "undefined"}, ${JSON.stringify(described)})`);
  } else {
    session.post("Runtime.callFunctionOn", {
      objectId: thrown.objectId,
      functionDeclaration: `function (described) { ${keeper}.keep(this, described); }`,
      arguments: [{ value: described }],
    });
  }
}

/** Calls a method of the keeper, with arguments that see what the frame sees. */
function run({ callFrameId }: Debugger.CallFrame, method: string): void {
  session.post("Debugger.evaluateOnCallFrame", {
    callFrameId,
    expression: `void ${keeper}.${method}`,
    silent: true,
  });
}

async function descriptionOf(frame: Debugger.CallFrame): Promise<FrameDescription> {
  const { scriptId, lineNumber, columnNumber } = frame.location;
  const place = `${scriptId}:${lineNumber}:${columnNumber}`;
  const known = descriptions.get(place);
  if (known !== undefined) return known;
  const made = {
    functionName: frame.functionName,
    url: urlOf(frame),
    locals: await namesIn(frame, LOCAL_SCOPES),
    closure: await namesIn(frame, ["closure"]),
  };
  if (descriptions.size >= MAX_DESCRIPTIONS) descriptions.clear();
  descriptions.set(place, made);
  return made;
}

async function namesIn({ scopeChain }: Debugger.CallFrame, types: readonly string[]): Promise<string[]> {
  const scopes = scopeChain.filter(({ type }) => types.includes(type));
  const found = await Promise.all(
    scopes.map(async ({ object: { objectId } }) => {
      const params = { objectId, ownProperties: true };
      const { result } = await call<Runtime.GetPropertiesReturnType>("Runtime.getProperties", params);
      return result.map(({ name }) => name).filter(isOfTheProgram);
    }),
  );
  return [...new Set(found.flat())].slice(0, MAX_NAMES);
}

/** An evaluator makes `arguments` a variable of every function. */
function isOfTheProgram(name: string): boolean {
  return name !== "arguments" && !name.startsWith(OWN_PREFIX);
}

function urlOf(frame: Debugger.CallFrame): string {
  return frame.url || (urls.get(frame.location.scriptId) ?? "");
}

/** Sends a command of the inspector's protocol to the main thread. */
function call<Result = unknown>(method: string, params: object = {}): Promise<Result> {
  return new Promise((resolve, reject) => {
    session.post(method, params, (error: Error | null, result?: object) => {
      if (error === null) resolve(result as Result);
      else reject(error);
    });
  });
}
