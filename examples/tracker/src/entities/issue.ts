import { defineEntity, p } from "@mikro-orm/core";
import { Label } from "./label.ts";
import { Project } from "./project.ts";
import { User } from "./user.ts";

export const STATES = ["open", "closed"] as const;
export type State = (typeof STATES)[number];

const IssueSchema = defineEntity({
  name: "Issue",
  properties: {
    id: p.integer().primary(),
    project: () => p.manyToOne(Project).index(),
    title: p.string().length(200),
    body: p.text().default(""),
    state: p.enum(STATES).default("open").index(),
    author: () => p.manyToOne(User),
    assignee: () => p.manyToOne(User).nullable().index(),
    labels: () => p.manyToMany(Label),
    createdAt: p.datetime().onCreate(() => new Date()),
    /** When it, or what is said about it, last changed. */
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
    closedAt: p.datetime().nullable(),
  },
});

/** Something to be done. */
export class Issue extends IssueSchema.class {
  /** Closes or opens it again. */
  moveTo(state: State): void {
    if (state === this.state) return;
    this.state = state;
    this.closedAt = state === "closed" ? new Date() : null;
  }

  /** Lets it be among those that changed last. */
  touch(): void {
    this.updatedAt = new Date();
  }
}
IssueSchema.setClass(Issue);
