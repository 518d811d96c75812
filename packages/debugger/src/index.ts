export { type CapturedFrame, FrameCapture } from "./capture/frame-capture.ts";
export type { FrameDescription } from "./capture/capture-worker.ts";
export { FrameConsole, type Outcome } from "./console/frame-console.ts";
