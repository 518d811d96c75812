import { defineEntity, type InferEntity, p } from "@mikro-orm/core";
import { Issue } from "./issue.ts";
import { User } from "./user.ts";

/** What somebody said about an issue. */
export const Comment = defineEntity({
  name: "Comment",
  properties: {
    id: p.integer().primary(),
    issue: () => p.manyToOne(Issue).deleteRule("cascade").index(),
    author: () => p.manyToOne(User),
    body: p.text(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});
export type Comment = InferEntity<typeof Comment>;
