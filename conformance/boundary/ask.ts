import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Flask, TestClient } from "dewar";
import { makeApps } from "./app.ts";
import type { AppName, Exchange, RawAnswer, Step } from "./exchange.ts";

const PYTHON = "/usr/bin/python3";
const ORACLE = fileURLToPath(new URL("oracle.py", import.meta.url));

/** The answers of Dewar, by the names of the exchanges. */
export async function askDewar(exchanges: readonly Exchange[]): Promise<Map<string, RawAnswer[]>> {
  const apps = makeApps();
  const answers = new Map<string, RawAnswer[]>();
  for (const exchange of exchanges) answers.set(exchange.name, await answersOf(exchange, apps));
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

async function answersOf(exchange: Exchange, apps: Record<AppName, Flask>): Promise<RawAnswer[]> {
  const client = apps[exchange.app].testClient();
  const answers: RawAnswer[] = [];
  for (const step of exchange.steps) answers.push(await answerOf(client, step, answers.at(-1)));
  return answers;
}

async function answerOf(client: TestClient, step: Step, previous: RawAnswer | undefined): Promise<RawAnswer> {
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
