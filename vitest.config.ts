import { defineConfig } from "vitest/config";

// Tests run from source: the `dewar-source` condition of every package points to `src`.
export default defineConfig({
  resolve: { conditions: ["dewar-source"] },
  ssr: { resolve: { conditions: ["dewar-source"] } },
  test: {
    // A guard against what hangs, not a measure: on a busy machine loading a package alone takes seconds.
    testTimeout: 30_000,
    include: [
      "packages/*/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
      "conformance/test/**/*.test.ts",
      "scripts/test/**/*.test.ts",
    ],
    typecheck: {
      enabled: true,
      include: ["packages/*/test/**/*.test-d.ts"],
      checker: "tsc",
      tsconfig: "./tsconfig.check.json",
    },
  },
});
