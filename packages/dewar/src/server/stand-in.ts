import type { Socket } from "node:net";
import type { TlsOptions } from "node:tls";
import { nodeHandler } from "@dewar/http";
import { failureResponse } from "./failure-page.ts";
import type { Failure } from "./handover.ts";
import { HandedServer } from "./handed-server.ts";
import { LiveReload } from "./live-reload.ts";

/** Answers for an application that cannot run, with what went wrong. */
export class StandIn {
  readonly #server: HandedServer;
  readonly #pages: LiveReload | undefined;

  constructor(failure: Failure, options: { host: string; liveReload: boolean; tls: TlsOptions | undefined }) {
    const pages = options.liveReload ? new LiveReload() : undefined;
    this.#pages = pages;
    const handler = nodeHandler((request) => {
      const answer = pages?.answer(request);
      if (answer !== undefined) return answer;
      const response = failureResponse(failure, request, options.host);
      return pages?.addTo(request, response) ?? response;
    });
    this.#server = new HandedServer(handler, options.tls);
  }

  take(socket: Socket): void {
    this.#server.take(socket);
  }

  /** Lets pages that show the failure ask again: whoever answers then is another. */
  leave(): void {
    this.#pages?.end();
    void this.#server.close();
  }
}
