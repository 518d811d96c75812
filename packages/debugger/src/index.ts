export { type Credentials, newCredentials } from "./access/pin.ts";
export { AwaitCapture, type WaitingFrame } from "./awaits/await-capture.ts";
export type { FrameDescription } from "./capture/capture-worker.ts";
export { type CapturedFrame, FrameCapture } from "./capture/frame-capture.ts";
export { FrameConsole, type Outcome } from "./console/frame-console.ts";
export { Debugger, DEBUGGER_PATH, type DebuggerOptions, type FrameSource, type Section } from "./debugger.ts";
export type { ToldFrame } from "./traceback/traceback.ts";
