// @ts-check
/**
 * A small program with each package, for scripts/new-projects.mjs: it ends badly where the package does not work.
 *
 * @type {Readonly<Record<string, string>>}
 */
export const PROGRAMS = {
  "@dewar/markup": `
import { equal } from "node:assert/strict";
import { escape } from "@dewar/markup";
equal(String(escape("<b>")), "&lt;b&gt;");
`,

  "@dewar/signing": `
import { equal } from "node:assert/strict";
import { URLSafeTimedSerializer } from "@dewar/signing";
const serializer = new URLSafeTimedSerializer("dev");
equal(serializer.loads(serializer.dumps({ id: 7 })).id, 7);
`,

  "@dewar/http": `
import { equal } from "node:assert/strict";
import { Headers } from "@dewar/http";
equal(new Headers([["Content-Type", "text/plain"]]).get("content-type"), "text/plain");
`,

  "@dewar/jinja": `
import { equal } from "node:assert/strict";
import { Environment } from "@dewar/jinja";
equal(new Environment().fromString("Hello, {{ name }}!").render({ name: "Ann" }), "Hello, Ann!");
`,

  "@dewar/debugger": `
import { equal } from "node:assert/strict";
import * as debug from "@dewar/debugger";
equal(Object.keys(debug).length > 0, true);
`,

  dewar: `
import { equal } from "node:assert/strict";
import { Flask, renderTemplateString } from "dewar";
const app = new Flask(import.meta.url);
app.get("/<name>", ({ name }) => renderTemplateString("Hello, {{ name }}!", { name }));
equal((await app.testClient().get("/Ann")).text, "Hello, Ann!");
`,

  "@dewar/login": `
import { equal } from "node:assert/strict";
import { Flask } from "dewar";
import { LoginManager } from "@dewar/login";
const login = new LoginManager({ loginView: "/login" });
login.userLoader((id) => ({ id }));
const app = new Flask(import.meta.url);
app.secretKey = "dev";
login.initApp(app);
app.post("/login", () => String(login.loginUser({ id: "7" })));
app.get("/", login.loginRequired(() => login.requireUser().id));
const client = app.testClient();
equal((await client.get("/")).location, "/login?next=%2F");
await client.post("/login");
equal((await client.get("/")).text, "7");
`,

  "@dewar/rest": `
import { equal } from "node:assert/strict";
import { Flask } from "dewar";
import { Api, resource } from "@dewar/rest";
import { createClient } from "@dewar/rest/client";
const todo = resource("/todos/<int:id>").get(({ id }) => ({ id, task: "tea" }));
const api = new Api("api", { title: "Todos", version: "1", urlPrefix: "/api", resources: { todo } });
const app = new Flask(import.meta.url);
app.registerBlueprint(api);
const client = createClient({ baseUrl: "http://localhost/api", rules: api.rules, fetch: app.fetch });
equal((await client.todo.get({ id: 7 })).task, "tea");
equal((await app.testClient().get("/api/docs")).statusCode, 200);
equal((await app.testClient().get("/api/openapi.yaml")).statusCode, 200);
`,

  "@dewar/orm": `
import { equal } from "node:assert/strict";
import { defineEntity, p } from "@mikro-orm/core";
import { Flask } from "dewar";
import { Orm } from "@dewar/orm";
const Post = defineEntity({ name: "Post", properties: { id: p.integer().primary(), title: p.string() } });
const app = new Flask(import.meta.url);
app.config.set("DATABASE_URL", "sqlite::memory:");
const orm = new Orm(app, { entities: [Post] });
app.get("/<int:id>", async ({ id }) => (await orm.getOrAbort404(Post, id)).title);
await app.appContext().run(async () => {
  await orm.createAll();
  orm.em.create(Post, { title: "Tea" });
  await orm.em.flush();
});
equal((await app.testClient().get("/1")).text, "Tea");
equal((await app.testCliRunner().invoke(["db", "current"])).output, "None\\n");
await orm.close(app);
`,
};
