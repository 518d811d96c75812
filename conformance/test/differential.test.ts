import { expect, test } from "vitest";
import { runDifferential } from "../differential/differential.ts";
import { Oracle } from "../differential/oracle.ts";

const absence = Oracle.absence();
if (absence !== undefined) console.log(`The comparison with Jinja is skipped: ${absence}.`);

test.skipIf(absence !== undefined)(
  "random templates render here as an installed Jinja renders them (left out where python3 has no Jinja)",
  { timeout: 120_000 },
  async () => {
    const oracle = await Oracle.start();
    const report = await runDifferential(oracle, { seed: 20, count: 400, most: 3 }).finally(() =>
      oracle.close(),
    );
    expect(report.differences).toEqual([]);
    expect(report.same).toBeGreaterThan(300);
  },
);
