import { realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Credentials, Debugger, ToldFrame } from "@dewar/debugger";

/** The debugger of this process. */
export interface RunningDebugger {
  /** Where its pages send what they ask. */
  readonly path: string;
  readonly credentials: Credentials;
  readonly answers: Pick<Debugger, "answer" | "errorResponse" | "stop">;
  /** Tells of the places in templates that an error passed. The application is there only later. */
  tell: (error: Error) => Iterable<ToldFrame>;
}

/** What it goes by. */
export interface DebuggerSettings {
  /** The host that the server was told to listen on. */
  readonly host: string;
  /** Default: new ones. */
  readonly credentials: Credentials | undefined;
}

let starting: Promise<RunningDebugger> | undefined;

/** Starts the debugger, of which a process has one. Nothing else loads its package. */
export function startDebugger(settings: DebuggerSettings): Promise<RunningDebugger> {
  starting ??= start(settings);
  return starting;
}

/** Lets it see the calls of the program that only wait, of modules that are loaded from now on. */
export async function watchAwaits(): Promise<void> {
  const { AwaitCapture } = await import("@dewar/debugger");
  await AwaitCapture.start(frameworkFolders());
}

async function start({ host, credentials: given }: DebuggerSettings): Promise<RunningDebugger> {
  const { Debugger, DEBUGGER_PATH, newCredentials } = await import("@dewar/debugger");
  const credentials = given ?? newCredentials();
  const running: RunningDebugger = {
    path: DEBUGGER_PATH,
    credentials,
    tell: () => [],
    answers: await Debugger.start({
      credentials,
      host,
      frameworkFolders: frameworkFolders(),
      tell: (error) => running.tell(error),
    }),
  };
  return running;
}

/** Where the packages of the framework lie: they may be beside the application, and not in its node_modules. */
function frameworkFolders(): string[] {
  const others = ["@dewar/debugger", "@dewar/http", "@dewar/jinja", "@dewar/markup", "@dewar/signing"];
  const entries = [
    new URL("../index", import.meta.url).href,
    ...others.map((name) => import.meta.resolve(name)),
  ];
  return entries.map((entry) => realpathSync(fileURLToPath(new URL("..", entry))));
}
