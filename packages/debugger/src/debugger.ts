import { randomBytes } from "node:crypto";
import { type Request, Response } from "@dewar/http";
import { isSameOrigin, isTrusted } from "./access/origin.ts";
import { type Credentials, newCredentials, PinLock } from "./access/pin.ts";
import { FrameCapture } from "./capture/frame-capture.ts";
import { KeptError } from "./kept-error.ts";
import { editorAddress } from "./page/editor.ts";
import { renderErrorPage } from "./page/error-page.ts";
import { type ToldFrame, traceback, type TracebackError } from "./traceback/traceback.ts";

/** Where the pages of the debugger send what their users do. */
export const DEBUGGER_PATH = "/__debugger__";

/** A table to be shown with an error. */
export interface Section {
  readonly title: string;
  readonly values: Iterable<readonly [name: string, value: unknown]>;
}

/** What a {@link Debugger} goes by. */
export interface DebuggerOptions {
  /** Secret and PIN. Default: new ones. A reloader hands on the ones it has, so that a PIN lasts until it ends. */
  readonly credentials?: Credentials | undefined;
  /** The host that the server was told to listen on. Default: this machine only. */
  readonly host?: string | undefined;
  /** Folders whose frames belong to the framework; they are shown folded. */
  readonly frameworkFolders?: readonly string[] | undefined;
  /**
   * Address that opens a file in an editor, with `{file}`, `{line}` and `{column}` in it, or the name of one: vscode,
   * cursor, windsurf, zed, idea, webstorm, sublime. Default: the variable DEWAR_EDITOR, else vscode.
   */
  readonly editor?: string | undefined;
  /** Tells of frames in another language, such as that of templates: their variables, and how to evaluate in them. */
  readonly tell?: ((error: Error) => Iterable<ToldFrame>) | undefined;
}

/** What keeps the frames of errors. */
export type FrameSource = Pick<FrameCapture, "framesOf" | "stop"> &
  Partial<Pick<FrameCapture, "stackOf" | "waitingOf" | "setRight" | "notice">>;

const MAX_KEPT = 20;
const COOKIE = "dewar_debugger";

/**
 * Answers unhandled errors with a page that shows each frame with its variables, and has a console in it.
 *
 * For development on one's own machine: whoever reaches the console runs code in this process. It answers only
 * requests that come from this machine and name it, asks for a PIN that the terminal shows, and listens to no page but
 * its own.
 */
export class Debugger {
  /** What is to be typed to open the console. */
  readonly pin: string;
  readonly #credentials: Credentials;
  readonly #lock: PinLock;
  readonly #capture: FrameSource;
  readonly #options: DebuggerOptions;
  readonly #kept = new Map<string, KeptError>();

  /**
   * @param capture - Where the frames of errors are kept. {@link Debugger.start} makes one.
   */
  constructor(capture: FrameSource, options: DebuggerOptions = {}) {
    this.#capture = capture;
    this.#options = options;
    this.#credentials = options.credentials ?? newCredentials();
    this.#lock = new PinLock(this.#credentials);
    this.pin = this.#credentials.pin;
  }

  /**
   * Starts to keep the frames of errors.
   *
   * @throws {Error} With the code DEBUGGER_REFUSED when NODE_ENV is production.
   */
  static async start(options: DebuggerOptions = {}): Promise<Debugger> {
    if (process.env["NODE_ENV"] === "production") {
      throw Object.assign(
        new Error(
          "The debugger refuses to start while NODE_ENV is production: its page shows source and data, and its console " +
            "runs code. Turn debug mode off, or unset NODE_ENV.",
        ),
        { code: "DEBUGGER_REFUSED" },
      );
    }
    return new Debugger(await FrameCapture.start(options.frameworkFolders), options);
  }

