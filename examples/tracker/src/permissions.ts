import { abort } from "dewar";
import type { Role, User } from "./entities/user.ts";
import { login } from "./login.ts";

/** What needs more than being here: everybody reads. */
export type Permission = "comment" | "write" | "manage";

const GRANTS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  viewer: new Set(["comment"]),
  member: new Set(["comment", "write"]),
  admin: new Set(["comment", "write", "manage"]),
};

const REFUSALS: Readonly<Record<Permission, string>> = {
  comment: "Only users may comment.",
  write: "Only members may open, change and close issues. An admin can make you one.",
  manage: "Only admins may do that.",
};

/** Whether somebody may do something. Templates ask this too, about `current_user`. */
export function may(user: { readonly role?: Role } | undefined, permission: Permission): boolean {
  return user?.role !== undefined && GRANTS[user.role].has(permission);
}

/** @throws Forbidden when somebody may not do something. */
export function demand(user: User, permission: Permission): void {
  if (!may(user, permission)) abort(403, REFUSALS[permission]);
}

/** The user of the page, who may do something. Strangers are sent to log in; others get 403. */
export function requirePermission(permission: Permission): User {
  const user = login.requireUser();
  demand(user, permission);
  return user;
}
