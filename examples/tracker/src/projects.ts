import { Blueprint, flash, redirect, renderTemplate, urlFor } from "dewar";
import { orm, savedUnlessTaken } from "./database.ts";
import { Issue } from "./entities/issue.ts";
import { Project } from "./entities/project.ts";
import { ProjectFields } from "./fields.ts";
import { formPage, readForm } from "./forms.ts";
import { requirePermission } from "./permissions.ts";
import { countComments, findIssues } from "./search.ts";

export const projects = new Blueprint("projects", import.meta.url);

projects.get("/", async function index() {
  const found = await orm.paginate(Project, {}, { orderBy: { name: "asc" }, perPage: 12 });
  const openIssues = await orm.em.countBy(Issue, "project", {
    where: { state: "open", project: { $in: found.items.map(({ id }) => id) } },
  });
  const issues = [...(await findIssues({ state: "open" }, { page: 1, perPage: 5 }))];
  const commentTotals = await countComments(issues);
  return renderTemplate("projects/index.html", { projects: found, openIssues, issues, commentTotals });
});

projects.route("/projects/new", { methods: ["GET", "POST"] }, async function create() {
  requirePermission("manage");
  const form = readForm(ProjectFields);
  if (form.data !== undefined) {
    orm.em.create(Project, form.data);
    if (await savedUnlessTaken()) {
      flash(`The project ${form.data.name} is ready for its first issue.`, "success");
      return redirect(urlFor("issues.ofProject", { slug: form.data.slug }));
    }
    form.errors["slug"] = "Another project has that short name.";
  }
  return formPage("projects/new.html", form);
});

projects.route("/projects/<slug>/edit", { methods: ["GET", "POST"] }, async function edit({ slug }) {
  requirePermission("manage");
  const project = await orm.oneOrAbort404(Project, { slug });
  const { name, description } = project;
  const form = readForm(ProjectFields, { name, slug, description });
  if (form.data !== undefined) {
    orm.em.assign(project, form.data);
    if (await savedUnlessTaken()) {
      flash("The project is changed.", "success");
      return redirect(urlFor("issues.ofProject", { slug: form.data.slug }));
    }
    form.errors["slug"] = "Another project has that short name.";
  }
  return formPage("projects/edit.html", form, { slug, name });
});
