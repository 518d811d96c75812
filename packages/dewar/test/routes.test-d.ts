import { describe, expectTypeOf, it } from "vitest";
import {
  Flask,
  globalsOf,
  int,
  makeResponse,
  MethodView,
  type NotFound,
  request,
  sessionOf,
  urlFor,
} from "../src/index.ts";

const app = new Flask(import.meta.url);

describe("the rule gives the view its arguments", () => {
  it("by converter", () => {
    app.get("/post/<int:id>/<slug>", ({ id, slug }) => {
      expectTypeOf(id).toEqualTypeOf<number>();
      expectTypeOf(slug).toEqualTypeOf<string>();
      return "";
    });
    app.get("/<float:x>/<uuid:u>/<path:p>", (values) => {
      expectTypeOf(values).toEqualTypeOf<{ x: number; u: string; p: string }>();
      return "";
    });
    app.get("/feed/<any(rss, atom):format>", ({ format }) => {
      expectTypeOf(format).toEqualTypeOf<"rss" | "atom">();
      return "";
    });
  });

  it("and rejects what it does not give", () => {
    // @ts-expect-error The rule has no `slug`.
    app.get("/post/<int:id>", ({ slug }) => String(slug));
    // @ts-expect-error `id` is a number.
    app.get("/post/<int:id>", ({ id }: { id: string }) => id);
    // @ts-expect-error There is no converter of that name.
    app.get("/post/<number:id>", ({ id }: { id: number }) => String(id));
  });

  it("and a view must return something", () => {
    // @ts-expect-error Nothing is returned.
    app.get("/nothing", () => {});
    // @ts-expect-error A number is no response.
    app.get("/number", () => 42);
    app.get("/later", async () => makeResponse("", 204));
  });

  it("in class views as well", () => {
    class Todo extends MethodView<{ id: number }> {
      override get({ id }: { id: number }) {
        return { id };
      }
    }
    app.addUrlRule("/todos/<int:id>", { view: Todo.asView("todo") });
  });
});

describe("urlFor", () => {
  const show = app.get("/show/<int:id>/<slug>", () => "");
  const index = app.get("/index", () => "");

  it("needs every value of the rule, of its type", () => {
    urlFor(show, { id: 7, slug: "x" });
    urlFor(show, { id: 7, slug: "x", page: 2, _external: true });
    urlFor(index);
    urlFor("/show/<int:id>/<slug>", { id: 7, slug: "x" });
    urlFor("blog.show", { anything: 1 });
    // @ts-expect-error `slug` is missing.
    urlFor(show, { id: 7 });
    urlFor(show, {
      // @ts-expect-error `id` is a number: the compiler says so beside the value.
      id: "7",
      slug: "x",
    });
    // @ts-expect-error All values are missing.
    urlFor(show);
    // @ts-expect-error `slug` is missing from a rule that is written out.
    urlFor("/show/<int:id>/<slug>", { id: 7 });
  });
});

describe("error handlers", () => {
  it("know the error of a status and of a class", () => {
    class QuotaExceeded extends Error {
      left = 0;
    }
    app.errorHandler(404, (error) => {
      expectTypeOf(error).toEqualTypeOf<NotFound>();
      return error.description;
    });
    app.errorHandler(QuotaExceeded, (error) => {
      expectTypeOf(error.left).toEqualTypeOf<number>();
      return "";
    });
  });
});

describe("what belongs to a request", () => {
  it("has types where the application says them", () => {
    const g = globalsOf<{ user: { name: string } | null }>();
    expectTypeOf(g.user).toEqualTypeOf<{ name: string } | null>();
    const session = sessionOf<{ userId: number; cart: string[] }>();
    expectTypeOf(session.get("userId")).toEqualTypeOf<number | undefined>();
    // @ts-expect-error The cart holds texts.
    session.set("cart", [1]);
    expectTypeOf(request.args.get("page", { type: int, default: 1 })).toEqualTypeOf<number>();
    expectTypeOf(request.form.get("username")).toEqualTypeOf<string | undefined>();
  });
});
