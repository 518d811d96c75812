import { Client, inProcess, type Request } from "@dewar/http";
import { describe, expect, it } from "vitest";
import { Debugger, type DebuggerOptions } from "../src/index.ts";

const CREDENTIALS = { secret: "s3cret", pin: "123-456-789" };
const HTML = { Accept: "text/html" };

/** A frame as a capture keeps it. */
function frameHere() {
  const cup: { of: string } = { of: "<tea>" };
  const password: string = "hunter2";
  void password;
  return {
    functionName: "brew",
    url: import.meta.url,
    locals: ["cup", "password", "later"],
    closure: [],
    // oxlint-disable-next-line no-eval -- what a frame offers
    evaluate: (code: string) => eval(code) as unknown,
    cup,
  };
}

function brewingError(): Error {
  const error = new TypeError("No <tea> left");
  error.stack = `TypeError: No <tea> left\n    at brew (${import.meta.url}:9:3)\n    at node:internal/timers:1:1`;
  return error;
}

/** A server that always fails, and its client. */
function failing(options: DebuggerOptions & { error?: Error } = {}) {
  const { error = brewingError(), ...rest } = options;
  const frame = frameHere();
  const source = { framesOf: (thrown: unknown) => (thrown === error ? [frame] : []), stop: async () => {} };
  const debug = new Debugger(source, { credentials: CREDENTIALS, ...rest });
  const answer = async (request: Request) =>
    (await debug.answer(request)) ?? debug.errorResponse(error, request);
  const client = new Client(
    { transport: inProcess(answer, { loadBody: false }) },
    { baseUrl: "http://localhost:5000" },
  );
  const ask = async (question: object, headers: Record<string, string> = {}) =>
    await client.post("/__debugger__", {
      json: { secret: CREDENTIALS.secret, ...question },
      headers: { "Sec-Fetch-Site": "same-origin", ...headers },
    });
  const load = async () => {
    const { text } = await client.get("/", { headers: HTML });
    return /data-error="([\w-]+)"/.exec(text)?.[1];
  };
  return { client, ask, load, frame };
}

describe("an error", () => {
  it("is a page for browsers", async () => {
    const response = await failing().client.get("/", { headers: HTML });
    expect(response.statusCode).toBe(500);
    expect(response.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
    expect(response.text).toContain('<span class="type">TypeError</span>');
    expect(response.text).toContain("brew");
  });

  it("is text for everything else", async () => {
    const response = await failing().client.get("/", { headers: { Accept: "*/*" } });
    expect(response.headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
    expect(response.text).toContain("TypeError: No <tea> left\n    at brew");
  });

  it("tells its causes and its members", async () => {
    const error = new AggregateError([new RangeError("one"), new SyntaxError("two")], "both", {
      cause: new Error("the first"),
    });
    const { text } = await failing({ error }).client.get("/", { headers: HTML });
    expect(text).toContain("Caused by ");
    for (const message of ["both", "the first", "one", "two"]) expect(text).toContain(`>${message}</span>`);
  });

  it("is escaped, wherever it is shown [security 53]", async () => {
    const { client, load, ask } = failing();
    const { text } = await client.get("/<script>alert(1)</script>", { headers: HTML });
    expect(text).toContain("No &lt;tea&gt; left");
    expect(text).not.toContain("<tea>");
    expect(text).not.toContain("<script>alert");
    // The script puts values into the page as text.
    const variables = await ask({ error: await load(), action: "variables", frame: 0 });
    expect(variables.headers.get("Content-Type")).toBe("application/json");
  });

  it("comes with a policy that lets only the page's own script run [security 53]", async () => {
    const { headers, text } = await failing().client.get("/", { headers: HTML });
    const policy = headers.get("Content-Security-Policy") ?? "";
    const [, nonce = ""] = /script-src 'nonce-([^']+)'/.exec(policy) ?? [];
    expect(policy).toContain("default-src 'none'");
    expect(text).toContain(`<script nonce="${nonce}">`);
    expect(headers.get("Cache-Control")).toBe("no-store");
  });
});

