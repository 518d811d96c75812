import { Flask, renderTemplateString } from "dewar";

const app = new Flask(import.meta.url);

app.route("/", function helloWorld() {
  return "Hello, Flask!";
});

app.route("/user/<username>", function showUserProfile({ username }) {
  return `User: ${username}`;
});

app.route("/template_example", function templateExample() {
  return renderTemplateString("<h1>Hello, {{ name }}!</h1><p>This is a template example.</p>", {
    name: "Visitor",
  });
});

if (import.meta.filename === process.argv[1]) app.run({ debug: true });

export default app;
