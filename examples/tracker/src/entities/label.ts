import { defineEntity, type InferEntity, p } from "@mikro-orm/core";

/** The colours that static/style.css has for labels, in light and in dark. */
export const COLORS = ["gray", "red", "orange", "green", "teal", "blue", "purple", "pink"] as const;
export type Color = (typeof COLORS)[number];

/** A word that issues of all projects can be found by. */
export const Label = defineEntity({
  name: "Label",
  properties: {
    id: p.integer().primary(),
    name: p.string().length(30).unique(),
    color: p.enum(COLORS).default("gray"),
  },
});
export type Label = InferEntity<typeof Label>;
