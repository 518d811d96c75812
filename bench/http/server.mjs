// @ts-check
// Serves one scenario with one peer. Writes its port; then answers each line with its use of CPU so far.
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const [peer, scenario = ""] = process.argv.slice(2);
const { handlerFor } = await import(`./peers/${peer}.mjs`);
const handler = await handlerFor(scenario);

if (handler === undefined) {
  console.log(JSON.stringify({ port: 0 }));
} else {
  const server = createServer(handler);
  server.listen(0, "127.0.0.1", () => console.log(JSON.stringify(server.address())));
  createInterface({ input: process.stdin }).on("line", () => console.log(JSON.stringify(process.cpuUsage())));
}
