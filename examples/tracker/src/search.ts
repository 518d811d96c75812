import type { PageOptions, Pagination } from "@dewar/orm";
import { type Dictionary, type FilterQuery, raw } from "@mikro-orm/core";
import { orm } from "./database.ts";
import { Comment } from "./entities/comment.ts";
import { Issue, type State } from "./entities/issue.ts";

/** Which issues are looked for. What is empty or missing says nothing. */
export interface IssueFilter {
  /** The slug of a project. */
  readonly project?: string | undefined;
  readonly state?: State | undefined;
  /** Words, each of which is in the title, in the text or in a comment. */
  readonly text?: string | undefined;
  /** The name of a user. */
  readonly assignee?: string | undefined;
  /** The name of a label. */
  readonly label?: string | undefined;
}

/** Further words are as good as none, and cost as much as the first. */
const MOST_WORDS = 8;

const POPULATED = ["project", "author", "assignee", "labels"] as const;

/** One page of issues, those that changed last first. */
export function findIssues(filter: IssueFilter, page: PageOptions = {}): Promise<Pagination<Issue>> {
  return orm.paginate(Issue, matching(filter), {
    ...page,
    populate: POPULATED,
    strategy: "select-in",
    orderBy: { updatedAt: "desc", id: "desc" },
  });
}

/** @throws NotFound */
export function findIssue(id: number): Promise<Issue> {
  return orm.getOrAbort404(Issue, id, { populate: POPULATED, description: `There is no issue ${id}.` });
}

/** How many issues there are by their state, whatever the filter says of that. */
export function countStates(filter: IssueFilter): Promise<Dictionary<number>> {
  return orm.em.countBy(Issue, "state", { where: matching({ ...filter, state: undefined }) });
}

/** How many comments issues have, by their ids. */
export function countComments(issues: Iterable<Issue>): Promise<Dictionary<number>> {
  const ids = Array.from(issues, ({ id }) => id);
  return orm.em.countBy(Comment, "issue", { where: { issue: { $in: ids } } });
}

/** A filter as conditions for the database. */
function matching({ project, state, text = "", assignee, label }: IssueFilter): FilterQuery<Issue> {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return {
    ...(project && { project: { slug: project } }),
    ...(state && { state }),
    ...(assignee && { assignee: { name: assignee } }),
    ...(label && { labels: { name: label } }),
    $and: words.slice(0, MOST_WORDS).map(mentioning),
  };
}

// LIKE is there in every database. `%` and `_` are taken literally; the letters A to Z in either case.
function mentioning(word: string): FilterQuery<Issue> {
  const pattern = `%${word.replace(/[!%_]/g, "!$&")}%`;
  const has = (column: string) => `lower(${column}) like lower(?) escape '!'`;
  const condition = (issue: string) =>
    `(${has(`${issue}.title`)} or ${has(`${issue}.body`)} or exists (` +
    `select 1 from comment said where said.issue_id = ${issue}.id and ${has("said.body")}))`;
  return { [raw(condition, [pattern, pattern, pattern])]: [] };
}
