import { type Debugger, type Runtime, Session } from "node:inspector";
import { parentPort, workerData } from "node:worker_threads";

/** What the worker is told. */
export interface CaptureSettings {
  /** The main thread keeps frames by the function that is global under this key of `Symbol.for`. */
  readonly key: string;
  /** `file:` URLs of folders whose frames are passed over. */
  readonly ignored: readonly string[];
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
const LOCAL_SCOPES: readonly string[] = ["local", "block", "catch"];

const { key, ignored } = workerData as CaptureSettings;
const session = new Session();
const urls = new Map<string, string>();

// Without a listener nothing would keep this thread alive.
parentPort?.on("message", () => undefined);
session.connectToMainThread();
session.on("Debugger.scriptParsed", ({ params }) => urls.set(params.scriptId, params.url));
session.on("Debugger.paused", ({ params }) => {
  // The program stands still until it is told to go on, whatever happens here.
  void keepFrames(params)
    .catch(() => undefined)
    .finally(() => session.post("Debugger.resume"));
});
await call("Debugger.enable");
await call("Debugger.setPauseOnExceptions", { state: "all" });
parentPort?.postMessage("watching");

async function keepFrames({ reason, data, callFrames }: Debugger.PausedEventDataType): Promise<void> {
  if (reason !== "exception" && reason !== "promiseRejection") return;
  const error = (data as Runtime.RemoteObject | undefined)?.objectId;
  const frames = callFrames.filter((frame) => isOfInterest(urlOf(frame))).slice(0, MAX_FRAMES);
  if (error === undefined || frames.length === 0) return;
  const [keep, ...evaluators] = await Promise.all([
    call<Evaluated>("Runtime.evaluate", { expression: `globalThis[Symbol.for(${JSON.stringify(key)})]` }),
    ...frames.map(({ callFrameId }) =>
      call<Evaluated>("Debugger.evaluateOnCallFrame", { callFrameId, expression: "(code) => eval(code)" }),
    ),
  ]);
  const descriptions = JSON.stringify(await Promise.all(frames.map(describe)));
  await call("Runtime.callFunctionOn", {
    objectId: keep.result.objectId,
    functionDeclaration: "function (...values) { this(...values); }",
    arguments: [
      { objectId: error },
      { value: descriptions },
      ...evaluators.map(({ result }) => ({ objectId: result.objectId })),
    ],
  });
}

async function describe(frame: Debugger.CallFrame): Promise<FrameDescription> {
  const names = async (types: readonly string[]): Promise<string[]> => {
    const scopes = frame.scopeChain.filter(({ type }) => types.includes(type));
    const found = await Promise.all(scopes.map(({ object }) => namesIn(object)));
    return [...new Set(found.flat())].slice(0, MAX_NAMES);
  };
  return {
    functionName: frame.functionName,
    url: urlOf(frame),
    locals: await names(LOCAL_SCOPES),
    closure: await names(["closure"]),
  };
}

async function namesIn({ objectId }: Runtime.RemoteObject): Promise<string[]> {
  const { result } = await call<Properties>("Runtime.getProperties", { objectId, ownProperties: true });
  return result.map(({ name }) => name);
}

type Evaluated = Runtime.EvaluateReturnType;
type Properties = Runtime.GetPropertiesReturnType;

function urlOf(frame: Debugger.CallFrame): string {
  return frame.url || (urls.get(frame.location.scriptId) ?? "");
}

function isOfInterest(url: string): boolean {
  if (!url.startsWith("file:") || url.includes("/node_modules/")) return false;
  return !ignored.some((folder) => url.startsWith(folder));
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
