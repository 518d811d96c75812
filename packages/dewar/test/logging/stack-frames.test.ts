import { describe, expect, it } from "vitest";
import { foldFrames, ownerOf } from "../../src/logging/stack-frames.ts";

const DEWAR_SOURCE = new URL("../../src/app.ts", import.meta.url);

describe("a frame", () => {
  it.each([
    ["    at pay (file:///srv/app.ts:3:7)", undefined],
    ["    at async file:///srv/node_modules_of_mine/app.ts:3:7", undefined],
    ["    at page.html:3:7", undefined],
    ["    at node:internal/process/task_queues:95:5", "node"],
    ["    at Server.emit (node:events:514:28)", "node"],
    ["    at new Promise (<anonymous>)", "node"],
    ["    at async Promise.all (index 0)", "node"],
    ["    at query (/srv/node_modules/pg/lib/client.js:1:2)", "pg"],
    ["    at f (C:\\srv\\node_modules\\@scope\\tool\\index.js:1:2)", "@scope\\tool"],
    ["    at f (/srv/node_modules/.pnpm/pg@8/node_modules/pg/client.js:1:2)", "pg"],
    ["    at f (file:///srv/node_modules/@dewar/http/dist/index.js:1:2)", "dewar"],
    ["    at f (file:///srv/node_modules/dewar/dist/app.js:1:2)", "dewar"],
    ["    at root (page.html (compiled):15:3)", "dewar"],
    [`    at f (${DEWAR_SOURCE.href}:1:2)`, "dewar"],
    [`    at f (${DEWAR_SOURCE.pathname}:1:2)`, "dewar"],
    [`    at f (${import.meta.url}:1:2)`, undefined],
  ])("%s belongs to %s", (frame, owner) => {
    expect(ownerOf(frame)).toBe(owner);
  });
});

describe("a stack", () => {
  const view = "    at showPost (file:///srv/app.ts:3:7)";
  const emit = "    at Server.emit (node:events:514:28)";
  const query = "    at query (/srv/node_modules/pg/lib/client.js:1:2)";
  const answer = "    at answer (file:///srv/node_modules/@dewar/http/dist/index.js:1:2)";

  it("has one line for all frames between those of the program", () => {
    expect(foldFrames(["Error: no", query, query, view, answer, view, answer, answer, emit])).toEqual([
      "Error: no",
      "    … 2 frames of pg",
      view,
      answer,
      view,
      "    … 3 frames of dewar and node",
    ]);
  });

  it("stays whole where the program has no part in it", () => {
    expect(foldFrames(["Error: no", query, answer, emit])).toEqual(["Error: no", query, answer, emit]);
  });
});
