import { describe, expectTypeOf, it } from "vitest";
import {
  abort,
  Blueprint,
  Flask,
  flash,
  g,
  globalsOf,
  int,
  makeResponse,
  MethodView,
  type NotFound,
  redirect,
  renderTemplate,
  request,
  sendFromDirectory,
  session,
  sessionOf,
  urlFor,
} from "../src/index.ts";

// The shape of user code: what is written here compiles as it stands, with the types that are claimed.

interface User {
  id: number;
  name: string;
}
declare function loadUser(id: unknown): Promise<User | null>;
declare function authenticate(name: string | undefined, password: string | undefined): Promise<User | null>;
declare function findPost(id: number): { title: string };
declare function formatMoney(value: number, currency: string): string;
declare function createTodo(data: unknown): { id: number };
declare function consume(chunk: Uint8Array): Promise<void>;
declare const feeds: Record<"rss" | "atom", () => string>;
declare const todos: { get(id: number): { id: number } | undefined; remove(id: number): Promise<void> };
class QuotaExceeded extends Error {
  left = 0;
}

describe("an application factory", () => {
  it("compiles as users write it", () => {
    function createApp(overrides: Record<string, unknown> = {}): Flask {
      const blog = new Blueprint("blog", import.meta.url, { templateFolder: "templates" });
      const app = new Flask(import.meta.url, { instanceRelativeConfig: true });
      app.config.fromMapping({ SECRET_KEY: "dev" });
      app.config.fromFile("config.json", { silent: true });
      app.config.fromPrefixedEnv();
      app.config.fromMapping(overrides);
      app.registerBlueprint(blog, { urlPrefix: "/auth" });
      app.addUrlRule("/", { endpoint: "index" });
      app.beforeRequest(async () => {
        g["user"] = await loadUser(session.get("userId"));
      });
      app.errorHandler(404, (error) => {
        expectTypeOf(error).toEqualTypeOf<NotFound>();
        return renderTemplate("404.html", { error });
      });
      app.errorHandler(QuotaExceeded, (error) => makeResponse({ left: error.left }, 429));
      app.templateFilter("money", (value: number, currency = "EUR") => formatMoney(value, currency));
      app.contextProcessor(() => ({ year: new Date().getFullYear() }));
      return app;
    }
    expectTypeOf(createApp).returns.toEqualTypeOf<Flask>();
  });
});

describe("routes", () => {
  it("compile as users write them", () => {
    const app = new Flask(import.meta.url);
    const showPost = app.get("/post/<int:id>/<slug>", function showPost({ id, slug }) {
      expectTypeOf(id).toEqualTypeOf<number>();
      expectTypeOf(slug).toEqualTypeOf<string>();
      const page = request.args.get("page", { type: int, default: 1 });
      expectTypeOf(page).toEqualTypeOf<number>();
      return renderTemplate("post.html", { post: findPost(id), page });
    });
    app.route("/login", { methods: ["GET", "POST"] }, async function login() {
      if (request.method === "POST") {
        const username = request.form.get("username");
        expectTypeOf(username).toEqualTypeOf<string | undefined>();
        const user = await authenticate(username, request.form.get("password"));
        if (user) {
          session.clear();
          session.set("userId", user.id);
          return redirect(urlFor("index"));
        }
        flash("Wrong name or password.", "error");
      }
      return renderTemplate("login.html");
    });
    app.get("/feed/<any(rss,atom):format>", ({ format }) => feeds[format]());
    app.get("/files/<path:name>", ({ name }) => sendFromDirectory("uploads", name, { asAttachment: true }));
    app.post("/api/todos", () => makeResponse(createTodo(request.json), 201, { Location: "/api/todos/7" }));
    app.post("/import", { stream: true }, async () => {
      for await (const chunk of request.stream) await consume(chunk);
      return makeResponse("", 204);
    });
    expectTypeOf(urlFor(showPost, { id: 7, slug: "x" })).toEqualTypeOf<string>();
    urlFor("blog.show", { id: 7, _external: true, page: 2 });
  });
});

describe("class views, and globals with types", () => {
  it("compile as users write them", () => {
    const loginRequired = <V extends (values: never) => unknown>(view: V): V => view;
    class TodoView extends MethodView<{ id: number }> {
      static override readonly decorators = [loginRequired];
      override get({ id }: { id: number }) {
        return todos.get(id) ?? abort(404);
      }
      override async delete({ id }: { id: number }) {
        await todos.remove(id);
        return makeResponse("", 204);
      }
    }
    new Flask(import.meta.url).addUrlRule("/todos/<int:id>", { view: TodoView.asView("todo") });
    const typedG = globalsOf<{ user: User | null }>();
    expectTypeOf(typedG.user).toEqualTypeOf<User | null>();
    const typedSession = sessionOf<{ userId: number; cart: string[] }>();
    expectTypeOf(typedSession.get("cart")).toEqualTypeOf<string[] | undefined>();
  });
});
