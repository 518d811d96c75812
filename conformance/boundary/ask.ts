import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { Client } from "@dewar/http";
import type { Flask } from "dewar";
import { makeApps } from "./app.ts";
import type { Exchange, RawAnswer, Step } from "./exchange.ts";

const PYTHON = "/usr/bin/python3";
const ORACLE = fileURLToPath(new URL("oracle.py", import.meta.url));

/** How an application is reached. */
type Reach = (app: Flask) => Promise<{ client(): Client; close(): Promise<void> }>;

/** The answers of Dewar without a server, by the names of the exchanges. */
export async function askDewar(exchanges: readonly Exchange[]): Promise<Map<string, RawAnswer[]>> {
  return await askThrough(exchanges, (app) =>
    Promise.resolve({ client: () => app.testClient(), close: () => Promise.resolve() }),
  );
}

/** The answers of Dewar's servers on this machine. They know neither HTTPS nor a place where they are mounted. */
export async function askServers(exchanges: readonly Exchange[]): Promise<Map<string, RawAnswer[]>> {
  const askable = exchanges.filter(({ steps }) =>
    steps.every(({ scheme, root }) => scheme === "http" && root === ""),
  );
  return await askThrough(askable, async (app) => {
    const server = createServer(app.nodeHandler);
    await once(server.listen(0, "127.0.0.1"), "listening");
    const { port } = server.address() as AddressInfo;
    return {
      client: () => Client.overSocket(`http://127.0.0.1:${port}`),
      close: async () => {
        await once(server.close(), "close");
      },
    };
  });
}

async function askThrough(exchanges: readonly Exchange[], reach: Reach): Promise<Map<string, RawAnswer[]>> {
  const apps = Object.entries(makeApps());
  const reached = await Promise.all(apps.map(async ([name, app]) => [name, await reach(app)] as const));
  const byName = new Map<string, Awaited<ReturnType<Reach>>>(reached);
  const answers = new Map<string, RawAnswer[]>();
  try {
    for (const { name, app, steps } of exchanges) {
      const client = byName.get(app)?.client();
      if (client !== undefined) answers.set(name, await answersOf(client, steps));
    }
  } finally {
    await Promise.all(reached.map(([, reachedApp]) => reachedApp.close()));
  }
  return answers;
}

/** Whether Flask can be asked. */
export function hasFlask(): boolean {
  return spawnSync(PYTHON, ["-c", "import flask"]).status === 0;
}

/** The answers of the Flask that is installed, by the names of the exchanges. */
export function askFlask(exchanges: readonly Exchange[]): Map<string, RawAnswer[]> {
  const input = exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join("");
  const { status, stdout, stderr } = spawnSync(PYTHON, ["-B", ORACLE], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`The oracle failed:\n${stderr}`);
  const lines = stdout.trim().split("\n");
  return new Map(exchanges.map(({ name }, index) => [name, JSON.parse(lines[index] ?? "") as RawAnswer[]]));
}

async function answersOf(client: Client, steps: readonly Step[]): Promise<RawAnswer[]> {
  const answers: RawAnswer[] = [];
  for (const step of steps) answers.push(await answerOf(client, step, answers.at(-1)));
  return answers;
}

async function answerOf(client: Client, step: Step, previous: RawAnswer | undefined): Promise<RawAnswer> {
  const etag = previous?.headers.find(([name]) => name.toLowerCase() === "etag")?.[1] ?? "";
  const response = await client.open(step.target, {
    method: step.method,
    baseUrl: `${step.scheme}://${step.host}${step.root}`,
    headers: step.headers.map(([name, value]) => [name, value.replace("{ETag}", etag)] as const),
    data: step.body === undefined ? undefined : Buffer.from(step.body, "base64"),
  });
  return {
    status: response.status,
    headers: [...response.headers],
    body: Buffer.from(response.data).toString("base64"),
  };
}
