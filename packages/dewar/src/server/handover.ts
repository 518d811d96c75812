import type { Socket } from "node:net";
import type { Credentials } from "@dewar/debugger";
import type { AdhocCertificate } from "@dewar/http";

/** What the reloader gives to each process that it starts. */
export interface Handover {
  /** Where the reloader listens. The process gets its connections. */
  readonly url: string;
  /** The host as it was asked for. */
  readonly host: string;
  /** Whether errors are answered by the debugger. */
  readonly useDebugger: boolean;
  /** Those of the debugger's console, which outlive restarts. The first process makes them. */
  readonly credentials: Credentials | undefined;
  /** The one that was made up, so that a browser has to trust one only. */
  readonly certificate: AdhocCertificate | undefined;
  /** Whether pages reload by themselves. */
  readonly liveReload: boolean;
}

/** What went wrong before a process could serve, or ended it. */
export interface Failure {
  /** Such as "SyntaxError: Unexpected token". */
  readonly title: string;
  /** All that is known, for people to read. */
  readonly text: string;
}

/** What a process tells the reloader that started it. */
export type Report =
  | {
      readonly dewar: "serving";
      /** Folders of templates and static files. */
      readonly pages: readonly string[];
      /** Files that were read, besides modules. */
      readonly files: readonly string[];
      readonly credentials: Credentials | undefined;
    }
  | { readonly dewar: "loaded"; readonly files: readonly string[] }
  | { readonly dewar: "failed"; readonly failure: Failure }
  /** The process has the connection of that number. */
  | { readonly dewar: "taken"; readonly number: number }
  | { readonly dewar: "stopping" };

/** What the reloader tells the process. */
export type Order =
  | { readonly dewar: "connection"; readonly number: number }
  | { readonly dewar: "changed"; readonly kind: "page" | "styles" }
  | { readonly dewar: "stop" };

const VARIABLE = "DEWAR_HANDOVER";

let taken: Handover | undefined;

/**
 * The environment of a process that a reloader starts. What is handed over travels here, where only this user can read
 * it, and never on the command line.
 */
export function environmentWith(handover: Handover, environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...environment, [VARIABLE]: JSON.stringify(handover) };
}

/**
 * What was handed over to this process; undefined when no reloader has started it. At first use, which comes before any
 * code of the user's, it is taken out of the environment, so that no other program inherits it.
 */
export function handover(): Handover | undefined {
  const text = process.env[VARIABLE];
  if (text !== undefined) {
    delete process.env[VARIABLE];
    taken = JSON.parse(text) as Handover;
  }
  return taken;
}

/** Tells the reloader, while it is there. */
export function report(message: Report): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
}

/** Calls `listener` at each order of the reloader, and when the reloader is gone. */
export function onOrder(listener: (order: Order, socket: Socket | undefined) => void): void {
  process.on("message", (message: unknown, handle: unknown) => {
    if (isTagged<Order>(message)) listener(message, handle as Socket | undefined);
  });
  process.once("disconnect", () => listener({ dewar: "stop" }, undefined));
}

/** Whether a message is one of ours: the program may send some of its own. */
export function isTagged<Message extends Report | Order>(message: unknown): message is Message {
  return typeof message === "object" && message !== null && "dewar" in message;
}
