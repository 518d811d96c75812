import { Blueprint, flash, redirect, renderTemplate, request, urlFor } from "dewar";
import { authenticate, createUser } from "./accounts.ts";
import { LoginFields, RegistrationFields } from "./fields.ts";
import { formPage, readForm } from "./forms.ts";
import { login } from "./login.ts";

export const auth = new Blueprint("auth", import.meta.url);

auth.route("/register", { methods: ["GET", "POST"] }, async function register() {
  const form = readForm(RegistrationFields);
  if (form.data !== undefined) {
    const user = await createUser(form.data);
    if (user !== undefined) {
      login.loginUser(user);
      flash(`Welcome, ${user.name}! You can read and comment. An admin can let you do more.`, "success");
      return redirect(urlFor("projects.index"));
    }
    form.errors["name"] = `The name ${form.data.name} is taken.`;
  }
  return formPage("auth/register.html", form);
});

auth.route("/login", { methods: ["GET", "POST"] }, async function enter() {
  const form = readForm(LoginFields);
  if (request.method === "POST") {
    const user = form.data && (await authenticate(form.data));
    if (user !== undefined) {
      login.loginUser(user, { remember: request.form.has("remember") });
      return login.redirectToNext(urlFor("projects.index"));
    }
    flash("Wrong name or password.", "error");
  }
  return renderTemplate("auth/login.html", { form });
});

auth.post("/logout", function leave() {
  login.logoutUser();
  flash("You are logged out.", "info");
  return redirect(urlFor("projects.index"));
});
