import type { Response } from "@dewar/http";
import type { Template } from "@dewar/jinja";
import type { Flask } from "./app.ts";
import { isPromiseLike, type MaybePromise } from "./dispatch/maybe-promise.ts";
import { toError } from "./errors.ts";

/** Is told of an event by the application in which it happened. */
export type Receiver<Payload> = (app: Flask, payload: Payload) => MaybePromise<unknown>;

interface Connection<Payload> {
  readonly receiver: Receiver<Payload>;
  /** The only application that the receiver listens to; undefined listens to all. */
  readonly sender: Flask | undefined;
}

/**
 * An event that others may listen to without changing what happens. What must change a request is a hook.
 *
 * @example
 * const seen: string[] = [];
 * const disconnect = requestStarted.connect((app) => seen.push(app.name));
 * const app = new Flask(import.meta.url, { name: "shop" });
 * app.get("/", () => "");
 * await app.testClient().get("/");
 * disconnect();
 * seen; // => ["shop"]
 */
export class Signal<Payload extends object = object> {
  readonly name: string;
  #connections: readonly Connection<Payload>[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Whether anybody listens. */
  get hasReceivers(): boolean {
    return this.#connections.length > 0;
  }

  /**
   * Calls `receiver` at each event, of one application if it is given.
   *
   * @returns A function that ends this.
   */
  connect(receiver: Receiver<Payload>, sender?: Flask): () => void {
    const connection = { receiver, sender };
    this.#connections = [...this.#connections, connection];
    return () => {
      this.#connections = this.#connections.filter((kept) => kept !== connection);
    };
  }

  /** Ends every connection of `receiver`. */
  disconnect(receiver: Receiver<Payload>): void {
    this.#connections = this.#connections.filter((kept) => kept.receiver !== receiver);
  }

  /** Connects `receiver` while `work` runs, for tests. */
  async connectedTo<T>(receiver: Receiver<Payload>, work: () => T, sender?: Flask): Promise<Awaited<T>> {
    const disconnect = this.connect(receiver, sender);
    try {
      return await work();
    } finally {
      disconnect();
    }
  }

  /**
   * Tells everybody who listens. A receiver that fails is logged: whoever only listens must not break what happens.
   * Nobody waits for a receiver that is asynchronous.
   */
  send(app: Flask, payload: Payload): void {
    for (const { receiver, sender } of this.#connections) {
      if (sender !== undefined && sender !== app) continue;
      try {
        const answer = receiver(app, payload);
        if (isPromiseLike(answer))
          answer.then(undefined, (error: unknown) => app.logException(toError(error)));
      } catch (error) {
        app.logException(toError(error));
      }
    }
  }
}

/** A template was rendered, or is about to be. */
export interface TemplatePayload {
  readonly template: Template;
  readonly context: Readonly<Record<string, unknown>>;
}

export const beforeRenderTemplate: Signal<TemplatePayload> = new Signal("before-render-template");
export const templateRendered: Signal<TemplatePayload> = new Signal("template-rendered");
/** Before the before-request hooks. */
export const requestStarted: Signal = new Signal("request-started");
/** After the after-request hooks, with the response as it will be sent. */
export const requestFinished: Signal<{ readonly response: Response }> = new Signal("request-finished");
/** At the end of a request, with the error that nothing handled. */
export const requestTearingDown: Signal<{ readonly error: Error | undefined }> = new Signal(
  "request-tearing-down",
);
/** An error that nothing handled, before it is answered or thrown. */
export const gotRequestException: Signal<{ readonly error: Error }> = new Signal("got-request-exception");
/** A context was made current by `run` or `push`, or for a request. */
export const appContextPushed: Signal = new Signal("app-context-pushed");
export const appContextTearingDown: Signal<{ readonly error: Error | undefined }> = new Signal(
  "app-context-tearing-down",
);
export const appContextPopped: Signal = new Signal("app-context-popped");
/** A message was flashed. */
export const messageFlashed: Signal<{ readonly message: unknown; readonly category: string }> = new Signal(
  "message-flashed",
);
