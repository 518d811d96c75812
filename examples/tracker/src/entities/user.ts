import { randomUUID } from "node:crypto";
import { defineEntity, p } from "@mikro-orm/core";

/** What users may do, from little to all; see permissions.ts. */
export const ROLES = ["viewer", "member", "admin"] as const;
export type Role = (typeof ROLES)[number];

const UserSchema = defineEntity({
  name: "User",
  properties: {
    id: p.integer().primary(),
    name: p.string().length(30).unique(),
    passwordHash: p.string(),
    role: p.enum(ROLES).default("viewer"),
    /** Names the user in sessions and cookies. A new one ends them all. */
    stamp: p
      .string()
      .length(36)
      .unique()
      .onCreate(() => randomUUID()),
    createdAt: p.datetime().onCreate(() => new Date()),
  },
});

/** Somebody with a name and a password. */
export class User extends UserSchema.class {
  /** What @dewar/login keeps in sessions. */
  getId(): string {
    return this.stamp;
  }

  /** Takes a new password, and ends all sessions that an older one has begun. */
  setPasswordHash(hash: string): void {
    this.passwordHash = hash;
    this.stamp = randomUUID();
  }
}
UserSchema.setClass(User);
