import { abort } from "dewar";
import type { z } from "zod";
import { orm } from "./database.ts";
import { Comment } from "./entities/comment.ts";
import { Issue } from "./entities/issue.ts";
import { Label } from "./entities/label.ts";
import type { Project } from "./entities/project.ts";
import { User } from "./entities/user.ts";
import type { IssueChanges, IssueFields } from "./fields.ts";

// What is done with issues, whether a page or the API asks for it.

/** Opens an issue. */
export async function openIssue(
  project: Project,
  author: User,
  fields: z.output<typeof IssueFields>,
): Promise<Issue> {
  const issue = orm.em.create(Issue, { project, author, title: fields.title });
  await changeIssue(issue, fields);
  return issue;
}

/**
 * Changes an issue; what is not given stays.
 *
 * @throws BadRequest when the assignee is no member, or there is no such label.
 */
export async function changeIssue(
  issue: Issue,
  { title, body, state, assignee, labels }: z.output<typeof IssueChanges>,
): Promise<void> {
  if (title !== undefined) issue.title = title;
  if (body !== undefined) issue.body = body;
  if (state !== undefined) issue.moveTo(state);
  if (assignee !== undefined) issue.assignee = assignee ? await memberCalled(assignee) : null;
  if (labels !== undefined) issue.labels.set(await labelsCalled(labels));
  await orm.em.flush();
}

/** Adds a comment. */
export async function comment(issue: Issue, author: User, body: string): Promise<Comment> {
  const said = orm.em.create(Comment, { issue, author, body });
  issue.touch();
  await orm.em.flush();
  return said;
}

/** Those who can be asked to do something. */
export function members(): Promise<User[]> {
  return orm.em.find(User, { role: { $ne: "viewer" } }, { orderBy: { name: "asc" } });
}

export function allLabels(): Promise<Label[]> {
  return orm.em.find(Label, {}, { orderBy: { name: "asc" } });
}

async function memberCalled(name: string): Promise<User> {
  const user = await orm.em.findOne(User, { name, role: { $ne: "viewer" } });
  return user ?? abort(400, `There is no member called ${name}.`);
}

async function labelsCalled(names: readonly string[]): Promise<Label[]> {
  const found = await orm.em.find(Label, { name: { $in: [...names] } });
  const missing = names.find((name) => !found.some((label) => label.name === name));
  return missing === undefined ? found : abort(400, `There is no label called ${missing}.`);
}
