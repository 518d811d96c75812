import { describe, expect, it } from "vitest";
import { comparable } from "../boundary/answer.ts";
import { readAnswers } from "../boundary/answers.ts";
import { askDewar, askFlask, askServers, hasFlask } from "../boundary/ask.ts";
import { judge } from "../boundary/judge.ts";
import { EXCHANGES } from "../boundary/requests.ts";

// Thousands of requests, and a start of Python: more than the usual time on a machine that is busy.
describe("the boundary suite", { timeout: 60_000 }, () => {
  it("has names of its own for all exchanges, and a recorded answer for each of their requests", () => {
    const recorded = readAnswers();
    expect(new Set(EXCHANGES.map(({ name }) => name)).size).toBe(EXCHANGES.length);
    expect([...recorded].map(([name, answers]) => [name, answers.length])).toEqual(
      EXCHANGES.map(({ name, steps }) => [name, steps.length]),
    );
  });

  it("finds Dewar's answers equal to Flask's, but for the listed differences", async () => {
    const { unexplained, stale } = judge(EXCHANGES, readAnswers(), await askDewar(EXCHANGES));
    expect(unexplained).toEqual([]);
    expect(stale).toEqual([]);
  });

  it("finds the same over sockets", async () => {
    const answers = await askServers(EXCHANGES);
    const asked = EXCHANGES.filter(({ name }) => answers.has(name));
    expect(asked.length).toBeGreaterThan(EXCHANGES.length * 0.9);
    expect(judge(asked, readAnswers(), answers).unexplained).toEqual([]);
  });

  it.runIf(hasFlask())(
    "has recorded what the installed Flask answers (left out where python3 has no Flask)",
    () => {
      const answers = askFlask(EXCHANGES);
      const settled = EXCHANGES.map((exchange) => [
        exchange.name,
        (answers.get(exchange.name) ?? []).map((raw) => comparable(raw, exchange)),
      ]);
      expect(settled).toEqual([...readAnswers()]);
    },
  );
});
