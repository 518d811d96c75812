import { randomUUID } from "node:crypto";
import { defineEntity, type InferEntity, p } from "@mikro-orm/core";
import { Issue } from "./issue.ts";
import { User } from "./user.ts";

/** A file that belongs to an issue. What is in it is on the disk, under a name that nobody chose. */
export const Attachment = defineEntity({
  name: "Attachment",
  properties: {
    id: p.integer().primary(),
    issue: () => p.manyToOne(Issue).deleteRule("cascade").index(),
    uploader: () => p.manyToOne(User),
    /** As the uploader called it: for people, never for the disk. */
    filename: p.string().length(120),
    /** Bytes. */
    size: p.integer(),
    storedAs: p
      .string()
      .length(36)
      .unique()
      .onCreate(() => randomUUID()),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});
export type Attachment = InferEntity<typeof Attachment>;
