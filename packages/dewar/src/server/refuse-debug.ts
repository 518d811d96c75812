import cluster from "node:cluster";
import { SetupError } from "../errors.ts";

/** @throws SetupError when NODE_ENV is production, and in one of several worker processes. */
export function refuseDebugInProduction(): void {
  if (cluster.isWorker) {
    throw new SetupError(
      "debug_with_workers",
      "Debug mode is refused in a worker process: its console belongs to one process. Serve with one, or without debug.",
    );
  }
  if (process.env["NODE_ENV"] !== "production") return;
  throw new SetupError(
    "debug_in_production",
    "The development server refuses debug mode while NODE_ENV is production: tracebacks show source and secrets. " +
      "Serve `app.nodeHandler` or `app.fetch` instead, or unset NODE_ENV.",
  );
}
