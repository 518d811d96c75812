import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { currentApp, Flask, type Logger, request } from "../../src/index.ts";
import { CapturedOutput, captureOutput } from "../../src/testing/captured-output.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What is written to stderr while `work` runs. */
async function logOf(work: () => unknown): Promise<string> {
  const captured = new CapturedOutput();
  await captureOutput(captured, async () => await work());
  return captured.stderr;
}

/** The lines of JSON that a logger writes while `work` runs. */
async function linesOf(work: (logger: Logger, app: Flask) => unknown, app = newApp()): Promise<Fields[]> {
  const text = await logOf(() => work(app.logger, app));
  return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as Fields]));
}

function newApp(config: Fields = {}): Flask {
  const app = new Flask(import.meta.url, { name: "shop" });
  app.config.fromMapping({ LOG_FORMAT: "json", ...config });
  return app;
}

describe("an application that logs nothing", () => {
  it("does not load pino", async () => {
    const app = newApp();
    app.get("/", () => "ok");
    await app.testClient().get("/");
    app.logger.debug("too little to be written");
    expect(
      Object.keys(createRequire(import.meta.url).cache).filter((file) => /[\\/]pino[\\/]/.test(file)),
    ).toEqual([]);
  });
});

describe("a line of the log", () => {
  it("is JSON with time, level and the application's name", async () => {
    const [line] = await linesOf((logger) => logger.info("up"));
    expect(line).toEqual({ level: "info", time: expect.any(String), app: "shop", msg: "up" });
    expect(new Date(String(line?.["time"])).toISOString()).toBe(line?.["time"]);
  });

  it.each([
    ["a text", ["saved"], { msg: "saved" }],
    ["a text with values for its places", ["%s has %d", "Ann", 3], { msg: "Ann has 3" }],
    ["a text and more, as the console takes it", ["saved", 3, [1]], { msg: "saved 3 [ 1 ]" }],
    ["fields and a text", [{ user: 7 }, "saved %s", "all"], { user: 7, msg: "saved all" }],
    ["fields alone", [{ user: 7 }], { user: 7, msg: "" }],
  ])("takes %s", async (_, message, expected) => {
    expect(await linesOf((logger) => logger.warn(...message))).toMatchObject([
      { level: "warn", ...expected },
    ]);
  });

  it.each([
    ["first", [new RangeError("far"), "stopped"], "stopped"],
    ["alone", [new RangeError("far")], "far"],
    ["last", ["stopped at %s", "x", new RangeError("far")], "stopped at x"],
  ])("takes an error %s", async (_, message, msg) => {
    const err = {
      type: "RangeError",
      message: "far",
      stack: expect.stringContaining("RangeError: far\n") as string,
    };
    expect(await linesOf((logger) => logger.error(...message))).toMatchObject([{ msg, err }]);
  });

  it("tells an error's code, its causes and its parts, and nothing else of it", async () => {
    const cause = Object.assign(new TypeError("inner"), { code: "E_INNER" });
    const error = Object.assign(new AggregateError([new Error("part"), "text"], "outer", { cause }), {
      request: { headers: { authorization: "Bearer s3cret" } },
    });
    const [line] = await linesOf((logger) => logger.error(error));
    expect(line?.["err"]).toMatchObject({
      type: "AggregateError",
      cause: { type: "TypeError", code: "E_INNER" },
      errors: [{ message: "part" }, "text"],
    });
    expect(JSON.stringify(line)).not.toContain("s3cret");
  });

  it("ends with errors that are their own cause", async () => {
    const error = new Error("round");
    error.cause = error;
    expect(await linesOf((logger) => logger.error(error))).toHaveLength(1);
  });

  it("shows no secret that has a field of its own", async () => {
    const [line] = await linesOf((logger) =>
      logger.info({ password: "a", user: { token: "b", name: "ann" }, headers: { cookie: "c" } }, "login"),
    );
    expect(line).toMatchObject({
      password: "[redacted]",
      user: { token: "[redacted]", name: "ann" },
      headers: { cookie: "[redacted]" },
    });
  });

  it("says of a request only what it asks for", async () => {
    const app = newApp();
    app.get("/in/<x>", { endpoint: "in" }, () => {
      currentApp.logger.info({ request }, "seen");
      return "";
    });
    const [line] = await linesOf(() => app.testClient().get("/in/a?token=s3cret"), app);
    expect(line?.["request"]).toEqual({ method: "GET", path: "/in/a" });
  });
});

