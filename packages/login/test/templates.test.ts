import { loginClient, LoginManager } from "@dewar/login";
import { abort, Flask, renderTemplateString, request } from "dewar";
import { describe, expect, test } from "vitest";

const PAGE =
  "{{ current_user.is_authenticated }} {{ current_user.is_active }} {{ current_user.is_anonymous }} " +
  "{{ currentUser.isAuthenticated }} {{ current_user.name }} {{ current_user.initial() }}";

class Account {
  readonly #name: string;
  readonly id = 7;
  readonly isActive = false;
  constructor(name: string) {
    this.#name = name;
  }
  get name(): string {
    return this.#name;
  }
  initial(): string {
    return this.#name.slice(0, 1);
  }
}

async function pageFor(user: { id: number } | undefined, page: string) {
  const app = new Flask(import.meta.url);
  app.config.fromMapping({ SECRET_KEY: "dev", TESTING: true });
  const login = new LoginManager();
  login.userLoader(() => user).initApp(app);
  app.get("/", () => renderTemplateString(page));
  const client = user === undefined ? app.testClient() : await loginClient(app, user);
  return (await client.get("/")).text;
}

describe("current_user in templates", () => {
  test("is an instance of the application's class, private fields and all", async () => {
    expect(await pageFor(new Account("Ann"), PAGE)).toBe("True False False True Ann A");
  });

  test("is a row of a database, which need not know what it is asked", async () => {
    const row = Object.freeze({ id: 7, name: "Ann", initial: () => "A" });
    expect(await pageFor(row, PAGE)).toBe("True True False True Ann A");
  });

  test("is nobody", async () => {
    const page = PAGE.replace("{{ current_user.initial() }}", "");
    expect(await pageFor(undefined, page)).toBe("False False True False  ");
  });

  test("shows nothing that templates may not see", async () => {
    expect(
      await pageFor(new Account("Ann"), "{{ current_user.constructor }}{{ current_user.__proto__ }}"),
    ).toBe("");
  });

  test("is nobody outside of a request", () => {
    const app = new Flask(import.meta.url);
    new LoginManager().initApp(app);
    const text = app.appContext().run(() => renderTemplateString("{{ current_user.is_anonymous }}"));
    expect(text).toBe("True");
  });

  test("is nobody on pages that are answered before anybody was looked for", async () => {
    const app = new Flask(import.meta.url, { staticFolder: "." });
    app.config.fromMapping({ SECRET_KEY: "dev", TESTING: true });
    app.beforeRequest(() => (request.args.has("closed") ? abort(503) : undefined));
    const login = new LoginManager();
    login.userLoader((id) => ({ id })).initApp(app);
    const page = "{{ current_user.is_anonymous }}";
    app.errorHandler(503, () => renderTemplateString(page));
    app.errorHandler(404, () => `${renderTemplateString(page)} ${login.currentUser === undefined}`);
    const client = await loginClient(app, { id: 7 });
    expect((await client.get("/?closed")).text).toBe("True");
    expect((await client.get("/test/nothing.css")).text).toBe("True true");
    expect((await client.get("/nothing")).text).toBe("False false");
  });
});
