import { defineEntity, type InferEntity, p } from "@mikro-orm/core";

/** What issues belong to. Its slug is its name in URLs. */
export const Project = defineEntity({
  name: "Project",
  properties: {
    id: p.integer().primary(),
    slug: p.string().length(30).unique(),
    name: p.string().length(60),
    description: p.text().default(""),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});
export type Project = InferEntity<typeof Project>;
