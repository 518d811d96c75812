import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";

const DEWAR = new URL("../src/index.ts", import.meta.url).href;
const TSX = import.meta.resolve("tsx");

let program: ChildProcess | undefined;
let folder: string | undefined;
let output = "";

afterEach(async () => {
  if (program?.exitCode === null) {
    program.kill("SIGKILL");
    await once(program, "exit");
  }
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

function start(source: string, port = 0): { file: string; child: ChildProcess } {
  folder = mkdtempSync(join(tmpdir(), "dewar-reload-"));
  const file = join(folder, "app.ts");
  writeFileSync(file, source);
  const child = spawn(process.execPath, ["--conditions=dewar-source", "--import", TSX, file], {
    env: { ...process.env, PORT: String(port), NODE_ENV: "development" },
  });
  program = child;
  output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
  return { file, child };
}

function appThatSays(word: string): string {
  return `import { Flask } from ${JSON.stringify(DEWAR)};
const app = new Flask(import.meta.url);
app.get("/", (): string => "${word}");
app.run({ debug: true });
`;
}

/** Waits for the program to write something new that matches, and gives the match. */
async function written(pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(output);
    if (match !== null) {
      output = output.slice(0, match.index) + output.slice(match.index + match[0].length);
      return match;
    }
    if (!program?.stdout || !program.stderr || program.exitCode !== null) {
      throw new Error(`The program ended without writing ${pattern}. It wrote:\n${output}`);
    }
    await Promise.race([once(program.stdout, "data"), once(program.stderr, "data"), once(program, "exit")]);
  }
}

async function answerOfNextStart(): Promise<string> {
  const [, url = ""] = await written(/ at (http:\/\/127\.0\.0\.1:\d+)/);
  return await (await fetch(url)).text();
}

describe("app.run in debug mode", () => {
  it("restarts when the file is saved, survives a syntax error, and stops at Ctrl-C", {
    timeout: 60_000,
  }, async () => {
    const { file } = start(appThatSays("one"));
    await written(/Watching for changes/);
    expect(await answerOfNextStart()).toBe("one");

    writeFileSync(file, appThatSays("two"));
    expect(await answerOfNextStart()).toBe("two");

    writeFileSync(file, "const broken = ;");
    await written(/has stopped with an error\. It starts again when a file changes\./);

    writeFileSync(file, appThatSays("three"));
    expect(await answerOfNextStart()).toBe("three");

    const ended = once(program as ChildProcess, "exit");
    program?.kill("SIGINT");
    expect((await ended)[0]).toBe(0);
  });
});

describe("app.run that cannot serve", () => {
  it("says that the port is taken, and what to do", { timeout: 60_000 }, async () => {
    const taken = (await import("node:http")).createServer();
    taken.listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const { child } = start(appThatSays("one"), port);
    const [code] = await once(child, "close");
    taken.close();
    expect(code).toBe(1);
    expect(output).toContain(`Cannot listen on 127.0.0.1:${port}: another program uses port ${port}.`);
    expect(output).toContain(`PORT=${port + 1}`);
  });
});

describe("app.run that is stopped", () => {
  it.each(["SIGTERM", "SIGINT"] as const)(
    "by %s ends when background work is done",
    { timeout: 60_000 },
    async (signal) => {
      // The work cannot end before the signal has come.
      const source = `import { once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { afterResponse, Flask } from ${JSON.stringify(DEWAR)};
const app = new Flask(import.meta.url);
app.get("/", () => {
  afterResponse(async () => {
    await once(process, "${signal}");
    await setImmediate();
    console.log("work done");
  });
  return "ok";
});
app.run();
`;
      const { child } = start(source);
      expect(await answerOfNextStart()).toBe("ok");
      child.kill(signal);
      const [code] = await once(child, "close");
      expect(code).toBe(0);
      expect(output).toMatch(/Finishing background work \(1 left\).*work done/s);
    },
  );
});
