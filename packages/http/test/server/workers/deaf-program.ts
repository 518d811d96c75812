import { serve, Response } from "../../../src/index.ts";

// A server for the tests of workers that cannot be asked to stop; or no server at all.

process.on("SIGTERM", () => undefined);
if (process.argv[2] === "idle") setInterval(() => undefined, 60_000);
else await serve(() => new Response(), { port: 0 });
