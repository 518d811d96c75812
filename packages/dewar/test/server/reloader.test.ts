import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { answerWith, DEWAR, RunningProgram } from "./running-program.ts";

const SECONDS = { timeout: 60_000 };
const runsTypeScript = Reflect.get(process.features, "typescript") === "strip";

let program: RunningProgram | undefined;

afterEach(async () => {
  await program?.remove();
  program = undefined;
});

function appThat(answers: string, more = ""): string {
  return `import { afterResponse, Flask, renderTemplate } from ${DEWAR};
${more}
const app = new Flask(import.meta.url);
app.config.fromFile("config.json", { silent: true });
app.get("/", async () => ${answers});
app.get("/fails", () => { const cart = "empty"; throw new Error("no tea"); });
export default app;
if (process.argv[1] === import.meta.filename) app.run({ debug: true });
`;
}

function run(
  files: Readonly<Record<string, string>>,
  words?: readonly string[],
  env?: NodeJS.ProcessEnv,
): RunningProgram {
  program = new RunningProgram(files).start(words, env);
  return program;
}

describe("the reloader", () => {
  it.each([
    ["app.run", undefined],
    ["dewar run", ["run", "--debug"]],
  ])("of %s answers with the saved code on the same port, and stops at Ctrl-C", SECONDS, async (_, words) => {
    const running = run({ "app.ts": appThat('"one"') }, words);
    const url = await running.served();
    await answerWith(url, "one");
    running.write("app.ts", appThat('"two"'));
    await answerWith(url, "two");
    expect(await running.end("SIGINT")).toBe(0);
  });

  it("restarts when a module, .env or a configuration file changes", SECONDS, async () => {
    const import_ = 'import { word } from "./word.ts";';
    const running = run(
      {
        "app.ts": appThat("`${word} ${process.env.TINT} ${app.config.get('SIZE')}`", import_),
        "word.ts": 'export const word = "tea";',
        ".env": "TINT=red",
        "config.json": '{ "SIZE": "small" }',
      },
      ["run", "--debug"],
    );
    const url = await running.served();
    await answerWith(url, "tea red small");
    running.write("word.ts", 'export const word = "cup";');
    await answerWith(url, "cup red small");
    running.write(".env", "TINT=blue");
    await answerWith(url, "cup blue small");
    running.write("config.json", '{ "SIZE": "big" }');
    await answerWith(url, "cup blue big");
  });

  it("lets requests wait while it restarts, and refuses none", SECONDS, async () => {
    const running = run({ "app.ts": appThat('"one"') });
    const url = await running.served();
    running.write(
      "app.ts",
      appThat('"two"', 'import { setTimeout } from "node:timers/promises";\nawait setTimeout(50);'),
    );
    await running.written(/app\.ts has changed; starting again\./);
    expect(await (await fetch(url)).text()).toBe("two");
  });

  it("finishes what is in flight before it restarts", SECONDS, async () => {
    const slow =
      '(console.log("asked"), await new Promise((resolve) => process.once("SIGTERM", resolve)), "finished")';
    const running = run({ "app.ts": appThat(slow) });
    const url = await running.served();
    const answer = fetch(url);
    await running.written(/asked/);
    running.write("app.ts", appThat('"two"'));
    expect(await (await answer).text()).toBe("finished");
    await answerWith(url, "two");
  });

  it("gets over a process that is caught in a loop", SECONDS, async () => {
    const running = run({ "app.ts": appThat('{ console.log("caught"); for (;;); }') });
    const url = await running.served();
    const lost = fetch(url).catch(() => "lost");
    await running.written(/caught/);
    running.write("app.ts", appThat('"two"'));
    expect(await lost).toBe("lost");
    await answerWith(url, "two");
  });

  it("keeps one port for all processes with a certificate that it has made up", SECONDS, async () => {
    const running = run({ "app.ts": appThat('"one"').replace("debug: true", 'debug: true, tls: "adhoc"') });
    const url = new URL(await running.served());
    const fingerprint = await fingerprintOf(url);
    running.write("app.ts", appThat('"two"').replace("debug: true", 'debug: true, tls: "adhoc"'));
    await running.written(/starting again/);
    expect(await fingerprintOf(url)).toBe(fingerprint);
  });
});

