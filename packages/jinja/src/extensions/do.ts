import type { Extension } from "./extension.ts";

/** `{% do expression %}`: evaluates an expression and prints nothing. */
export const doExtension: Extension = {
  name: "do",
  tags: {
    do: ({ expressions, span }) => ({ kind: "Do", expression: expressions.tuple(), ...span() }),
  },
};
