import { Client, Response } from "@dewar/http";
import { describe, expect, it } from "vitest";
import { Flask, g } from "../../src/index.ts";
import { developmentHandler } from "../../src/server/development-handler.ts";
import type { RunningDebugger } from "../../src/server/start-debugger.ts";

type Sections = Record<string, Record<string, unknown>>;

/** A debugger that only takes note of what it is given. */
function takingNotes() {
  const seen: { thrown: unknown; sections: Sections }[] = [];
  const errors: RunningDebugger = {
    path: "/__debugger__",
    credentials: { secret: "", pin: "" },
    tell: () => [],
    answers: {
      errorResponse: (thrown, _, sections) => {
        const tables = (sections ?? []).map(
          ({ title, values }) => [title, Object.fromEntries(values)] as const,
        );
        seen.push({ thrown, sections: Object.fromEntries(tables) });
        return new Response("the page", { status: 500 });
      },
      answer: async () => new Response("an answer of the debugger"),
      stop: async () => undefined,
    },
  };
  return { seen, errors };
}

function broken(errors?: RunningDebugger) {
  const app = new Flask(import.meta.url);
  const lines: string[] = [];
  const keep = (...message: unknown[]) => void lines.push(message.map(String).join(" "));
  app.logger = { ...console, info: keep, error: keep };
  app.debug = true;
  app.get("/ok", () => "ok");
  app.get("/", () => {
    throw new Error("outer", { cause: new TypeError("inner") });
  });
  app.route("/post/<int:id>", { methods: ["POST"] }, function show() {
    g["user"] = "ann";
    throw new Error("no such post");
  });
  const handler = developmentHandler(app, { debugger: errors });
  const client = new Client(handler as ConstructorParameters<typeof Client>[0], {
    requestClass: app.requestClass,
  });
  return { client, lines };
}

describe("the development server", () => {
  it("shows an error with what was known when it was thrown", async () => {
    const { seen, errors } = takingNotes();
    const response = await broken(errors).client.post("/post/3?page=2", { form: { title: "tea" } });
    expect([response.statusCode, response.text]).toEqual([500, "the page"]);
    const [{ thrown, sections } = { thrown: undefined, sections: {} as Sections }] = seen;
    expect(thrown).toEqual(new Error("no such post"));
    expect(sections["Request"]).toMatchObject({
      method: "POST",
      endpoint: "show",
      "view arguments": { id: 3 },
    });
    expect(sections["Query"]).toEqual({ page: "2" });
    expect(sections["Form"]).toEqual({ title: "tea" });
    expect(sections["g"]).toEqual({ user: "ann" });
    expect(sections["Configuration"]).toMatchObject({ DEBUG: true });
  });

  it("lets the debugger answer the questions of its pages", async () => {
    const { client, lines } = broken(takingNotes().errors);
    expect((await client.post("/__debugger__")).text).toBe("an answer of the debugger");
    expect(lines).toEqual([]);
  });

  it("shows nothing of an error without the debugger", async () => {
    const response = await broken().client.get("/");
    expect(response.statusCode).toBe(500);
    expect(response.text).not.toContain("outer");
  });

  it("writes a line for each answer, without control characters and without the query", async () => {
    const { client, lines } = broken();
    await client.get("/ok?token=s3cret");
    await client.get("/");
    expect(lines).toEqual([
      expect.stringMatching(/^GET \/ok 200 \d+\.\d ms$/),
      'Error: outer Unhandled error in GET "/"',
      expect.stringMatching(/^GET \/ 500 \d+\.\d ms$/),
    ]);
  });
});
