import { relative } from "node:path";
import type { TlsOptions } from "node:tls";
import { FrontDoor } from "./front-door.ts";
import type { Failure, Handover, Report } from "./handover.ts";
import { listenAddress, refuseToListen } from "./listen-address.ts";
import type { RunOptions } from "./run-options.ts";
import { type ProcessEnd, ServingProcess } from "./serving-process.ts";
import type { StandIn } from "./stand-in.ts";
import { type ChangeKind, Watch } from "./watch.ts";

/** The files that a reloader watches, and what the processes get that it starts. */
export interface ReloadSources {
  /** Folders with sources. */
  readonly folders: readonly string[];
  /** More files and folders. */
  readonly files: readonly string[];
  /** Not watched: the application writes there itself. */
  readonly instancePath: string;
  /** The variables of each process. Default: those of this one. */
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Runs this program again as another process, which serves, and anew each time a file of it changes. The port stays
 * with this process: connections wait while another starts, and when it fails they are answered with what went wrong.
 */
export async function superviseReloads(sources: ReloadSources, options: RunOptions): Promise<void> {
  const address = listenAddress(options);
  // This process loads only what it uses.
  const certificate = options.tls === "adhoc" ? (await import("@dewar/http")).adhocCertificate() : undefined;
  const tls = options.tls === "adhoc" ? certificate : options.tls;
  const door = await FrontDoor.open(address.host, address.port).catch((error: unknown) =>
    refuseToListen(error, address),
  );
  const handover: Handover = {
    url: door.url(tls === undefined ? "http" : "https"),
    host: address.host,
    useDebugger: options.useDebugger ?? true,
    credentials: undefined,
    certificate,
    liveReload: options.liveReload ?? true,
  };
  new Reloader(door, sources, handover, tls).start();
}

class Reloader {
  readonly #door: FrontDoor;
  readonly #sources: ReloadSources;
  readonly #tls: TlsOptions | undefined;
  readonly #watch: Promise<Watch | undefined>;
  #handover: Handover;
  #process: ServingProcess | undefined;
  #state: "starting" | "serving" | "failed" | "changed" | "stopping" = "starting";
  #standIn: StandIn | undefined;

  constructor(door: FrontDoor, sources: ReloadSources, handover: Handover, tls: TlsOptions | undefined) {
    this.#door = door;
    this.#sources = sources;
    this.#handover = handover;
    this.#tls = tls;
    const { folders, files, instancePath } = sources;
    this.#launch();
    const onChange = (kind: ChangeKind, path: string): void => this.#changed(kind, path);
    this.#watch = Watch.start({ folders, extra: files, instancePath, onChange }).catch((error: unknown) => {
      process.stderr.write(`Files cannot be watched, so changes need a restart by hand: ${String(error)}\n`);
      return undefined;
    });
  }

  start(): void {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => this.#stop());
  }

  #launch(): void {
    this.#state = "starting";
    const started = new ServingProcess(this.#handover, this.#sources.environment ?? process.env, (report) => {
      if (this.#process === started) this.#onReport(started, report);
    });
    this.#process = started;
    started.ended.then(
      (end) => this.#onEnd(end),
      (error: unknown) => this.#fail({ title: "The application cannot be started", text: String(error) }),
    );
  }

  #onReport(from: ServingProcess, report: Report): void {
    if (this.#state === "changed" || this.#state === "stopping") return;
    if (report.dewar === "serving") this.#serve(from, report);
    else if (report.dewar === "failed") this.#fail(report.failure);
    else if (report.dewar === "loaded") void this.#watch.then((watch) => watch?.addLoaded(report.files));
  }

  #serve(from: ServingProcess, { pages, files, credentials }: Report & { readonly dewar: "serving" }): void {
    this.#state = "serving";
    this.#handover = { ...this.#handover, credentials };
    this.#standIn?.leave();
    this.#standIn = undefined;
    this.#door.leadTo((socket) => from.take(socket));
    void this.#watch.then((watch) => watch?.serves(pages, files));
  }

  /** Answers with what went wrong, until the next change. */
  #fail(failure: Failure): void {
    if (this.#state === "failed") return;
    this.#state = "failed";
    this.#door.hold();
    void this.#watch.then((watch) => watch?.fails());
    void this.#answerWith(failure);
  }

  async #answerWith(failure: Failure): Promise<void> {
    const { StandIn } = await import("./stand-in.ts");
    const standIn = new StandIn(failure, { ...this.#handover, tls: this.#tls });
    // Meanwhile a file may have changed.
    if (this.#state !== "failed") return;
    this.#standIn?.leave();
    this.#standIn = standIn;
    this.#door.leadTo((socket) => standIn.take(socket));
  }

  #changed(kind: ChangeKind, path: string): void {
    if (kind !== "restart") {
      if (this.#state === "serving") this.#process?.tell(kind);
      return;
    }
    if (this.#state === "changed" || this.#state === "stopping") return;
    process.stdout.write(`${relative(process.cwd(), path) || path} has changed; starting again.\n`);
    this.#state = "changed";
    this.#door.hold();
    if (this.#process === undefined) this.#launch();
    else this.#process.stop();
  }

  #onEnd({ code, signal }: ProcessEnd): void {
    this.#process = undefined;
    const isDone = (this.#state === "starting" || this.#state === "serving") && code === 0;
    if (this.#state === "changed") this.#launch();
    else if (this.#state === "stopping" || signal === "SIGINT" || isDone) process.exit(0);
    else {
      const title = `The application has ended with ${code === null ? signal : `exit code ${code}`}`;
      this.#fail({ title, text: `${title}. The terminal shows what it wrote.` });
      process.stderr.write("The application is not running. It starts again when a file changes.\n");
    }
  }

  #stop(): void {
    if (this.#process === undefined || this.#state === "stopping") {
      // The second signal does not wait.
      this.#process?.kill();
      process.exit(0);
    }
    this.#state = "stopping";
    this.#process.stop();
  }
}
