import { configDefaults, defineConfig } from "vitest/config";
import { packagesForNewerNode } from "./scripts/newer-node.mjs";

const leftOut = packagesForNewerNode();
for (const { folder, reason } of leftOut) console.log(`The tests of ${folder} are left out: it ${reason}.`);

// Tests run from source: the `dewar-source` condition of every package points to `src`.
export default defineConfig({
  resolve: { conditions: ["dewar-source"] },
  ssr: { resolve: { conditions: ["dewar-source"] } },
  test: {
    // A guard against what hangs, not a measure: on a busy machine loading a package alone takes seconds.
    testTimeout: 30_000,
    // Some begin with the start of a database server.
    hookTimeout: 60_000,
    include: [
      "packages/*/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
      "conformance/test/**/*.test.ts",
      "scripts/test/**/*.test.ts",
    ],
    exclude: [...configDefaults.exclude, ...leftOut.map(({ folder }) => `${folder}/test/**/*.test.ts`)],
    typecheck: {
      enabled: true,
      include: ["packages/*/test/**/*.test-d.ts"],
      checker: "tsc",
      tsconfig: "./tsconfig.check.json",
    },
  },
});
