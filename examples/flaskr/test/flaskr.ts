import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generatePasswordHash } from "@dewar/http";
import type { Flask, TestClient } from "dewar";
import { onTestFinished } from "vitest";
import { createApp } from "../app.ts";
import { createTables, execute } from "../database.ts";

/** A new application with a database of its own: Ann has written a post, Ben has not. It lasts as long as the test. */
export async function makeApp(): Promise<Flask> {
  const folder = mkdtempSync(join(tmpdir(), "flaskr-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const app = createApp({ TESTING: true, CSRF_ENABLED: false, DATABASE: join(folder, "test.sqlite") });
  // A weak hash is a quick one, and these passwords protect nothing.
  const hash = await generatePasswordHash("secret", { method: "pbkdf2:sha256:1" });
  app.appContext().run(() => {
    createTables();
    execute("INSERT INTO user (username, password) VALUES ('ann', ?), ('ben', ?)", hash, hash);
    execute("INSERT INTO post (author_id, title, body) VALUES (1, 'Tea', ?)", "Water first.\nThen leaves.");
  });
  return app;
}

/** A client in which a user has logged in. */
export async function loggedIn(app: Flask, username: string): Promise<TestClient> {
  const client = app.testClient();
  await client.post("/auth/login", { form: { username, password: "secret" } });
  return client;
}
