import { expect, test } from "vitest";
import { Semaphore } from "../../src/security/semaphore.ts";

test("lets as many tasks run as it has places, the others in their order", async () => {
  const semaphore = new Semaphore(2);
  const log: string[] = [];
  const gates = [gate(), gate(), gate(), gate()];
  const runs = gates.map(({ opened }, index) =>
    semaphore.run(async () => {
      log.push(`start ${index}`);
      await opened;
      log.push(`end ${index}`);
    }),
  );
  await Promise.resolve();
  expect(log).toEqual(["start 0", "start 1"]);
  gates[1]?.open();
  await runs[1];
  expect(log).toEqual(["start 0", "start 1", "end 1", "start 2"]);
  for (const { open } of gates) open();
  await Promise.all(runs);
  expect(log.filter((line) => line.startsWith("start"))).toEqual([
    "start 0",
    "start 1",
    "start 2",
    "start 3",
  ]);
});

test("gives the place of a failed task back", async () => {
  const semaphore = new Semaphore(1);
  await expect(semaphore.run(() => Promise.reject(new Error("spilled")))).rejects.toThrow("spilled");
  expect(await semaphore.run(() => Promise.resolve("tea"))).toBe("tea");
});

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
