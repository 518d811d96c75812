import { NO_ARGUMENTS } from "../ast/expressions.ts";
import { passContext, type RenderContext } from "../runtime/calling.ts";
import { prettyPrint } from "../filters/pretty-print.ts";
import type { Extension } from "./extension.ts";

/** `{% debug %}`: prints the variables, filters and tests that are at hand. */
export const debugExtension: Extension = {
  name: "debug",
  tags: {
    debug({ span }) {
      const call = { kind: "ExtensionCall", extension: "debug.dump", args: NO_ARGUMENTS, ...span() } as const;
      return { kind: "Output", parts: [call], ...span() };
    },
  },
  functions: {
    "debug.dump": passContext((context: RenderContext) => {
      const { filters, tests } = context.environment;
      return prettyPrint(
        new Map<string, unknown>([
          ["context", context.all()],
          ["filters", Object.keys(filters).sort()],
          ["tests", Object.keys(tests).sort()],
        ]),
      );
    }),
  },
};
