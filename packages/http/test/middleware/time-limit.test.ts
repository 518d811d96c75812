import { expect, test, vi } from "vitest";

import { Client, Response, timeLimit } from "../../src/index.ts";

test("[security 68] a handler that takes too long is answered for", async () => {
  const client = new Client(timeLimit(() => new Promise(() => undefined), 5));
  expect((await client.get("/")).statusCode).toBe(503);
});

test("a handler that is in time is not touched", async () => {
  const sync = timeLimit(() => new Response("now"), 5);
  expect((await new Client(sync).get("/")).text).toBe("now");
  const soon = timeLimit(async () => new Response("soon"), 60_000);
  expect((await new Client(soon).get("/")).text).toBe("soon");
  const failing = timeLimit(() => Promise.reject(new Error("no tea")), 60_000);
  await expect(new Client(failing).get("/")).rejects.toThrow("no tea");
});

test("what comes too late is closed, or reported", async () => {
  let finish: (response: Response) => void = () => undefined;
  const closed = vi.fn();
  const late = new Client(timeLimit(() => new Promise((resolve) => (finish = resolve)), 5));
  expect((await late.get("/")).statusCode).toBe(503);
  const response = new Response(["a"]);
  response.callOnClose(closed);
  finish(response);
  await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());

  let fail: (error: Error) => void = () => undefined;
  const onError = vi.fn();
  const broken = timeLimit(() => new Promise((_, reject) => (fail = reject)), 5, { onError });
  expect((await new Client(broken).get("/")).statusCode).toBe(503);
  fail(new Error("no tea"));
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce());
});
