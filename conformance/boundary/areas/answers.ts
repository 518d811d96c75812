import { HTTPException, makeConditional, WWWAuthenticate } from "@dewar/http";
import {
  abort,
  type Flask,
  html,
  jsonify,
  makeResponse,
  Markup,
  NotFound,
  redirect,
  request,
  Response,
  ServiceUnavailable,
  Tuple,
  Unauthorized,
  UUID,
} from "dewar";

const EPOCH = new Date(0);
const JSON_VALUES: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ["number", 7],
  ["fraction", 0.5],
  ["large", 2n ** 53n + 2n],
  ["text", "tea"],
  ["unicode", "grün \u2615 \u{1f375} \u2028"],
  ["html", "<b>&</b>"],
  ["quotes", '"\\/\b\f\n\r\t\x01\x7f'],
  ["null", null],
  ["true", true],
  ["list", [1, "two", null, [3]]],
  ["empty-list", []],
  ["empty-object", {}],
  ["object", { b: 1, a: { d: 2, c: 3 } }],
  ["date", { at: EPOCH }],
  ["uuid", { id: new UUID("12345678-1234-5678-1234-567812345678") }],
  ["markup", { html: new Markup("<b>bold</b>") }],
  ["tuple", new Tuple([1, new Tuple([2, 3])])],
  ["keys", { "10": 1, "9": 2, "a b": 3, é: 4 }],
]);

class Teapot extends HTTPException {
  static override readonly code: number = 418;
  static override readonly description: string = "short and stout";
}

class PaymentNeeded extends HTTPException {
  static override readonly code: number = 402;
  static override readonly description: string = "Pay <first>.";
}

export function addAnswers(app: Flask): void {
  addPlainAnswers(app);
  addMadeResponses(app);
  addStreams(app);
  addConditionalAnswers(app);
  addFailures(app);
  addRedirects(app);
  addAborts(app);
}

function addPlainAnswers(app: Flask): void {
  app.get("/answers/text", () => "Grüße, <you>");
  app.get("/answers/bytes", () => Uint8Array.of(0, 1, 128, 255));
  app.get("/answers/empty", () => "");
  app.get("/answers/object", () => ({ b: [1, 2], a: null }));
  app.get("/answers/list", () => [{ id: 1 }, { id: 2 }]);
  app.get("/answers/markup", () => html`<em>${"<>"}</em>`);
  app.get("/answers/json/<name>", ({ name }) => jsonify(JSON_VALUES.get(name)));
  app.get("/answers/status/<int:code>", ({ code }) => makeResponse(`status ${code}`, code));
  app.get("/answers/status-text", () => makeResponse("body", "299 Something Else"));
  app.get("/answers/headers", () =>
    makeResponse("body", 201, { "X-One": "1", "Content-Type": "text/x-tea", Location: "/answers/text" }),
  );
}

function addMadeResponses(app: Flask): void {
  app.get("/answers/header-list", () => {
    const response = makeResponse("body");
    response.headers.extend([
      ["X-Many", "a"],
      ["X-Many", "b"],
    ]);
    return response;
  });
  app.get("/answers/response", () => new Response("made", { status: 202, mimetype: "text/plain" }));
  app.get(
    "/answers/content-type",
    () => new Response("made", { contentType: "application/x-tea; leaf=green" }),
  );
  app.get("/answers/mimetype/<path:mimetype>", ({ mimetype }) => new Response("made", { mimetype }));
  app.get("/answers/none-body", () => new Response());
  app.get("/answers/no-content", () => makeResponse("", 204));
  app.get("/answers/not-modified", () => new Response(null, { status: 304, headers: { ETag: '"x"' } }));

  app.get("/answers/make-response", () => {
    const response = makeResponse({ a: 1 }, 203);
    response.headers.set("X-Made", "yes");
    response.contentLanguage.add("de");
    response.cacheControl.maxAge = 60;
    response.cacheControl.public = true;
    response.vary.add("Accept");
    response.age = 5;
    response.allow.add("GET");
    response.contentLocation = "/somewhere";
    response.lastModified = EPOCH;
    response.expires = EPOCH;
    response.setEtag("abc");
    return response;
  });

  app.get("/answers/cors", () => {
    const response = makeResponse("ok");
    response.accessControlAllowOrigin = "https://a.example";
    response.accessControlAllowCredentials = true;
    response.accessControlAllowHeaders = ["X-A", "X-B"];
    response.accessControlAllowMethods = ["GET", "PUT"];
    response.accessControlExposeHeaders = ["X-C"];
    response.accessControlMaxAge = 600;
    return response;
  });

  app.get("/answers/csp", () => {
    const response = makeResponse("ok");
    response.contentSecurityPolicy.set("default-src", "'self'");
    response.contentSecurityPolicy.set("img-src", "* data:");
    return response;
  });

  app.get("/answers/retry", () => makeResponse("later", 503, { "Retry-After": "120" }));

  app.get("/answers/no-cache", () => {
    const response = makeResponse("ok");
    response.cacheControl.noCache = true;
    response.cacheControl.noStore = true;
    response.cacheControl.mustRevalidate = true;
    return response;
  });
}