describe("who may see it", () => {
  it.each([
    ["http://localhost:5000", "127.0.0.1"],
    ["http://shop.localhost:5000", "127.0.0.1"],
    ["http://127.0.0.1:5000", "127.0.0.1"],
    ["http://[::1]:5000", "::1"],
  ])("%s, from %s", async (baseUrl, remoteAddr) => {
    const { client } = failing();
    expect((await client.get("/", { baseUrl, remoteAddr, headers: HTML })).text).toContain("TypeError");
  });

  it.each([
    ["http://evil.example:5000", "127.0.0.1"],
    ["http://localhost.evil.example", "127.0.0.1"],
    ["http://127.0.0.1.evil.example", "127.0.0.1"],
    ["http://192.168.1.7:5000", "127.0.0.1"],
    ["http://localhost:5000", "192.168.1.9"],
    ["http://0.0.0.0:5000", "192.168.1.9"],
    ["http://0.0.0.0:5000", "127.0.0.1"],
  ])("nobody else: %s, from %s [security 51]", async (baseUrl, remoteAddr) => {
    const { client } = failing({ host: "0.0.0.0" });
    const response = await client.get("/", { baseUrl, remoteAddr, headers: HTML });
    expect([response.statusCode, response.text]).toEqual([500, "Internal Server Error\n"]);
    const asked = await client.post("/__debugger__", {
      baseUrl,
      remoteAddr,
      json: { secret: CREDENTIALS.secret, action: "pin", pin: CREDENTIALS.pin },
      headers: { "Sec-Fetch-Site": "same-origin" },
    });
    expect(asked.statusCode).toBe(403);
  });

  it("nobody else: whoever comes through a tunnel that ends here [security 51]", async () => {
    const { client } = failing();
    const from = async (address: string) =>
      (await client.get("/", { headers: { ...HTML, "X-Forwarded-For": address } })).text.includes(
        "TypeError",
      );
    expect([await from("127.0.0.1"), await from("203.0.113.7"), await from("203.0.113.7, ::1")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("also by the host that the server was told to listen on", async () => {
    const { client } = failing({ host: "192.168.1.7" });
    const request = { baseUrl: "http://192.168.1.7:5000", remoteAddr: "192.168.1.9", headers: HTML };
    const response = await client.get("/", request);
    expect(response.text).toContain("TypeError");
  });
});

describe("the console", () => {
  it("needs the PIN [security 54]", async () => {
    const { load, ask } = failing();
    const error = await load();
    const question = { error, action: "evaluate", frame: 0, code: "cup.of" };
    expect((await ask(question)).json).toEqual({ needsPin: true });
    expect((await ask({ ...question, action: "complete" })).json).toEqual({ needsPin: true });
    expect((await ask({ action: "pin", pin: "000-000-000" })).json).toEqual({ outcome: "wrong" });
    expect((await ask(question)).json).toEqual({ needsPin: true });
    const opened = await ask({ action: "pin", pin: "123-456-789" });
    expect(opened.headers.get("Set-Cookie")).toMatch(
      /^dewar_debugger=[\w-]+; HttpOnly; Path=\/__debugger__; SameSite=Strict$/,
    );
    expect((await ask(question)).json).toMatchObject({ value: { text: "'<tea>'" }, isError: false });
  });

  it("runs code in the frame, and changes its variables", async () => {
    const { load, ask, frame } = failing();
    const error = await load();
    await ask({ action: "pin", pin: CREDENTIALS.pin });
    await ask({ error, action: "evaluate", frame: 0, code: "cup.of = 'coffee'" });
    expect(frame.cup.of).toBe("coffee");
    const thrown = await ask({ error, action: "evaluate", frame: 0, code: "nope" });
    expect(thrown.json).toMatchObject({ isError: true, value: { kind: "error" } });
  });

  it("completes names", async () => {
    const { load, ask } = failing();
    const error = await load();
    await ask({ action: "pin", pin: CREDENTIALS.pin });
    const names = async (code: string) => (await ask({ error, action: "complete", frame: 0, code })).json;
    expect(await names("1 + cu")).toEqual({ start: 4, names: ["cup"] });
    expect(await names("cup.o")).toEqual({ start: 4, names: ["of"] });
    expect(await names("cup.of.toUp")).toEqual({ start: 7, names: ["toUpperCase"] });
  });

  it.each([
    ["another site's page", { "Sec-Fetch-Site": "cross-site" }],
    ["another port's page", { "Sec-Fetch-Site": "same-site" }],
    ["an address that was typed", { "Sec-Fetch-Site": "none" }],
  ])("does not listen to %s [security 54]", async (_, headers) => {
    const { ask } = failing();
    expect((await ask({ action: "pin", pin: CREDENTIALS.pin }, headers)).statusCode).toBe(403);
  });

  it("goes by the origin where the browser says no more", async () => {
    const { client } = failing();
    const from = async (headers: Record<string, string>) =>
      (await client.post("/__debugger__", { json: { secret: "s3cret", action: "pin", pin: "0" }, headers }))
        .statusCode;
    expect(await from({ Origin: "http://localhost:5000" })).toBe(200);
    expect(await from({ Origin: "http://evil.example" })).toBe(403);
    expect(await from({ Origin: "null" })).toBe(403);
    expect(await from({})).toBe(403);
  });

  it("does not listen to whoever lacks the secret of the process [security 54]", async () => {
    const { ask } = failing();
    for (const secret of ["", "x", 7, null]) {
      expect((await ask({ secret, action: "pin", pin: CREDENTIALS.pin })).statusCode).toBe(403);
    }
  });

  it("answers what makes no sense with a problem", async () => {
    const { ask, load, client } = failing();
    const error = await load();
    expect((await ask({ error: "gone", action: "variables", frame: 0 })).json).toHaveProperty("problem");
    expect((await ask({ error, action: "variables", frame: 99 })).json).toHaveProperty("problem");
    expect((await ask({ error, action: "fly" })).statusCode).toBe(400);
    const headers = { "Sec-Fetch-Site": "same-origin" };
    expect((await client.post("/__debugger__", { data: "{", headers })).statusCode).toBe(403);
    expect((await client.get("/__debugger__", { headers })).statusCode).toBe(403);
  });
});

describe("the variables of a frame", () => {
  it("are shown, secrets masked, and those that are not set yet named [security 53]", async () => {
    const { load, ask } = failing();
    const answer = await ask({ error: await load(), action: "variables", frame: 0 });
    expect(answer.json).toEqual({
      locals: [
        { name: "cup", value: { text: "{ of: '<tea>' }", kind: "object", handle: 1 } },
        { name: "password", value: { text: "••••••", kind: "string" } },
        { name: "later", value: { text: "(not yet set)", kind: "nothing" } },
      ],
      closure: [],
    });
  });

  it("are kept of the last twenty errors", async () => {
    const { load, ask } = failing();
    const first = await load();
    for (let n = 0; n < 20; n++) await load();
    expect((await ask({ error: first, action: "variables", frame: 0 })).json).toHaveProperty("problem");
  });
});

it("does not start in production [security 54]", async () => {
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  try {
    await expect(Debugger.start()).rejects.toMatchObject({ code: "DEBUGGER_REFUSED" });
  } finally {
    process.env["NODE_ENV"] = before;
  }
});
