import { existsSync } from "node:fs";

import { Response, serve, stopOnSignals } from "../../../src/index.ts";

// A server for the tests of workers. It does not start while the file that its command line names exists.

const [brake = ""] = process.argv.slice(2);
if (existsSync(brake)) process.exit(3);

const told = new Promise<void>((resolve) => {
  process.once("SIGTERM", resolve).once("SIGINT", resolve);
});

const server = await serve(
  async ({ path }) => {
    if (path !== "/") console.log(`request ${path}`);
    if (path === "/slow") await told;
    if (path === "/never") await new Promise(() => undefined);
    return new Response(String(process.pid));
  },
  { port: 0 },
);
stopOnSignals(server, { linger: 5000 });
console.log(`listens ${server.url}`);
