import { urlFor } from "dewar";
import { z } from "zod";
import type { Attachment } from "../entities/attachment.ts";
import type { Comment } from "../entities/comment.ts";
import { type Issue, STATES } from "../entities/issue.ts";
import type { Project } from "../entities/project.ts";

// What the API answers, and how it is made of what the database has.

export const ProjectShape = z.object({ slug: z.string(), name: z.string(), description: z.string() });

export const IssueShape = z.object({
  id: z.int(),
  project: z.string().describe("The slug of the project."),
  title: z.string(),
  body: z.string(),
  state: z.enum(STATES),
  author: z.string(),
  assignee: z.string().nullable(),
  labels: z.array(z.string()),
  created: z.iso.datetime(),
  updated: z.iso.datetime(),
  url: z.string().describe("The page of the issue."),
});

export const CommentShape = z.object({
  id: z.int(),
  author: z.string(),
  body: z.string(),
  created: z.iso.datetime(),
});

export const AttachmentShape = z.object({
  id: z.int(),
  filename: z.string(),
  size: z.int(),
  url: z.string(),
});

/** One page of something. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), page: z.int(), pages: z.int(), total: z.int() });

interface Numbered<Item> extends Iterable<Item> {
  readonly page: number;
  readonly pages: number;
  readonly total: number;
}

export function showPage<Item, Shown>(found: Numbered<Item>, show: (item: Item) => Shown) {
  const { page, pages, total } = found;
  return { items: Array.from(found, show), page, pages, total };
}

export function showProject({ slug, name, description }: Project) {
  return { slug, name, description };
}

export function showIssue(issue: Issue) {
  const { id, title, body, state, createdAt, updatedAt } = issue;
  return {
    id,
    title,
    body,
    state,
    project: issue.project.slug,
    author: issue.author.name,
    assignee: issue.assignee?.name ?? null,
    labels: issue.labels.getItems().map(({ name }) => name),
    created: createdAt.toISOString(),
    updated: updatedAt.toISOString(),
    url: urlFor("issues.show", { id, _external: true }),
  };
}

export function showComment({ id, author, body, createdAt }: Comment) {
  return { id, author: author.name, body, created: createdAt.toISOString() };
}

export function showAttachment({ id, filename, size }: Attachment) {
  return { id, filename, size, url: urlFor("attachments.download", { id, _external: true }) };
}