async function fingerprintOf({ hostname, port }: URL): Promise<string> {
  const { connect } = await import("node:tls");
  const socket = connect({ host: hostname, port: Number(port), rejectUnauthorized: false });
  await once(socket, "secureConnect");
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

describe("code that cannot run", () => {
  it.each([
    ["does not parse", "const tea = ;", /app\.ts:1:13\n\n> +1 \| const tea = ;\n.*Unexpected/s],
    [
      "misses a module",
      'import { once } from "node:events";\nimport "./nope.ts";',
      /app\.ts:2:9\n.*> +2 \| import "\.\/nope\.ts";\n.*Cannot find module .*nope\.ts/s,
    ],
    [
      "throws",
      "// The first line.\nthrow new RangeError('no database');",
      /app\.ts:2:7\n.*> +2 \| throw.*RangeError: no database/s,
    ],
    ["ends the process", "process.exit(3);", /ended with exit code 3/],
  ])("because it %s is answered with the error, until it is mended", SECONDS, async (_, source, message) => {
    const running = run({ "app.ts": appThat('"one"') });
    const url = await running.served();
    running.write("app.ts", source);
    expect(await answerWith(url, "is not running")).toMatch(message);
    const page = await answerWith(url, "<h1>", { Accept: "text/html" });
    expect(page).toContain("is not running");
    running.write("app.ts", appThat('"two"'));
    await answerWith(url, "two");
  });

  it("is answered with the error from the first start on by `dewar run`", SECONDS, async () => {
    const running = run({ "app.ts": "throw new RangeError('no database');" }, [
      "run",
      "--debug",
      "--port",
      "0",
    ]);
    await running.written(/Watching for changes/);
    running.write("app.ts", appThat('"two"'));
    await running.written(/ at http:/);
  });

  it("is not shown to a page that names this machine otherwise [security 51]", SECONDS, async () => {
    const running = run({ "app.ts": appThat('"one"') });
    const url = await running.served();
    running.write("app.ts", "throw new RangeError('no database');");
    await answerWith(url, "no database");
    const { request } = await import("node:http");
    const [answer] = (await once(
      request(url, { headers: { Host: "rebound.example" } }).end(),
      "response",
    )) as [AsyncIterable<Buffer>];
    let text = "";
    for await (const chunk of answer) text += String(chunk);
    expect(text).toContain("Its terminal says why.");
    expect(text).not.toContain("no database");
  });

  it("is an error that nothing has caught while it ran", SECONDS, async () => {
    const running = run({
      "app.ts": appThat('{ setImmediate(() => { throw new Error("later"); }); return "soon"; }'),
    });
    const url = await running.served();
    await fetch(url).catch(() => "lost");
    expect(await answerWith(url, "is not running")).toContain("Error: later");
  });
});

describe("the debugger", () => {
  it(
    "answers with a page and the PIN of the terminal, which outlives restarts [security 55]",
    SECONDS,
    async () => {
      const spy =
        'console.log("environment", JSON.stringify(process.env), JSON.stringify([process.argv, process.execArgv]));';
      const running = run({ "app.ts": appThat('"one"', spy) });
      const [, pin = ""] = await running.written(/PIN of the debugger's console: ([\d-]+)/);
      const url = await running.served();
      const page = await answerWith(`${url}/fails`, "no tea", { Accept: "text/html" });
      const [, secret = "none"] = /data-secret="([^"]+)"/.exec(page) ?? [];

      running.write("app.ts", appThat('"two"', spy));
      const [, again] = await running.written(/PIN of the debugger's console: ([\d-]+)/);
      expect(again).toBe(pin);
      expect(await answerWith(`${url}/fails`, "no tea", { Accept: "text/html" })).toContain(secret);

      // Neither a program that the application starts nor a list of processes gets to see them.
      const surroundings = running.output.split("\n").filter((line) => line.startsWith("environment"));
      expect(surroundings.length).toBeGreaterThan(1);
      expect(surroundings.filter((line) => line.includes(secret) || line.includes(pin))).toEqual([]);
    },
  );

  it("shows the request, the session and the configuration, without secrets", SECONDS, async () => {
    const running = run({ "app.ts": appThat('"one"', 'process.env.DEWAR_SECRET_KEY = "s3cret";') });
    const url = await running.served();
    const headers = { Accept: "text/html", Cookie: "session=t0ken" };
    const page = await answerWith(`${url}/fails?size=big`, "no tea", headers);
    for (const title of ["Request", "Query", "Headers", "Session", "g", "Configuration"]) {
      expect(page).toContain(`>${title}</h2>`);
    }
    expect(page).not.toContain("t0ken");
  });

  it("shows the places in templates, with their variables", SECONDS, async () => {
    const answers = 'renderTemplate("page.html", { cart: "empty" })';
    const templates = { "templates/page.html": "<p>\n{{ missing.title }}</p>" };
    const url = await run({ "app.ts": appThat(answers), ...templates }).served();
    const page = await answerWith(url, "page.html", { Accept: "text/html" });
    expect(page).toMatch(/templates\/page\.html:2/);
  });

  it.skipIf(!runsTypeScript).each([
    ["app.run", undefined],
    ["dewar run", ["run", "--debug"]],
  ])(
    "of %s has a console in calls that only wait (where Node runs TypeScript itself)",
    SECONDS,
    async (_, words) => {
      const import_ = 'import { readFile } from "node:fs/promises";';
      const view = appThat(
        '{ const cart = "empty"; return await readFile(`/nowhere/${cart}`, "utf8"); }',
        import_,
      );
      program = new RunningProgram({ "app.ts": view }).start(words, {}, []);
      const [, pin = ""] = await program.written(/PIN of the debugger's console: ([\d-]+)/);
      const url = await program.served();
      const page = await answerWith(url, "ENOENT", { Accept: "text/html" });
      const [, frame] = /<details class="frame" open data-frame="(\d+)"/.exec(page) ?? [];
      const [secret, error] = ["secret", "error"].map(
        (name) => new RegExp(`data-${name}="([^"]+)"`).exec(page)?.[1],
      );
      const ask = async (question: object, cookie = "") =>
        await fetch(`${url}/__debugger__`, {
          method: "POST",
          headers: { "Content-Type": "application/json", Origin: url, Cookie: cookie },
          body: JSON.stringify({ secret, error, frame, ...question }),
        });
      const cookie = (await ask({ action: "pin", pin })).headers.get("Set-Cookie") ?? "";
      const answer = await ask({ action: "evaluate", code: "cart + '!'" }, cookie.replace(/;.*/, ""));
      expect(await answer.json()).toMatchObject({ value: { text: "'empty!'" }, isError: false });
    },
  );

  it("can be turned off", SECONDS, async () => {
    const running = run({
      "app.ts": appThat('"one"').replace("debug: true", "debug: true, useDebugger: false"),
    });
    const url = await running.served();
    expect(await answerWith(`${url}/fails`, "Internal Server Error")).not.toContain("no tea");
    expect(running.output).not.toContain("PIN");
  });
});

describe("debug mode", () => {
  it("is refused in worker processes [security 54]", SECONDS, async () => {
    const source = `import cluster from "node:cluster";
if (cluster.isPrimary) cluster.fork().once("exit", (code) => process.exit(code ?? 1));
else (await import("./served.ts")).app.run({ debug: true });
`;
    const served = `import { Flask } from ${DEWAR};\nexport const app = new Flask(import.meta.url);\n`;
    const running = run({ "app.ts": source, "served.ts": served });
    expect(await running.ended()).toBe(1);
    expect(running.output).toContain("Debug mode is refused in a worker process");
  });
});

describe("a server that cannot listen", () => {
  it("names the process that uses the port, and says what to do", SECONDS, async () => {
    const taken = createServer();
    taken.listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const running = run({ "app.ts": appThat('"one"') }, undefined, { PORT: String(port) });
    const code = await running.ended();
    taken.close();
    expect(code).toBe(1);
    expect(running.output).toMatch(
      new RegExp(
        `Cannot listen on 127\\.0\\.0\\.1:${port}: (?:process ${process.pid}|another program) uses port ${port}`,
      ),
    );
    expect(running.output).toContain(`PORT=${port + 1}`);
  });
});

describe("a server that is stopped", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "by %s ends when background work is done",
    SECONDS,
    async (signal) => {
      // The work cannot end before the signal has come.
      const work = `(afterResponse(async () => {
      await new Promise((resolve) => process.once("${signal}", resolve));
      await new Promise((resolve) => setImmediate(resolve));
      console.log("work done");
    }), "ok")`;
      const running = run({ "app.ts": appThat(work).replace("debug: true", "") });
      const [, url = ""] = await running.written(/ at (http:\/\/127\.0\.0\.1:\d+)/);
      await answerWith(url, "ok");
      expect(await running.end(signal)).toBe(0);
      expect(running.output).toMatch(/Finishing background work \(1 left\).*work done/s);
    },
  );
});
