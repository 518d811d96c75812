import { Api, bearerAuth, reply, resource, uploads } from "@dewar/rest";
import { z } from "zod";
import { userOfToken } from "../accounts.ts";
import { attach } from "../attachments.ts";
import { orm } from "../database.ts";
import { Comment } from "../entities/comment.ts";
import { Project } from "../entities/project.ts";
import { ROLES } from "../entities/user.ts";
import { CommentFields, FilterFields, IssueChanges, IssueFields } from "../fields.ts";
import { demand } from "../permissions.ts";
import { findIssue, findIssues } from "../search.ts";
import { changeIssue, comment, openIssue } from "../work.ts";
import * as shapes from "./shapes.ts";

const security = bearerAuth(userOfToken, { description: "A token from the page of your account." });

const paging = z.object({ page: z.int().min(1).default(1), per_page: z.int().min(1).max(100).default(20) });
const filters = paging.extend(FilterFields.shape);

const me = resource("/me", { security, tags: ["users"] }).get(
  { summary: "Who you are.", response: z.object({ name: z.string(), role: z.enum(ROLES) }) },
  ({ auth: { name, role } }) => ({ name, role }),
);

const projects = resource("/projects", { security, tags: ["projects"] }).get(
  { summary: "All projects.", query: paging, response: shapes.pageOf(shapes.ProjectShape) },
  async ({ query: { page, per_page: perPage } }) => {
    const found = await orm.paginate(Project, {}, { page, perPage, orderBy: { slug: "asc" } });
    return shapes.showPage(found, shapes.showProject);
  },
);

const issues = resource("/projects/<slug>/issues", { security, tags: ["issues"] })
  .get(
    {
      summary: "The issues of a project, those that changed last first.",
      query: filters,
      response: shapes.pageOf(shapes.IssueShape),
    },
    async ({ slug, query: { page, per_page: perPage, q: text, ...filter } }) => {
      const project = await orm.oneOrAbort404(Project, { slug });
      const found = await findIssues({ ...filter, text, project: project.slug }, { page, perPage });
      return shapes.showPage(found, shapes.showIssue);
    },
  )
  .post(
    { summary: "Open an issue.", json: IssueFields, response: { 201: shapes.IssueShape } },
    async ({ slug, json, auth }) => {
      demand(auth, "write");
      const project = await orm.oneOrAbort404(Project, { slug });
      return shapes.showIssue(await openIssue(project, auth, json));
    },
  );

const issue = resource("/issues/<int:id>", { security, tags: ["issues"] })
  .get({ summary: "One issue.", response: shapes.IssueShape }, async ({ id }) =>
    shapes.showIssue(await findIssue(id)),
  )
  .patch(
    {
      summary: "Change an issue, close it, open it again. What is not given stays.",
      json: IssueChanges,
      response: shapes.IssueShape,
    },
    async ({ id, json, auth }) => {
      demand(auth, "write");
      const changed = await findIssue(id);
      await changeIssue(changed, json);
      return shapes.showIssue(changed);
    },
  );

const comments = resource("/issues/<int:id>/comments", { security, tags: ["issues"] })
  .get(
    { summary: "What was said.", query: paging, response: shapes.pageOf(shapes.CommentShape) },
    async ({ id, query: { page, per_page: perPage } }) => {
      const of = { issue: await findIssue(id) };
      const found = await orm.paginate(Comment, of, {
        page,
        perPage,
        populate: ["author"],
        orderBy: { id: "asc" },
      });
      return shapes.showPage(found, shapes.showComment);
    },
  )
  .post(
    { summary: "Say something.", json: CommentFields, response: { 201: shapes.CommentShape } },
    async ({ id, json, auth }) => {
      demand(auth, "comment");
      return shapes.showComment(await comment(await findIssue(id), auth, json.body));
    },
  );

const attachments = resource("/issues/<int:id>/attachments", { security, tags: ["issues"] }).post(
  {
    summary: "Attach a file.",
    files: uploads({ file: {} }),
    response: { 201: shapes.AttachmentShape },
  },
  async ({ id, files, auth }) => {
    demand(auth, "write");
    return reply(201, shapes.showAttachment(await attach(await findIssue(id), auth, files.file)));
  },
);

/** The tracker for programs: `/api/docs` tells people how to use it. */
export const api = new Api("api", {
  title: "Tracker",
  version: "1.0",
  description: "Make a token on the page of your account, and send it as `Authorization: Bearer ...`.",
  urlPrefix: "/api",
  resources: { me, projects, issues, issue, comments, attachments },
});
