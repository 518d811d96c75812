import { describe, expect, it } from "vitest";
import {
  abort,
  Aborter,
  Blueprint,
  Flask,
  HTTPException,
  InternalServerError,
  makeResponse,
  NotFound,
  redirect,
  type RequestRedirect,
} from "../src/index.ts";

class QuotaExceeded extends Error {
  readonly left: number = 0;
}
class HardQuotaExceeded extends QuotaExceeded {}

function quiet(app: Flask): unknown[] {
  const logged: unknown[] = [];
  app.logger = { ...console, error: (...message: unknown[]) => void logged.push(message[0]) };
  return logged;
}

describe("error handlers", () => {
  it("answer for a status", async () => {
    const app = new Flask(import.meta.url);
    app.errorHandler(404, (error) => makeResponse(`nothing: ${error.reason}`, 404));
    const response = await app.testClient().get("/nope");
    expect([response.statusCode, response.text]).toEqual([404, "nothing: Not Found"]);
  });

  it("answer for a class and what is derived from it, the nearest first", async () => {
    const app = new Flask(import.meta.url);
    app.errorHandler(QuotaExceeded, (error) => makeResponse({ left: error.left }, 429));
    app.get("/soft", () => {
      throw new QuotaExceeded();
    });
    app.get("/hard", async () => {
      throw new HardQuotaExceeded();
    });
    const client = app.testClient();
    expect((await client.get("/soft")).statusCode).toBe(429);
    expect((await client.get("/hard")).json).toEqual({ left: 0 });
  });

  it("answer for every HTTP error when they are for HTTPException", async () => {
    const app = new Flask(import.meta.url);
    app.errorHandler(HTTPException, (error) => makeResponse({ code: error.code }, error.code));
    app.errorHandler(NotFound, () => "a 404 has its own");
    app.get("/teapot", () => abort(418));
    const client = app.testClient();
    expect((await client.get("/teapot")).json).toEqual({ code: 418 });
    expect((await client.get("/nope")).text).toBe("a 404 has its own");
  });

  it("of a blueprint come before the application's, a status before a class", async () => {
    const app = new Flask(import.meta.url);
    const blog = new Blueprint("blog", import.meta.url, { urlPrefix: "/blog" });
    blog.errorHandler(403, () => "blog by status");
    blog.errorHandler(HTTPException, () => "blog by class");
    blog.get("/403", () => abort(403));
    blog.get("/404", () => abort(404));
    app.registerBlueprint(blog);
    app.errorHandler(404, () => "app by status");
    app.errorHandler(403, () => "app by status");
    const client = app.testClient();
    expect((await client.get("/blog/403")).text).toBe("blog by status");
    expect((await client.get("/blog/404")).text).toBe("app by status");
  });

  it("of a blueprint do not answer for a path that matches nothing", async () => {
    const app = new Flask(import.meta.url);
    const blog = new Blueprint("blog", import.meta.url, { urlPrefix: "/blog" });
    blog.errorHandler(404, () => "blog");
    blog.get("/", () => "index");
    app.registerBlueprint(blog);
    expect((await app.testClient().get("/blog/nope")).text).not.toBe("blog");
  });

  it("never see the redirects of the URL map", async () => {
    const app = new Flask(import.meta.url);
    let seen: HTTPException | RequestRedirect | undefined;
    app.errorHandler(HTTPException, (error) => {
      seen = error;
      return "handled";
    });
    app.get("/folder/", () => "folder");
    expect((await app.testClient().get("/folder")).statusCode).toBe(308);
    expect(seen).toBeUndefined();
  });
});

describe("an error that nothing handles", () => {
  it("is logged once and answered with 500 without a word of detail", async () => {
    const app = new Flask(import.meta.url);
    const logged = quiet(app);
    app.get("/", () => {
      throw new Error("the secret is 1234");
    });
    const response = await app.testClient().get("/");
    expect(response.statusCode).toBe(500);
    expect(response.text).toContain("<h1>Internal Server Error</h1>");
    expect(response.text).not.toContain("1234");
    expect(logged.map(String)).toEqual(["Error: the secret is 1234"]);
  });

  it("reaches the handler for 500 as the cause", async () => {
    const app = new Flask(import.meta.url);
    quiet(app);
    app.errorHandler(InternalServerError, (error) => makeResponse(`sorry (${String(error.cause)})`, 500));
    app.get("/", () => {
      throw new Error("boom");
    });
    expect((await app.testClient().get("/")).text).toBe("sorry (Error: boom)");
  });

  it("reaches the caller when testing", async () => {
    const app = new Flask(import.meta.url);
    app.testing = true;
    app.get("/", () => {
      throw new Error("boom");
    });
    await expect(app.testClient().get("/")).rejects.toThrow("boom");
  });

  it("may be thrown by a hook or by an error handler", async () => {
    const app = new Flask(import.meta.url);
    const logged = quiet(app);
    app.errorHandler(404, () => {
      throw new Error("in the handler");
    });
    app.afterRequest(() => {
      throw new Error("in the hook");
    });
    const response = await app.testClient().get("/nope");
    expect(response.statusCode).toBe(500);
    expect(logged.map(String)).toEqual(["Error: in the handler", "Error: in the hook"]);
  });

  it("may be something that is not an Error", async () => {
    const app = new Flask(import.meta.url);
    const logged = quiet(app);
    app.get("/", () => {
      throw "a string";
    });
    expect((await app.testClient().get("/")).statusCode).toBe(500);
    expect(String(logged[0])).toContain("Something that is not an Error was thrown: 'a string'");
  });
});

describe("abort", () => {
  it("knows the errors that the application adds", async () => {
    class PaymentRequired extends HTTPException {
      static override readonly code: number = 402;
      static override readonly description: string = "Subscribers only.";
    }
    const app = new Flask(import.meta.url);
    app.aborter = new Aborter([PaymentRequired]);
    app.get("/", () => abort(402));
    const response = await app.testClient().get("/");
    expect([response.statusCode, response.text.includes("Subscribers only.")]).toEqual([402, true]);
  });

  it("do not see a response that is given to abort: it is the answer", async () => {
    const app = new Flask(import.meta.url);
    app.errorHandler(HTTPException, (error) => makeResponse("handled", error.code));
    app.get("/private", () => abort(redirect("/login")));
    const response = await app.testClient().get("/private");
    expect([response.statusCode, response.location]).toEqual([303, "/login"]);
    expect((await app.testClient().get("/nope")).text).toBe("handled");
  });
});
