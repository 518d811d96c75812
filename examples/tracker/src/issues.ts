import { abort, Blueprint, flash, type HttpResponse, redirect, renderTemplate, request, urlFor } from "dewar";
import { orm } from "./database.ts";
import { Attachment } from "./entities/attachment.ts";
import { Comment } from "./entities/comment.ts";
import type { Issue } from "./entities/issue.ts";
import { Project } from "./entities/project.ts";
import { CommentFields, FilterFields, IssueFields, StateFields } from "./fields.ts";
import { blankForm, type Form, formPage, readForm } from "./forms.ts";
import { demand, requirePermission } from "./permissions.ts";
import { countComments, countStates, findIssue, findIssues } from "./search.ts";
import { allLabels, changeIssue, comment, members, openIssue } from "./work.ts";

const COMMENTS_PER_PAGE = 30;

export const issues = new Blueprint("issues", import.meta.url);

issues.get("/issues", function all() {
  return issueList();
});

issues.get("/projects/<slug>", async function ofProject({ slug }) {
  return issueList(await orm.oneOrAbort404(Project, { slug }));
});

issues.route("/projects/<slug>/issues/new", { methods: ["GET", "POST"] }, async function create({ slug }) {
  const user = requirePermission("write");
  const project = await orm.oneOrAbort404(Project, { slug });
  const form = readForm(IssueFields);
  if (form.data !== undefined) {
    const { id } = await openIssue(project, user, form.data);
    return redirect(urlFor(show, { id }));
  }
  return formPage("issues/new.html", form, { project, ...(await choices()) });
});

const show = issues.get("/issues/<int:id>", async function show({ id }) {
  return issuePage(await findIssue(id), blankForm());
});

issues.route("/issues/<int:id>/edit", { methods: ["GET", "POST"] }, async function edit({ id }) {
  requirePermission("write");
  const issue = await findIssue(id);
  const { title, body, assignee, labels } = issue;
  const form = readForm(IssueFields, {
    title,
    body,
    assignee: assignee?.name,
    labels: labels.getItems().map(({ name }) => name),
  });
  if (form.data !== undefined) {
    await changeIssue(issue, form.data);
    return redirect(urlFor(show, { id }));
  }
  return formPage("issues/edit.html", form, { issue, ...(await choices()) });
});

issues.post("/issues/<int:id>/state", async function move({ id }) {
  requirePermission("write");
  const issue = await findIssue(id);
  const { data } = readForm(StateFields);
  if (data === undefined) return abort(400, "An issue is open or closed.");
  await changeIssue(issue, data);
  flash(data.state === "closed" ? "The issue is closed." : "The issue is open again.", "success");
  return redirect(urlFor(show, { id }));
});

issues.post("/issues/<int:id>/comments", async function addComment({ id }) {
  const user = requirePermission("comment");
  const issue = await findIssue(id);
  const form = readForm(CommentFields);
  if (form.data === undefined) return issuePage(issue, form);
  const said = await comment(issue, user, form.data.body);
  const page = Math.ceil((await orm.em.count(Comment, { issue })) / COMMENTS_PER_PAGE);
  return redirect(urlFor(show, { id, page: page > 1 ? page : null, _anchor: `comment-${said.id}` }));
});

issues.post("/comments/<int:id>/delete", async function removeComment({ id }) {
  const user = requirePermission("comment");
  const said = await orm.getOrAbort404(Comment, id);
  if (said.author !== user) demand(user, "manage");
  await orm.em.remove(said).flush();
  flash("The comment is deleted.", "success");
  return redirect(urlFor(show, { id: said.issue.id }));
});

async function issuePage(issue: Issue, form: Form<unknown>): Promise<HttpResponse> {
  const comments = await orm.paginate(
    Comment,
    { issue },
    { populate: ["author"], orderBy: { id: "asc" }, perPage: COMMENTS_PER_PAGE },
  );
  const attachments = await orm.em.find(Attachment, { issue }, { populate: ["uploader"] });
  return formPage("issues/show.html", form, { issue, comments, attachments });
}

/** The list of all issues, or of those of a project, as the query of the request narrows it down. */
async function issueList(project?: Project): Promise<string> {
  const { data } = FilterFields.safeParse(request.args.toDict());
  if (data === undefined) return abort(400, "Nothing can be looked for in this way.");
  const { q: text, state = "open", assignee, label } = data;
  const filter = { project: project?.slug, text, state, assignee, label };
  const found = await findIssues(filter, { perPage: 20 });
  return renderTemplate("issues/list.html", {
    project,
    filter,
    issues: found,
    totals: await countStates(filter),
    commentTotals: await countComments(found),
    ...(await choices()),
  });
}

/** What forms offer to choose from. */
async function choices() {
  return { members: await members(), allLabels: await allLabels() };
}
