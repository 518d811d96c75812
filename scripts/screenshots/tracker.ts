// examples/tracker with what `dewar db seed` makes, for the pictures of docs/tracker.md.
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import createApp from "../../examples/tracker/src/app.ts";

const attachments = mkdtempSync(join(tmpdir(), "tracker-"));
process.on("SIGTERM", () => {
  rmSync(attachments, { recursive: true });
  process.exit();
});

const app = createApp({ DATABASE_URL: "sqlite::memory:", ATTACHMENTS: attachments });
for (const command of ["upgrade", "seed"]) await app.testCliRunner().invoke(["db", command]);
const server = createServer(app.nodeHandler).listen(0, "127.0.0.1", () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.stdout.write(`${JSON.stringify({ url })}\n`);
});
