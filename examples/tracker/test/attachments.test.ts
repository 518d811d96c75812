import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { TestClient } from "dewar";
import { expect, test } from "vitest";
import { plainName, typeOf } from "../src/attachment-files.ts";
import { describeTracker, type Tracker } from "./tracker.ts";

function attach(client: TestClient, name: string, content: string | Uint8Array, type = "text/plain") {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  return client.post("/issues/1/attachments", { files: { file: [name, bytes, type] } });
}

function kept({ app }: Tracker): string[] {
  return readdirSync(app.config.get("ATTACHMENTS"));
}

describeTracker("attachments", (open) => {
  test("are kept under a name of their own, and saved under theirs", async () => {
    const tracker = await open();
    const client = await tracker.as("member");
    expect((await attach(client, "Grüße.txt", "Hello")).location).toBe("/issues/1");
    expect((await client.get("/issues/1")).text).toContain("Grüße.txt is attached.");
    expect(kept(tracker)).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    const file = await tracker.app.testClient().get("/attachments/1");
    expect([file.text, file.mimetype]).toEqual(["Hello", "text/plain"]);
    expect(file.headers.get("Content-Disposition")).toBe(
      `attachment; filename=Grue.txt; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt`,
    );
    expect(file.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  test("cannot leave their folder", async () => {
    const tracker = await open();
    const client = await tracker.as("member");
    const names = [
      ["../../../etc/cron.d/x.txt", "x.txt"],
      ["C:\\Windows\\notes.txt", "notes.txt"],
      ["/absolute.log", "absolute.log"],
      ["..\\..\\up.txt", "up.txt"],
      ["tea\u202egnp.txt", "teagnp.txt"],
    ] as const;
    for (const [sent] of names) await attach(client, sent, "x");
    const { text } = await client.get("/issues/1");
    for (const [, shown] of names) expect(text).toContain(`download>${shown}</a>`);
    expect(kept(tracker)).toHaveLength(names.length);
  });

  test("are of few kinds, whatever the browser says of their type", async () => {
    const tracker = await open();
    const client = await tracker.as("member");
    for (const name of ["page.html", "image.svg", "program.exe", "archive.txt.php", ".txt", "nothing"]) {
      const { statusCode, text } = await attach(client, name, "<script>", "image/png");
      expect([statusCode, text.includes("Only these can be attached")], name).toEqual([415, true]);
    }
    expect(existsSync(tracker.app.config.get("ATTACHMENTS")) && kept(tracker)).toEqual([]);
  });

  test("have the type that their name says, whatever the browser said", async () => {
    const { app, as } = await open();
    await attach(await as("member"), "PHOTO.PNG", "<script>", "text/html");
    expect((await app.testClient().get("/attachments/1")).mimetype).toBe("image/png");
  });

  test("are limited in size, and the page of the error says so", async () => {
    const tracker = await open({ MAX_CONTENT_LENGTH: 10_000 });
    const response = await attach(await tracker.as("member"), "large.txt", new Uint8Array(20_000));
    expect([response.statusCode, response.text.includes("Request Entity Too Large")]).toEqual([413, true]);
    expect(kept(tracker)).toEqual([]);
  });

  test("are limited in number", async () => {
    const tracker = await open();
    const client = await tracker.as("member");
    for (let index = 0; index < 20; index++) await attach(client, `${index}.txt`, "x");
    expect((await attach(client, "one-more.txt", "x")).statusCode).toBe(400);
    expect(kept(tracker)).toHaveLength(20);
  });

  test("are deleted by who attached them, and by admins, with their content", async () => {
    const tracker = await open();
    const [member, admin] = [await tracker.as("member"), await tracker.as("admin")];
    await attach(admin, "a.txt", "x");
    await attach(member, "b.txt", "x");
    expect((await member.post("/attachments/1/delete")).statusCode).toBe(403);
    expect((await member.post("/attachments/2/delete")).location).toBe("/issues/1");
    expect((await admin.post("/attachments/1/delete")).location).toBe("/issues/1");
    expect(kept(tracker)).toEqual([]);
    expect((await member.get("/attachments/1")).statusCode).toBe(404);
  });

  test("ask for a file", async () => {
    const { as } = await open();
    const client = await as("member");
    await client.post("/issues/1/attachments", { form: {} });
    expect((await client.get("/issues/1")).text).toContain("Choose a file first.");
  });
});

test("a long name keeps its ending", () => {
  const name = plainName(`${"long".repeat(100)}.pdf`);
  expect([name.length, typeOf(name)]).toEqual([120, "application/pdf"]);
  expect(plainName(join("a", "b.txt"))).toBe("b.txt");
});