describe("the level", () => {
  const all = (logger: Logger) => {
    for (const level of ["debug", "info", "warn", "error"] as const) logger[level](level);
  };
  const levels = async (config: Fields) => (await linesOf(all, newApp(config))).map((line) => line["level"]);

  it("is info, in debug mode debug, or what LOG_LEVEL says", async () => {
    expect(await levels({})).toEqual(["info", "warn", "error"]);
    expect(await levels({ DEBUG: true })).toEqual(["debug", "info", "warn", "error"]);
    expect(await levels({ DEBUG: true, LOG_LEVEL: "error" })).toEqual(["error"]);
  });

  it("may change after the first line", async () => {
    const lines = await linesOf((logger, app) => {
      logger.info("one");
      logger.debug("none");
      app.debug = true;
      logger.debug("two");
    });
    expect(lines.map((line) => line["msg"])).toEqual(["one", "two"]);
  });
});

describe("lines to read", () => {
  const read = (work: (logger: Logger) => unknown) =>
    logOf(() => work(newApp({ LOG_FORMAT: "text" }).logger));

  it("have time, level, text and fields", async () => {
    expect(await read((logger) => logger.info({ user: 7, tags: ["a"] }, "saved"))).toMatch(
      /^\d\d:\d\d:\d\d INFO {2}saved user=7 tags=\[ 'a' \]\n$/,
    );
  });

  it("are followed by the stack and by what caused the error, without the frames that both have", async () => {
    const inner = new TypeError("inner");
    const text = await read((logger) => logger.error(new Error("outer", { cause: inner }), "failed"));
    expect(text).toMatch(
      /ERROR failed\n {2}Error: outer\n {6}at .*\n(?: {6}(?:at|…) .*\n)* {2}Caused by: TypeError: inner\n/,
    );
    const [outer = [], caused = []] = text.split("Caused by:").map((part) => part.split("\n"));
    expect(caused.filter((line) => line.includes(" at ") && outer.includes(line))).toEqual([]);
  });

  it("count the frames that are not the program's own, unless LOG_FRAMES says all", async () => {
    const error = new Error("outer");
    const own = "    at pay (file:///srv/app.ts:3:7)";
    const others = ["    at emit (node:events:514:28)", "    at query (/srv/node_modules/pg/client.js:1:2)"];
    error.stack = ["Error: outer", own, ...others].join("\n");
    const fail = (logger: Logger): void => logger.error(error, "failed");
    expect(await read(fail)).toContain(`\n  ${own}\n      … 2 frames of node and pg\n`);
    const whole = newApp({ LOG_FORMAT: "text", LOG_FRAMES: "all" });
    const text = await logOf(() => fail(whole.logger));
    expect(text).toContain([own, ...others].map((line) => `\n  ${line}`).join(""));
  });

  it("cannot be forged, and command no terminal", async () => {
    const text = await read((logger) =>
      logger.info({ name: "\u001b[2J" }, "hi\n12:00:00 INFO  forged\u0007\u009b"),
    );
    expect(text).toContain(" INFO  hi\n  12:00:00 INFO  forged\\x07");
    expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it("are what debug mode writes", async () => {
    const app = new Flask(import.meta.url);
    app.debug = true;
    expect(await logOf(() => app.logger.debug("hi"))).toMatch(/^\d\d:\d\d:\d\d DEBUG hi\n$/);
  });
});

describe("another logger", () => {
  it("takes the place of the first, and is told of errors", async () => {
    const app = newApp();
    const seen: unknown[] = [];
    app.logger = { ...console, error: (...message: unknown[]) => void seen.push(...message) };
    const failure = new Error("x");
    app.get("/", () => {
      throw failure;
    });
    await app.testClient().get("/");
    expect(seen).toEqual([failure, 'Unhandled error in GET "/"']);
  });
});
