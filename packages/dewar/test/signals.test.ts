import { describe, expect, it } from "vitest";
import {
  appContextPopped,
  appContextPushed,
  appContextTearingDown,
  beforeRenderTemplate,
  Flask,
  flash,
  gotRequestException,
  messageFlashed,
  renderTemplateString,
  requestFinished,
  requestStarted,
  requestTearingDown,
  templateRendered,
} from "../src/index.ts";

describe("signals", () => {
  it("tell what happens to a request, in order", async () => {
    const app = new Flask(import.meta.url);
    app.secretKey = "dev";
    app.get("/", () => {
      flash("hello", "info");
      return renderTemplateString("{{ name }}", { name: "ann" });
    });
    const seen: string[] = [];
    const ends = [
      appContextPushed.connect(() => seen.push("pushed"), app),
      requestStarted.connect(() => seen.push("started"), app),
      messageFlashed.connect(
        (_, { message, category }) => seen.push(`flashed ${String(message)} ${category}`),
        app,
      ),
      beforeRenderTemplate.connect(
        (_, { context }) => seen.push(`before render ${String(context["name"])}`),
        app,
      ),
      templateRendered.connect(() => seen.push("rendered"), app),
      requestFinished.connect((_, { response }) => seen.push(`finished ${response.statusCode}`), app),
      requestTearingDown.connect((_, { error }) => seen.push(`request ends ${String(error)}`), app),
      appContextTearingDown.connect(() => seen.push("context ends"), app),
      appContextPopped.connect(() => seen.push("popped"), app),
    ];
    await app.testClient().get("/");
    for (const end of ends) end();
    await app.testClient().get("/");
    expect(seen).toEqual([
      "pushed",
      "started",
      "flashed hello info",
      "before render ann",
      "rendered",
      "finished 200",
      "request ends undefined",
      "context ends",
      "popped",
    ]);
  });

  it("tell of errors that nothing handled, and of one application only when asked so", async () => {
    const make = () => {
      const app = new Flask(import.meta.url);
      app.logger = { ...console, error: () => undefined };
      app.get("/", () => {
        throw new Error("broken");
      });
      return app;
    };
    const [app, other] = [make(), make()];
    const seen: string[] = [];
    await gotRequestException.connectedTo(
      (_, { error }) => seen.push(error.message),
      async () => {
        await app.testClient().get("/");
        await other.testClient().get("/");
      },
      app,
    );
    expect(seen).toEqual(["broken"]);
  });

  it("log a receiver that fails, and go on", async () => {
    const app = new Flask(import.meta.url);
    const logged: string[] = [];
    app.logger = { ...console, error: (...message: unknown[]) => void logged.push(String(message[0])) };
    app.get("/", () => "ok");
    const fail = () => {
      throw new Error("receiver failed");
    };
    const answer = await requestStarted.connectedTo(fail, () => app.testClient().get("/"), app);
    requestStarted.disconnect(fail);
    expect([answer.text, ...logged]).toEqual(["ok", "Error: receiver failed"]);
  });
});
