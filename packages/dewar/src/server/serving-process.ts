import { type ChildProcess, spawn } from "node:child_process";
import type { Socket } from "node:net";
import { extname } from "node:path";
import { environmentWith, type Handover, isTagged, type Order, type Report } from "./handover.ts";

/** How long a process may take to say that it stops, or to end when it has failed. One in a loop never does. */
const DEAF = 1000;
// Loaded before the program. A source runs as it is or compiled, and so does the file beside it.
const START = new URL(`./supervised-process${extname(import.meta.url)}`, import.meta.url).href;

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** This program, run again by the reloader to serve. */
export class ServingProcess {
  /** Resolves when the process is gone; rejects when it could not be started. */
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  /** Connections on their way to the process, by their numbers. */
  readonly #handing = new Map<number, Socket>();
  #handed = 0;
  #takesOrders = false;
  #deaf: NodeJS.Timeout | undefined;

  constructor(handover: Handover, environment: NodeJS.ProcessEnv, onReport: (report: Report) => void) {
    const program = [...process.execArgv, "--import", START, ...process.argv.slice(1)];
    const child = spawn(process.execPath, program, {
      stdio: ["inherit", "inherit", "inherit", "ipc"],
      env: environmentWith(handover, environment),
    });
    this.#child = child;
    this.ended = new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => {
        clearTimeout(this.#deaf);
        for (const socket of this.#handing.values()) socket.destroy();
        resolve({ code, signal });
      });
    });
    child.on("message", (message) => {
      if (!isTagged<Report>(message)) return;
      if (message.dewar === "taken") this.#letGo(message.number);
      if (message.dewar === "serving") this.#takesOrders = true;
      if (message.dewar === "stopping") clearTimeout(this.#deaf);
      // It ends by itself, but may have left something open that keeps it.
      if (message.dewar === "failed") this.#killLater();
      onReport(message);
    });
  }

  /** Gives it a connection to answer. */
  take(socket: Socket): void {
    const number = this.#handed++;
    this.#handing.set(number, socket);
    // Node would close its own copy when the process has taken it, and never if it dies before that.
    this.#send({ dewar: "connection", number }, socket);
  }

  /** Lets it tell the pages that are open in a browser. */
  tell(kind: "page" | "styles"): void {
    this.#send({ dewar: "changed", kind });
  }

  /** Lets it finish what is in flight, and end. */
  stop(): void {
    // A signal could overtake a connection that is on its way to the process; an order cannot.
    if (this.#takesOrders) this.#send({ dewar: "stop" });
    else this.#child.kill("SIGTERM");
    this.#killLater();
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  #killLater(): void {
    clearTimeout(this.#deaf);
    this.#deaf = setTimeout(() => this.kill(), DEAF);
  }

  #send(order: Order, socket?: Socket): void {
    if (!this.#child.connected) socket?.destroy();
    else this.#child.send(order, socket, { keepOpen: true }, (error) => void (error && socket?.destroy()));
  }

  #letGo(number: number): void {
    this.#handing.get(number)?.destroy();
    this.#handing.delete(number);
  }
}