function addStreams(app: Flask): void {
  app.get("/answers/streamed", () => {
    function* chunks(): Generator<string> {
      yield "one, ";
      yield "zwei ü, ";
      yield "three";
    }
    return new Response(chunks(), { mimetype: "text/plain" });
  });
  app.get("/answers/generator", async function* answer_generator() {
    yield Uint8Array.of(97);
    yield Uint8Array.of(98);
  });
  app.get(
    "/answers/streamed-length",
    () => new Response(["ab", "cd"].values(), { headers: { "Content-Length": "4" } }),
  );
}

function addConditionalAnswers(app: Flask): void {
  app.get("/answers/conditional", () => {
    const response = makeResponse("0123456789");
    response.setEtag("tea");
    response.lastModified = new Date(Date.UTC(2020, 0, 1));
    return makeConditional(response, request, { acceptRanges: true, completeLength: 10 });
  });
  app.get("/answers/weak", () => {
    const response = makeResponse("weak");
    response.setEtag("tea", true);
    return makeConditional(response, request);
  });
  app.get("/answers/hashed", () => {
    const response = makeResponse("hashed");
    response.addEtag();
    return makeConditional(response, request);
  });
}

function addFailures(app: Flask): void {
  // What the compiler refuses a JavaScript program can still do.
  const wrong = (value: unknown): object => value as object;
  app.get("/answers/nothing", () => wrong(undefined));
  app.get("/answers/number", () => wrong(7));
  app.get("/answers/failure", () => {
    throw new Error("<secret>");
  });
  app.get("/answers/failing-stream-setup", async () => {
    await Promise.reject(new Error("missing"));
    return "";
  });
}

function addRedirects(app: Flask): void {
  app.get("/redirects/default", () => redirect("/answers/text"));
  app.route("/redirects/<int:code>", { methods: ["GET", "POST"] }, ({ code }) =>
    redirect("/answers/text", code),
  );
  app.get("/redirects/to", () => redirect(request.args.get("url") ?? "", 302));
  app.get("/redirects/relative", () => makeResponse("", 302, { Location: "../answers/text" }));
}

function addAborts(app: Flask): void {
  app.route("/aborts/<int:code>", { methods: ["GET", "POST"] }, ({ code }) => abort(code));
  app.get("/aborts/described/<int:code>", ({ code }) => abort(code, "because <it> is\nso & so"));
  app.get("/aborts/response", () =>
    abort(new Response("stopped", { status: 402, headers: { "X-Stop": "yes" } })),
  );
  app.get("/aborts/custom", () => {
    throw new PaymentNeeded();
  });
  app.get("/aborts/teapot", () => {
    throw new Teapot("no <coffee>");
  });
  app.get("/aborts/returned", () => new NotFound("returned"));
  app.get("/aborts/challenge", () => {
    const wwwAuthenticate = new WWWAuthenticate("basic", { realm: "the kitchen" });
    throw new Unauthorized("who?", { wwwAuthenticate });
  });
  app.get("/aborts/retry", () => {
    throw new ServiceUnavailable("later", { retryAfter: 30 });
  });
}
