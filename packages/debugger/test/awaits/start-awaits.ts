// Loaded with `--import` before a program whose waiting calls are to be kept.
import { AwaitCapture } from "@dewar/debugger";

await AwaitCapture.start();
