import { describe, expect, it } from "vitest";
import { Flask, MethodView, request, View, type ViewDecorator } from "../src/index.ts";

describe("class views", () => {
  it("get the values of the URL and the arguments of asView", async () => {
    class Page extends View<{ name: string }> {
      readonly #greeting: string;
      constructor(greeting: string) {
        super();
        this.#greeting = greeting;
      }
      dispatchRequest({ name }: { name: string }) {
        return `${this.#greeting}, ${name}`;
      }
    }
    const app = new Flask(import.meta.url);
    app.addUrlRule("/<name>", { view: Page.asView("page", "Hello") });
    expect((await app.testClient().get("/Ann")).text).toBe("Hello, Ann");
    expect(app.viewFunctions.has("page")).toBe(true);
  });

  it("are made anew for each request unless they say otherwise", async () => {
    class Counter extends View {
      count = 0;
      dispatchRequest() {
        return String(++this.count);
      }
    }
    class Shared extends Counter {
      static override readonly initEveryRequest = false;
    }
    const app = new Flask(import.meta.url);
    app.addUrlRule("/new", { view: Counter.asView("new") });
    app.addUrlRule("/shared", { view: Shared.asView("shared") });
    const client = app.testClient();
    const answers = [];
    for (const path of ["/new", "/new", "/shared", "/shared"]) answers.push((await client.get(path)).text);
    expect(answers).toEqual(["1", "1", "1", "2"]);
  });

  it("are wrapped by their decorators, the first one innermost", async () => {
    const order: string[] = [];
    const wrap =
      (mark: string): ViewDecorator =>
      (view) =>
      (values) => {
        order.push(mark);
        return view(values);
      };
    class Page extends View {
      static override readonly decorators = [wrap("inner"), wrap("outer")];
      dispatchRequest() {
        return "page";
      }
    }
    const app = new Flask(import.meta.url);
    app.addUrlRule("/", { view: Page.asView("page") });
    expect((await app.testClient().get("/")).text).toBe("page");
    expect(order).toEqual(["outer", "inner"]);
  });
});

describe("method views", () => {
  class Todos extends MethodView {
    override get() {
      return request.method;
    }
    override async post() {
      return "made";
    }
  }

  it("answer the methods that they have", async () => {
    const app = new Flask(import.meta.url);
    app.addUrlRule("/", { view: Todos.asView("todos") });
    const client = app.testClient();
    expect((await client.get("/")).text).toBe("GET");
    expect((await client.post("/")).text).toBe("made");
    expect((await client.head("/")).statusCode).toBe(200);
    const refused = await client.put("/");
    expect([refused.statusCode, refused.headers.get("Allow")?.split(", ").toSorted()]).toEqual([
      405,
      ["GET", "HEAD", "OPTIONS", "POST"],
    ]);
  });
});
