import type { Extension } from "./extension.ts";

/** `{% break %}` and `{% continue %}` */
export const loopControlsExtension: Extension = {
  name: "loopcontrols",
  tags: {
    break: ({ span }) => ({ kind: "Break", ...span() }),
    continue: ({ span }) => ({ kind: "Continue", ...span() }),
  },
};
