import { expect, test } from "vitest";
import { ConnectionTurns } from "../src/drivers/connection-turns.ts";

test("turns come in the order of asking", async () => {
  const turns = new ConnectionTurns(60);
  const order: string[] = [];
  await turns.take();
  const others = ["first", "second"].map(async (name) => {
    await turns.take();
    order.push(name);
    turns.release();
  });
  turns.release();
  await Promise.all(others);
  expect(order).toEqual(["first", "second"]);
  await turns.take();
});

test("whoever waits too long is told so, and takes no turn afterwards", async () => {
  const turns = new ConnectionTurns(0.01);
  await turns.take();
  await expect(turns.take()).rejects.toThrow("The connection was busy for 0.01 s");
  turns.release();
  await turns.take();
});
