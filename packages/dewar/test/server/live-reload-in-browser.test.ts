import { accessSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEWAR, RunningProgram } from "./running-program.ts";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(isThere);
const SECONDS = { timeout: 60_000 };

function appWith(title: string): string {
  return `import { Flask, renderTemplate, SecurityHeaders } from ${DEWAR};
const app = new Flask(import.meta.url);
new SecurityHeaders(app);
app.get("/", () => renderTemplate("page.html", { title: ${title} }));
app.run({ debug: true });
`;
}

function template(word: string): string {
  return `<!doctype html><html><head><title>{{ title }}</title>
<link rel="stylesheet" href="/static/page.css"></head><body><p>${word}</p></body></html>`;
}

describe.skipIf(CHROMIUM === undefined)("a page in a browser (left out where there is no Chromium)", () => {
  const files = {
    "app.ts": appWith('"one"'),
    "templates/page.html": template("tea"),
    "static/page.css": "p { color: rgb(1, 2, 3); }",
  };
  let program: RunningProgram;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    program = new RunningProgram(files).start();
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
    page = await browser.newPage();
    const listening = page.waitForRequest(/__reload__\?/);
    await page.goto(await program.served());
    await (await listening).response();
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await program?.remove();
  });

  /** Notes something in the page that is gone when it loads again. */
  const mark = (): Promise<unknown> => page.evaluate("document.marked = true");
  const isMarked = (): Promise<unknown> => page.evaluate("document.marked === true");

  it("takes a changed stylesheet without loading again", SECONDS, async () => {
    await mark();
    program.write("static/page.css", "p { color: rgb(4, 5, 6); }");
    const color = () => page.evaluate("getComputedStyle(document.querySelector('p')).color");
    await expect.poll(color, { timeout: 30_000 }).toBe("rgb(4, 5, 6)");
    expect(await isMarked()).toBe(true);
  });

  it("loads again when a template changes, without a restart", SECONDS, async () => {
    program.output = "";
    program.write("templates/page.html", template("cup"));
    await page.getByText("cup").waitFor();
    expect(program.output).not.toContain("starting again");
  });

  it("loads again when the application has started again", SECONDS, async () => {
    program.write("app.ts", appWith('"two"'));
    await expect.poll(() => page.title(), { timeout: 30_000 }).toBe("two");
  });

  it("shows that the code is broken, and the page when it is mended", SECONDS, async () => {
    program.write("app.ts", "throw new RangeError('no database');");
    await page.getByRole("heading", { name: "RangeError: no database" }).waitFor();
    program.write("app.ts", appWith('"three"'));
    await expect.poll(() => page.title(), { timeout: 30_000 }).toBe("three");
  });

  it("shows the debugger for a view that fails, and the page when it is mended", SECONDS, async () => {
    program.write("app.ts", appWith("missing.title"));
    await page.getByText("missing is not defined").first().waitFor();
    program.write("app.ts", appWith('"four"'));
    await expect.poll(() => page.title(), { timeout: 30_000 }).toBe("four");
  });
});

function isThere(file: string): boolean {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}
