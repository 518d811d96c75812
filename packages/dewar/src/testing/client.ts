import {
  buildRequest,
  Client,
  inProcess,
  type Request as HttpRequest,
  type TestRequestOptions,
  type TestResponse,
} from "@dewar/http";
import type { Flask } from "../app.ts";
import { AppContext, currentContext, holdContext } from "../context.ts";
import { SetupError } from "../errors.ts";
import { Request } from "../request.ts";
import { Response } from "../response.ts";
import type { Session } from "../sessions/session.ts";
import { requestStarted } from "../signals.ts";

/** What a test says of its request besides the path: method, headers, query, and a body in one of several forms. */
export type RequestOptions = TestRequestOptions;

/** Makes a request of an application's class as a server would, for tests. */
export function testRequest(app: Flask, path: string, options: RequestOptions): Request {
  return buildRequest(path, { baseUrl: baseUrlOf(app), ...options }, app.requestClass);
}

/** A context as a request would have it before any code of the application's runs. */
export async function testContext(app: Flask, path: string, options: RequestOptions): Promise<AppContext> {
  const request = testRequest(app, path, options);
  app.matchRequest(request);
  await app.loadBody(request);
  const context = new AppContext(app, request);
  await context.enter(() => context.openSession());
  return context;
}

/**
 * Asks an application without a server, and keeps its cookies. Errors that the application propagates are thrown
 * to the test.
 *
 * @example
 * const app = new Flask(import.meta.url);
 * app.get("/", () => "Hello");
 * (await app.testClient().get("/")).text; // => "Hello"
 */
export class TestClient extends Client {
  readonly #app: Flask;

  constructor(app: Flask) {
    const ask = inProcess(async (request) => await app.handle(asOwn(app, request)), {
      loadBody: false,
      throwHttpErrors: true,
    });
    // A fresh request, with a body that nobody has read: the application reads it within its own limits.
    super({ transport: (request) => ask(new app.requestClass(request.source)) }, { baseUrl: baseUrlOf(app) });
    this.#app = app;
  }

  /**
   * Looks into and changes the session that the client's next request will have.
   *
   * @param work - Gets the session; what it changes is saved as a cookie of this client.
   * @returns What `work` returns.
   * @throws SetupError when the application cannot keep sessions.
   * @example
   * const app = new Flask(import.meta.url);
   * app.secretKey = "dev";
   * app.get("/", () => String(session.get("user")));
   * const client = app.testClient();
   * await client.sessionTransaction((session) => { session.set("user", 7); });
   * (await client.get("/")).text; // => "7"
   */
  async sessionTransaction<T>(work: (session: Session) => T): Promise<Awaited<T>> {
    const app = this.#app;
    const path = app.config.get("APPLICATION_ROOT");
    const cookie = this.cookies.header("localhost", path);
    const request = testRequest(app, "/", cookie === undefined ? {} : { headers: { Cookie: cookie } });
    const session = await app.sessionInterface.openSession(app, request);
    if (session === undefined) {
      throw new SetupError("no_sessions", "This application keeps no sessions. Set its SECRET_KEY.");
    }
    const context = new AppContext(app, request);
    const result = await context.enter(() => work(session));
    const response = new Response();
    await app.sessionInterface.saveSession(app, session, request, response);
    for (const line of response.headers.getAll("Set-Cookie")) this.cookies.store(line, "localhost", path);
    return result;
  }

  /**
   * Keeps the context of the application's last request current after it, so that a test can look at `request`,
   * `session` and `g`. Its teardown hooks have run.
   *
   * @returns What ends it: `using kept = client.keepContext()` lasts until the end of the block.
   * @example
   * const app = new Flask(import.meta.url);
   * app.get("/tea", () => { g["cups"] = 3; return ""; });
   * const client = app.testClient();
   * const kept = client.keepContext();
   * await client.get("/tea?size=2");
   * [request.args.get("size"), g["cups"]]; // => ["2", 3]
   * kept[Symbol.dispose]();
   */
  keepContext(): Disposable {
    const last: { context: AppContext | undefined } = { context: undefined };
    const disconnect = requestStarted.connect(() => {
      last.context = currentContext();
    }, this.#app);
    const release = holdContext(last);
    return {
      [Symbol.dispose]: () => {
        release();
        disconnect();
      },
    };
  }

  /** Waits for the background work of the application: `await using client = app.testClient()`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#app.backgroundWork.finished();
  }
}

export type { TestResponse };

/** The transport hands on what it was given, which is a request of the application's class. */
function asOwn(app: Flask, request: HttpRequest): Request {
  return request instanceof app.requestClass ? request : new app.requestClass(request.source);
}

function baseUrlOf(app: Flask): string {
  const root = app.config.get("APPLICATION_ROOT").replace(/\/+$/, "");
  const host = app.config.get("SERVER_NAME") ?? "localhost";
  return `${app.config.get("PREFERRED_URL_SCHEME")}://${host}${root}`;
}
