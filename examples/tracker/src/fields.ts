import { z } from "zod";
import { COLORS } from "./entities/label.ts";
import { STATES } from "./entities/issue.ts";
import { ROLES } from "./entities/user.ts";

// What people write must be like this, be it in a form or in JSON. The limits are those of the columns.

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** A text that every database takes: PostgreSQL knows no NUL. */
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most} characters.`)
    .refine((value) => !value.includes("\0"), "There is a character that no text can have.");

const name = (what: string) =>
  text(30)
    .min(2, `${what} has two characters or more.`)
    .regex(NAME, `${what} has small letters, digits and hyphens.`);

const password = z
  .string()
  .min(8, "A password has eight characters or more.")
  .max(200, "At most 200 characters.");

export const LoginFields = z.object({ name: text(200), password: z.string() });

export const RegistrationFields = z.object({ name: name("A name"), password });

export const PasswordFields = z.object({ current: z.string(), password });

export const RoleFields = z.object({ role: z.enum(ROLES) });

export const TokenFields = z.object({ name: text(60).min(1, "Say what the token is for.") });

export const ProjectFields = z.object({
  name: text(60).min(1, "A project needs a name."),
  slug: name("A short name").refine((slug) => slug !== "new", "That is the address of something else."),
  description: text(2000).default(""),
});

export const LabelFields = z.object({ name: name("A label"), color: z.enum(COLORS).default("gray") });

const issue = {
  title: text(200).min(1, "An issue needs a title."),
  body: text(20_000),
  assignee: text(30).nullable().describe("The name of a member, or nobody."),
  labels: z.array(text(30)).max(20).describe("Names of labels."),
};

export const IssueFields = z.object({
  title: issue.title,
  body: issue.body.default(""),
  assignee: issue.assignee.default(null),
  labels: issue.labels.default([]),
});

export const IssueChanges = z.object({ ...issue, state: z.enum(STATES) }).partial();

export const CommentFields = z.object({ body: text(20_000).min(1, "Write something.") });

export const StateFields = z.object({ state: z.enum(STATES) });

/** Which issues are wanted; see search.ts. */
export const FilterFields = z.object({
  q: text(200).optional().describe("Words, each of which is in the title, the text or a comment."),
  state: z.enum(STATES).optional(),
  assignee: text(30).optional(),
  label: text(30).optional(),
});
