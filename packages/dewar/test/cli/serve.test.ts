import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { connect } from "node:http2";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json, text } from "node:stream/consumers";
import { adhocCertificate } from "@dewar/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEWAR, SiteFolder } from "./site-folder.ts";

const SECONDS = { timeout: 60_000 };
const LONG_KEY = "a key that is long enough";

let folder: SiteFolder;

beforeAll(() => {
  folder = new SiteFolder({
    "app.ts": `import { Flask, afterResponse, request } from ${DEWAR};
const app = new Flask(import.meta.url);
app.config.fromPrefixedEnv();
app.config.set("TRUSTED_HOSTS", ["127.0.0.1", "site.test"]);
app.get("/", () => ({ pid: process.pid, client: request.remoteAddr ?? null, scheme: request.scheme, tint: process.env.TINT ?? null }));
let release: () => void = () => undefined;
const released = new Promise<void>((resolve) => (release = resolve));
app.get("/waits", async () => {
  app.logger.info("waiting");
  process.once("SIGTERM", () => release());
  await released;
  afterResponse(async function work() { app.logger.info("worked afterwards"); });
  return "finished";
});
export default app;
`,
    "debugging.ts": `import app from "./app.ts";\napp.debug = true;\nexport default app;\n`,
    "broken.ts": "throw new RangeError('no database');\n",
  });
});

afterAll(() => folder[Symbol.dispose]());

interface Answer {
  readonly pid: number;
  readonly client: string | null;
  readonly scheme: string;
  readonly tint: string | null;
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<Answer> {
  return (await (await fetch(url, { headers: { Connection: "close", ...headers } })).json()) as Answer;
}

describe("dewar serve", () => {
  it("finishes requests and background work before it stops", SECONDS, async () => {
    const serving = await folder.serve(["--port", "0"]);
    const waiting = fetch(`${serving.url}/waits`);
    await serving.line(/waiting/);
    const stopped = serving.stop();
    expect(await (await waiting).text()).toBe("finished");
    expect(await stopped).toBe(0);
    expect(serving.lines.join("\n")).toContain("worked afterwards");
  });

  it("speaks HTTP/2 with those who know it, in workers too", SECONDS, async () => {
    const { cert, key } = adhocCertificate();
    folder.write("cert.pem", cert);
    folder.write("key.pem", key);
    const words = ["--port", "0", "--cert", "cert.pem", "--key", "key.pem", "--http2"];
    for (const workers of [[], ["--workers", "1"]]) {
      const serving = await folder.serve([...words, ...workers]);
      const session = connect(serving.url, { ca: cert });
      const stream = session.request({ ":path": "/" });
      expect(await json(stream)).toMatchObject({ scheme: "https", client: "127.0.0.1" });
      expect(session.alpnProtocol).toBe("h2");
      session.close();
      expect(await serving.stop()).toBe(0);
    }
  });

  it("logs each answer with the id of its request, without its query", SECONDS, async () => {
    const serving = await folder.serve(["--port", "0"], {
      DEWAR_TRUST_REQUEST_ID: "true",
      DEWAR_LOG_FORMAT: "json",
    });
    await ask(`${serving.url}/?token=1`, { "X-Request-ID": "proxy-7" });
    expect(JSON.parse(await serving.line(/answered/))).toMatchObject({
      level: "info",
      requestId: "proxy-7",
      method: "GET",
      path: "/",
      status: 200,
      ms: expect.any(Number),
      client: "127.0.0.1",
    });
    expect(serving.lines.join("\n")).not.toContain("token");
    await serving.stop();
    const silent = await folder.serve(["--port", "0", "--no-access-log"]);
    await ask(silent.url);
    expect(await silent.stop()).toBe(0);
    expect(silent.lines.join("\n")).not.toContain("answered");
  });

  it("says that it is not ready while it drains, and that it is alive", SECONDS, async () => {
    const serving = await folder.serve(["--port", "0", "--drain", "60"]);
    const asked = async (path: string): Promise<number> => (await fetch(serving.url + path)).status;
    expect([await asked("/-/ready"), await asked("/-/live")]).toEqual([200, 200]);
    serving.signal("SIGTERM");
    while ((await asked("/-/ready")) === 200);
    expect([await asked("/"), await asked("/-/live")]).toEqual([200, 200]);
    // The second signal does not wait.
    expect(await serving.stop()).toBe(1);
    expect(serving.lines.filter((line) => line.includes("/-/"))).toEqual([]);
  });

  it("answers who watches over it under whatever host it is asked", SECONDS, async () => {
    const serving = await folder.serve(["--port", "0", "--ready-path", "/ready"]);
    const asked = async (path: string): Promise<number | undefined> => {
      const outgoing = httpRequest(serving.url + path, { headers: { Host: "10.1.2.3" } }).end();
      const [incoming] = await once(outgoing, "response");
      incoming.resume();
      return incoming.statusCode;
    };
    expect([await asked("/ready"), await asked("/-/ready")]).toEqual([200, 400]);
    await serving.stop();
  });

  it("believes as many proxies as it is told, and by itself none", SECONDS, async () => {
    const headers = { "X-Forwarded-For": "6.6.6.6, 203.0.113.9", "X-Forwarded-Proto": "https" };
    const alone = await folder.serve(["--port", "0"]);
    expect(await ask(alone.url, headers)).toMatchObject({ client: "127.0.0.1", scheme: "http" });
    await alone.stop();
    const behind = await folder.serve(["--port", "0", "--proxies", "1"]);
    expect(await ask(behind.url, headers)).toMatchObject({ client: "203.0.113.9", scheme: "https" });
    await behind.stop();
    const elsewhere = await folder.serve(["--port", "0", "--proxies", "1"], {
      DEWAR_SERVE_TRUSTED_PROXIES: "10.0.0.0/8, 192.0.2.1",
    });
    expect(await ask(elsewhere.url, headers)).toMatchObject({ client: "127.0.0.1", scheme: "http" });
    await elsewhere.stop();
  });

  it("listens on a Unix socket, and believes the proxy that comes through it", SECONDS, async () => {
    const serving = await folder.serve(["--unix-socket", "site.sock", "--proxies", "1"]);
    const socketPath = join(folder.path, "site.sock");
    const headers = { Host: "site.test", "X-Forwarded-For": "203.0.113.9" };
    const outgoing = httpRequest({ socketPath, path: "/", headers }).end();
    const [incoming] = await once(outgoing, "response");
    expect(JSON.parse(await text(incoming))).toMatchObject({ client: "203.0.113.9" });
    expect(await serving.stop()).toBe(0);
  });

  it("refuses times that no timer can wait for", SECONDS, async () => {
    for (const [option, time] of [
      ["--stop-timeout", "9999999"],
      ["--drain", "inf"],
      ["--keep-alive", "-1"],
    ] as const) {
      const { code, stderr } = await folder.dewar(["serve", "--port", "0", option, time]);
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining(`"${time}" is not a value for option '${option}`),
      ]);
    }
  });

