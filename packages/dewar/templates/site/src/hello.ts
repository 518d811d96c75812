import { Blueprint, flash, redirect, renderTemplate, request, urlFor } from "dewar";

export const hello = new Blueprint("hello", import.meta.url);

const index = hello.get("/", function index() {
  return renderTemplate("hello/index.html");
});

const greeting = hello.get("/hello/<name>", function greeting({ name }) {
  return renderTemplate("hello/greeting.html", { name });
});

hello.post("/greet", function greet() {
  const name = request.form.get("name")?.trim() ?? "";
  if (name !== "") return redirect(urlFor(greeting, { name }));
  flash("A name is needed to say hello.");
  return redirect(urlFor(index));
});
