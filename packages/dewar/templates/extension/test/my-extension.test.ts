import assert from "node:assert/strict";
import { test } from "node:test";
import { Flask, renderTemplateString } from "dewar";
import { MyExtension } from "../src/my-extension.ts";

test("templates can show the time", async () => {
  const app = new Flask(import.meta.url);
  new MyExtension().initApp(app);
  app.get("/", () => renderTemplateString("{{ time_now() }}"));
  assert.match((await app.testClient().get("/")).text, /^\d\d:\d\d$/);
});

test("the time zone is a setting", () => {
  const app = new Flask(import.meta.url);
  app.config.set("MY_EXTENSION_TIME_ZONE", "Asia/Tokyo");
  const extension = new MyExtension(app);
  assert.equal(
    extension.timeIn(app.config.get("MY_EXTENSION_TIME_ZONE"), new Date("2026-01-31T12:00Z")),
    "21:00",
  );
});
