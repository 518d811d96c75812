import { generatePasswordHash } from "@dewar/http";
import type { EntityManager } from "@mikro-orm/core";
import { FileStorage } from "dewar";
import { keep } from "./attachment-files.ts";
import { Attachment } from "./entities/attachment.ts";
import { Comment } from "./entities/comment.ts";
import { Issue } from "./entities/issue.ts";
import { Label } from "./entities/label.ts";
import { Project } from "./entities/project.ts";
import { type Role, User } from "./entities/user.ts";
import { COMMENTS, ISSUES, LABELS, LOG, PROJECTS } from "./seed-texts.ts";

/** The password of the users that `dewar db seed` makes: they are for a first look, not for use. */
export const SEED_PASSWORD = "earl-grey";

const HOUR = 3600 * 1000;

/** Fills an empty database with something to look at. One that has users is left as it is. */
export async function seed(em: EntityManager): Promise<void> {
  if ((await em.count(User)) > 0) return;
  const passwordHash = await generatePasswordHash(SEED_PASSWORD);
  const now = Date.now();
  const createdAt = new Date(now - 2000 * HOUR);
  const person = (name: string, role: Role) => em.create(User, { name, role, passwordHash, createdAt });
  const [ann, ben, cleo] = [person("ann", "admin"), person("ben", "member"), person("cleo", "member")];
  const vera = person("vera", "viewer");
  const authors = [ann, ben, cleo];

  const labels = new Map(LABELS.map((label) => [label.name, em.create(Label, label)]));
  const projects = PROJECTS.map((project) => em.create(Project, project));

  const issues = ISSUES.map(({ project, title, body = "", labels: names = [], closed = false }, index) => {
    // The last one of the list is the one that changed last.
    const age = (ISSUES.length - index) ** 1.7 * HOUR;
    const issue = em.create(Issue, {
      project: found(projects.find(({ slug }) => slug === project)),
      title,
      body,
      author: found(authors[index % 3]),
      assignee: index % 4 === 1 ? null : found(authors[(index + 1) % 3]),
      createdAt: new Date(now - age - 30 * HOUR),
      updatedAt: new Date(now - age),
      ...(closed && { state: "closed", closedAt: new Date(now - age) }),
    });
    issue.labels.set(names.map((name) => found(labels.get(name))));
    return issue;
  });

  const last = found(issues.at(-1));
  COMMENTS.forEach((body, index) => {
    const author = found([ben, vera, ann, cleo][index % 4]);
    const createdAt = new Date(last.updatedAt.getTime() - (COMMENTS.length - index) * HOUR);
    em.create(Comment, { issue: last, author, body, createdAt });
  });
  issues.slice(-12, -1).forEach((issue, index) => {
    if (index % 3 === 0) em.create(Comment, { issue, author: ben, body: "I can look at it this week." });
  });

  const log = new FileStorage(LOG);
  const attachment = em.create(Attachment, {
    issue: last,
    uploader: ben,
    filename: "boiling.log",
    size: log.size,
  });
  await em.flush();
  await keep(attachment, log);
}

function found<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("The texts of the seed name something that is not there.");
  return value;
}