  /**
   * The answer for an error that nothing has handled: a page for browsers, text for everything else, and nothing but
   * the status for who is not on this machine.
   *
   * @param sections - What to show besides, such as the request.
   */
  errorResponse(thrown: unknown, request: Request, sections: readonly Section[] = []): Response {
    if (!isTrusted(request, this.#options.host))
      return new Response("Internal Server Error\n", { status: 500 });
    const errors = this.#traceback(thrown);
    const text = asText(errors);
    if (!wantsHtml(request)) return new Response(text, { status: 500, mimetype: "text/plain" });
    const kept = new KeptError(errors);
    const id = this.#keep(kept);
    const nonce = randomBytes(16).toString("base64");
    const page = renderErrorPage({
      id,
      secret: this.#credentials.secret,
      nonce,
      title: `${request.method} ${request.path}`,
      errors,
      sections: sections.map(({ title, values }) => ({
        title,
        values: kept.viewer.viewAll(values),
      })),
      text,
      editor: editorAddress(this.#options.editor),
      notice: this.#capture.notice,
    });
    return new Response(page, { status: 500, mimetype: "text/html", headers: pageHeaders(nonce) });
  }

  /**
   * Answers what a page of the debugger asks.
   *
   * @returns undefined when the request is not for the debugger.
   */
  async answer(request: Request): Promise<Response | undefined> {
    if (request.path !== DEBUGGER_PATH) return undefined;
    if (!isTrusted(request, this.#options.host) || !isSameOrigin(request) || request.method !== "POST") {
      return json(
        { problem: "The debugger answers only its own pages, on the machine that it runs on." },
        403,
      );
    }
    await request.loadBody();
    const question = request.getJson({ silent: true });
    if (!isQuestion(question) || !this.#lock.isSecret(question["secret"])) {
      return json({ problem: "This page is of a server that has ended. Load it again." }, 403);
    }
    return question["action"] === "pin"
      ? this.#tryPin(String(question["pin"]))
      : await this.#answerAbout(question, this.#lock.isToken(request.cookies.get(COOKIE)));
  }

  /** Lets errors pass without keeping their frames. Those that were kept can still be asked about. */
  async stop(): Promise<void> {
    await this.#capture.stop();
  }

  #tryPin(pin: string): Response {
    const outcome = this.#lock.try(pin);
    const response = json({ outcome });
    if (outcome === "open") {
      response.setCookie(COOKIE, this.#lock.token, {
        path: DEBUGGER_PATH,
        httpOnly: true,
        sameSite: "Strict",
      });
    }
    return response;
  }

  async #answerAbout(question: Question, isOpen: boolean): Promise<Response> {
    const kept = this.#kept.get(String(question["error"]));
    if (kept === undefined) return json({ problem: "This error is not kept any more. Cause it again." });
    const frame = Number(question["frame"]);
    const gone = { problem: "This frame was not kept." };
    switch (question["action"]) {
      case "variables":
        return json(kept.variables(frame) ?? gone);
      case "members":
        return json({ members: kept.members(Number(question["handle"])) });
      case "evaluate":
        if (!isOpen) return json({ needsPin: true });
        return json((await kept.evaluate(frame, String(question["code"]))) ?? gone);
      case "complete":
        if (!isOpen) return json({ needsPin: true });
        return json((await kept.complete(frame, String(question["code"]))) ?? gone);
      default:
        return json({ problem: "The debugger does not know what that means." }, 400);
    }
  }

  #traceback(thrown: unknown): TracebackError[] {
    return traceback(thrown, {
      frameworkFolders: this.#options.frameworkFolders ?? [],
      framesOf: (error) => this.#capture.framesOf(error),
      waitingOf: (error) => this.#capture.waitingOf?.(error),
      setRight: (error) => this.#capture.setRight?.(error),
      stackOf: (thrown) => this.#capture.stackOf?.(thrown),
      tell: this.#options.tell,
    });
  }

  #keep(kept: KeptError): string {
    const id = randomBytes(9).toString("base64url");
    this.#kept.set(id, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MAX_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return id;
  }
}

type Question = Readonly<Record<string, unknown>>;

function isQuestion(value: unknown): value is Question {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function json(value: object, status = 200): Response {
  return new Response(JSON.stringify(value), {
    status,
    mimetype: "application/json",
    headers: { "Cache-Control": "no-store" },
  });
}

function pageHeaders(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    "Content-Security-Policy": policy.join("; "),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
  };
}

/** A browser that loads a page says that it takes HTML; curl and the clients of APIs take anything. */
function wantsHtml(request: Request): boolean {
  return /\btext\/html\b/i.test(request.headers.get("Accept") ?? "");
}

function asText(errors: readonly TracebackError[]): string {
  const words = { error: "", cause: "Caused by: ", member: "One of its errors: " };
  return `${errors.map(({ relation, stack }) => `${words[relation]}${stack}`).join("\n\n")}\n`;
}