  it("warns of a secret key that is missing or can be guessed", SECONDS, async () => {
    const warnings: (string | undefined)[] = [];
    for (const key of [undefined, "dev", LONG_KEY]) {
      const serving = await folder.serve(["--port", "0"], { DEWAR_SECRET_KEY: key });
      await serving.stop();
      warnings.push(
        serving.lines.find((line) => line.includes("SECRET_KEY"))?.replace(/.*(SECRET_KEY is \w+).*/, "$1"),
      );
    }
    expect(warnings).toEqual(["SECRET_KEY is missing", "SECRET_KEY is short", undefined]);
  });

  it.each([
    [["--port", "70000"], {}, 2, '"70000" is not a value for option'],
    [["--workers", "0"], {}, 2, '"0" is not a value for option'],
    [[], { PORT: "http" }, 1, 'PORT="http" is not a port'],
    [["--key", "key.pem"], {}, 1, "--key needs the certificate"],
    [["--http2"], {}, 1, "--http2 needs HTTPS"],
    [["--cert", "none.pem", "--key", "key.pem"], {}, 1, "none.pem cannot be read"],
    [["--trusted-proxies", "10.0.0.1"], {}, 1, "--proxies 1"],
    [["--proxies", "1", "--trusted-proxies", "here"], {}, 1, "--trusted-proxies: here is no trusted proxy"],
    [["--unix-socket", "none/site.sock"], {}, 1, "its folder is missing"],
    [["--workers", "2"], { DEWAR_DEBUG: "1" }, 1, "debug mode is not served"],
    [["--port", "0"], { DEWAR_SECRET_KEY: LONG_KEY, DEWAR_APP: "broken.ts" }, 1, "RangeError: no database"],
  ])("ends where it cannot serve: %j %j", SECONDS, async (words, env, exitCode, message) => {
    const { code, stderr } = await folder.dewar(["serve", ...words], "", env);
    expect([code, stderr]).toEqual([exitCode, expect.stringContaining(message)]);
  });

  it("refuses an application that sets debug mode itself [security 54]", SECONDS, async () => {
    const { code, stderr } = await folder.dewar(["--app", "debugging.ts", "serve", "--port", "0"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("debug mode is not served")]);
  });

  it.each([[[]], [["--workers", "2"]]])("tells once that a port is taken: %j", SECONDS, async (words) => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const env = { DEWAR_SECRET_KEY: LONG_KEY, DEWAR_SERVE_PORT: String(port) };
    const { code, stderr } = await folder.dewar(["serve", ...words], "", env);
    other.close();
    expect(code).toBe(1);
    expect(stderr.match(/Cannot listen/g)).toHaveLength(1);
    expect(stderr).toContain(`Cannot listen on 127.0.0.1:${port}: `);
    expect(stderr).toContain(`choose another port: --port ${port + 1}.`);
  });
});

describe("dewar serve --workers", () => {
  it("replaces its processes on SIGHUP, which read the variables of files anew", SECONDS, async () => {
    folder.write(".env", "TINT=red\n");
    const serving = await folder.serve(["--workers", "2", "--port", "0"]);
    const before = [await ask(serving.url), await ask(serving.url)];
    expect(before.map(({ tint }) => tint)).toEqual(["red", "red"]);
    folder.write(".env", "TINT=blue\n");
    serving.signal("SIGHUP");
    await serving.line(/All workers have been replaced/);
    const after = [await ask(serving.url), await ask(serving.url)];
    expect(after.map(({ tint }) => tint)).toEqual(["blue", "blue"]);
    expect(new Set([...before, ...after].map(({ pid }) => pid)).size).toBe(4);
    expect(await serving.stop()).toBe(0);
  });

  it("tells once why no worker starts", SECONDS, async () => {
    const words = ["--app", "broken.ts", "serve", "--workers", "3", "--port", "0"];
    const { code, stderr } = await folder.dewar(words);
    expect(code).toBe(1);
    expect(stderr.match(/RangeError: no database/g)).toHaveLength(1);
    expect(stderr).toMatch(/Error: No worker could start\. What is written above says why\.\n$/);
  });
});
