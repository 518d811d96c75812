import {
  abort,
  Blueprint,
  CommandError,
  flash,
  type HttpResponse,
  redirect,
  renderTemplate,
  urlFor,
} from "dewar";
import { orm, savedUnlessTaken } from "./database.ts";
import { COLORS, Label } from "./entities/label.ts";
import { type Role, ROLES, User } from "./entities/user.ts";
import { LabelFields, RoleFields } from "./fields.ts";
import { blankForm, type Form, formPage, readForm } from "./forms.ts";
import { requirePermission } from "./permissions.ts";
import { allLabels } from "./work.ts";

export const admin = new Blueprint("admin", import.meta.url, { urlPrefix: "/admin", cliGroup: "users" });
admin.beforeRequest(() => void requirePermission("manage"));

admin.get("/users", async function users() {
  const page = await orm.paginate(User, {}, { orderBy: { name: "asc" } });
  return renderTemplate("admin/users.html", { users: page, roles: ROLES });
});

admin.post("/users/<int:id>/role", async function setRole({ id }) {
  const user = await orm.getOrAbort404(User, id);
  const { data } = readForm(RoleFields);
  if (data === undefined) return abort(400, `A role is one of these: ${ROLES.join(", ")}.`);
  if (await isLastAdmin(user, data.role)) {
    flash("Somebody must be admin. Make another one first.", "error");
  } else {
    user.role = data.role;
    await orm.em.flush();
    flash(`${user.name} is ${data.role} now.`, "success");
  }
  return redirect(urlFor("admin.users"));
});

admin.get("/labels", function labels() {
  return labelsPage(blankForm({ color: COLORS[0] }));
});

admin.post("/labels", async function addLabel() {
  const form = readForm(LabelFields);
  if (form.data === undefined) return labelsPage(form);
  orm.em.create(Label, form.data);
  if (await savedUnlessTaken()) return redirect(urlFor("admin.labels"));
  form.errors["name"] = "There is a label of that name.";
  return labelsPage(form);
});

admin.post("/labels/<int:id>/delete", async function removeLabel({ id }) {
  const label = await orm.getOrAbort404(Label, id);
  await orm.em.remove(label).flush();
  flash(`The label ${label.name} is deleted.`, "success");
  return redirect(urlFor("admin.labels"));
});

// How the first admin comes to be one.
admin.cli.command(
  "role <name> <role>",
  { description: "Give a user a role.", arguments: { role: { choices: ROLES } } },
  async ({ name, role }) => {
    const user = await orm.em.findOne(User, { name });
    if (user === null) throw new CommandError(`There is no user ${name}.`);
    user.role = role;
    await orm.em.flush();
    console.log(`${name} is ${role} now.`);
  },
);

async function labelsPage(form: Form<unknown>): Promise<HttpResponse> {
  return formPage("admin/labels.html", form, { allLabels: await allLabels(), colors: COLORS });
}

async function isLastAdmin(user: User, wanted: Role): Promise<boolean> {
  if (user.role !== "admin" || wanted === "admin") return false;
  return (await orm.em.count(User, { role: "admin" })) === 1;
}
