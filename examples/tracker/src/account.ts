import { Blueprint, flash, type HttpResponse, redirect, urlFor } from "dewar";
import { changePassword, createToken } from "./accounts.ts";
import { orm } from "./database.ts";
import { ApiToken } from "./entities/api-token.ts";
import { PasswordFields, TokenFields } from "./fields.ts";
import { blankForm, type Form, formPage, readForm } from "./forms.ts";
import { login } from "./login.ts";

export const account = new Blueprint("account", import.meta.url, { urlPrefix: "/account" });
account.beforeRequest(login.requireLogin);

account.get("/", function show() {
  return accountPage(blankForm());
});

account.post("/password", async function setPassword() {
  const user = login.requireUser();
  const form = readForm(PasswordFields);
  if (form.data === undefined) return accountPage(form);
  if (await changePassword(user, form.data.current, form.data.password)) {
    login.loginUser(user);
    flash("Your password is changed. Wherever else you were logged in, you are no longer.", "success");
    return redirect(urlFor("account.show"));
  }
  form.errors["current"] = "That is not your password.";
  return accountPage(form);
});

account.post("/tokens", async function addToken() {
  const form = readForm(TokenFields);
  if (form.data === undefined) return accountPage(form);
  const token = await createToken(login.requireUser(), form.data.name);
  const page = await accountPage(blankForm(), token);
  page.headers.set("Cache-Control", "no-store");
  return page;
});

account.post("/tokens/<int:id>/revoke", async function revokeToken({ id }) {
  const token = await orm.oneOrAbort404(ApiToken, { id, user: login.requireUser() });
  await orm.em.remove(token).flush();
  flash(`The token for “${token.name}” is revoked.`, "success");
  return redirect(urlFor("account.show"));
});

async function accountPage(form: Form<unknown>, newToken?: string): Promise<HttpResponse> {
  const tokens = await orm.em.find(ApiToken, { user: login.requireUser() }, { orderBy: { id: "desc" } });
  return formPage("account.html", form, { tokens, newToken });
}
