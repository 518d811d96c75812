import { defineEntity, type InferEntity, p } from "@mikro-orm/core";
import { User } from "./user.ts";

/** A key to the API. Only its digest is kept: the token itself is shown once, when it is made. */
export const ApiToken = defineEntity({
  name: "ApiToken",
  properties: {
    id: p.integer().primary(),
    user: () => p.manyToOne(User).deleteRule("cascade").index(),
    /** What it is for, in its owner's words. */
    name: p.string().length(60),
    digest: p.string().length(64).unique(),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});
export type ApiToken = InferEntity<typeof ApiToken>;
