import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axe from "axe-core";
import type { Flask } from "dewar";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import createApp from "../src/app.ts";
import { orm } from "../src/database.ts";
import { SEED_PASSWORD } from "../src/seed.ts";
import { silent } from "./tracker.ts";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  existsSync,
);
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

describe.skipIf(CHROMIUM === undefined)(
  "the tracker in a browser (left out where there is no Chromium)",
  () => {
    const attachments = mkdtempSync(join(tmpdir(), "tracker-"));
    let app: Flask;
    let server: Server;
    let browser: Browser;
    let baseURL: string;

    beforeAll(async () => {
      app = createApp({ DATABASE_URL: "sqlite::memory:", ATTACHMENTS: attachments });
      app.logger = silent;
      for (const command of ["upgrade", "seed"]) await app.testCliRunner().invoke(["db", command]);
      server = createServer(app.nodeHandler).listen(0, "127.0.0.1");
      await new Promise((resolve) => server.once("listening", resolve));
      baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
    });

    afterAll(async () => {
      await browser?.close();
      server?.close();
      await orm.close(app);
      rmSync(attachments, { recursive: true });
    });

    /** A window of its own, in which a user is logged in. It closes with the test. */
    async function open(name: string | undefined, options: BrowserContextOptions = {}): Promise<Page> {
      const context: BrowserContext = await browser.newContext({ baseURL, viewport: DESKTOP, ...options });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      if (name !== undefined) {
        await page.goto("/login");
        await page.getByLabel("Name").fill(name);
        await page.getByLabel("Password").fill(SEED_PASSWORD);
        await page.getByRole("button", { name: "Log in" }).click();
        await page.getByRole("heading", { name: "Projects" }).waitFor();
      }
      return page;
    }

    test("works with JavaScript off, from the first project to the last page", async () => {
      const page = await open("ann", { javaScriptEnabled: false });
      const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
      const follow = (name: string) => page.getByRole("link", { name, exact: true }).click();

      await follow("New project");
      await page.getByLabel("Name", { exact: true }).fill("Cups");
      await page.getByLabel("Short name").fill("cups");
      await press("Make it");
      await page.getByText("There is nothing to be done.").waitFor();

      await follow("New issue");
      await page.getByLabel("Title").fill("The handle comes off");
      await page.getByLabel("What is it about?").fill("When it is hot.");
      await page.getByLabel("Assignee").selectOption("ben");
      await page.getByLabel("bug").check();
      await press("Open the issue");
      await page.getByRole("heading", { name: "The handle comes off" }).waitFor();
      const address = page.url();

      await page.getByLabel("Your comment").fill("Glue does not help.");
      await press("Comment");
      await page.getByRole("article").filter({ hasText: "Glue does not help." }).waitFor();

      const note = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("two cups") };
      await page.getByLabel("Attach a file").setInputFiles(note);
      await press("Attach");
      const [download] = await Promise.all([page.waitForEvent("download"), follow("notes.txt")]);
      expect(download.suggestedFilename()).toBe("notes.txt");

      await press("Close the issue");
      await page.getByText("The issue is closed.").waitFor();

      await page.getByLabel("Search all issues").fill("GLUE handle");
      await page.keyboard.press("Enter");
      await page.getByText("No open issue is like that.").waitFor();
      await follow("Closed 1");
      await follow("The handle comes off");
      expect(page.url()).toBe(address);

      await follow("Issues");
      await follow("Next");
      expect(new URL(page.url()).searchParams.get("page")).toBe("2");
      await press("Log out");
      await page.getByText("You are logged out.").waitFor();
    });

    test("leads back after a login, and breaks words that are too long for a page", async () => {
      const page = await open(undefined, { viewport: PHONE });
      await page.goto("/issues/2");
      await page.getByRole("navigation", { name: "Account" }).getByRole("link").first().click();
      await page.getByLabel("Name").fill("vera");
      await page.getByLabel("Password").fill(SEED_PASSWORD);
      await page.getByRole("button", { name: "Log in" }).click();
      await page.waitForURL("/issues/2");
      await page.getByLabel("Your comment").fill(`Long: ${"word".repeat(200)}`);
      await page.getByRole("button", { name: "Comment" }).click();
      await page.getByRole("article").filter({ hasText: "Long:" }).waitFor();
      await page.waitForLoadState();
      expect(await findingsOn(page)).toEqual([]);
    });

    test("says that a file is too large", async () => {
      const page = await open("ben");
      await page.goto("/issues/1");
      const large = { name: "large.txt", mimeType: "text/plain", buffer: Buffer.alloc(6 * 1024 * 1024) };
      await page.getByLabel("Attach a file").setInputFiles(large);
      await page.getByRole("button", { name: "Attach", exact: true }).click();
      await page.getByRole("heading", { name: "Request Entity Too Large" }).waitFor();
    });

    test("can be used by keyboard: the first thing skips what is on every page", async () => {
      const page = await open(undefined);
      await page.goto("/issues");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.id")).toBe("q");
    });

    const EVERYBODY = [
      "/",
      "/issues",
      "/issues?page=2",
      "/issues?q=nothing+at+all",
      "/projects/shop",
      "/issues/35",
    ];
    const ADMIN = [
      ...EVERYBODY,
      "/issues/6",
      "/projects/shop?state=closed",
      "/projects/new",
      "/projects/shop/edit",
      "/projects/shop/issues/new",
      "/issues/35/edit",
      "/account/",
      "/admin/users",
      "/admin/labels",
      "/nowhere",
    ];

    test.each([
      ["a stranger", undefined, [...EVERYBODY, "/login", "/register", "/api/docs"]],
      ["an admin", "ann", ADMIN],
    ])(
      "shows %s pages in which axe finds nothing, that scroll one way only and fetch nothing from elsewhere",
      { timeout: 240_000 },
      async (_title, name, paths) => {
        const page = await open(name);
        const strange: string[] = [];
        page.on("request", (request) => {
          if (!request.url().startsWith(baseURL)) strange.push(request.url());
        });
        page.on("console", (message) => {
          if (message.type() === "error" && !message.text().includes("404")) strange.push(message.text());
        });
        for (const path of paths) {
          await page.goto(path);
          expect(await findingsOn(page), path).toEqual([]);
        }
        expect(strange).toEqual([]);
      },
    );

    test("says what is wrong with a form where everybody can find it", async () => {
      const page = await open("ann");
      await page.goto("/projects/shop/issues/new");
      await page.getByLabel("Title").fill(" ");
      await page.getByRole("button", { name: "Open the issue" }).click();
      await page.getByText("An issue needs a title.").waitFor();
      expect(await page.getByLabel("Title").getAttribute("aria-describedby")).toBe("title-problem");
      expect(await findingsOn(page)).toEqual([]);
    });
  },
);

/** What is wrong with a page, on a desktop and on a phone, in light and in dark. */
async function findingsOn(page: Page): Promise<string[]> {
  const findings: string[] = [];
  for (const viewport of [DESKTOP, PHONE]) {
    await page.setViewportSize(viewport);
    if (await page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
      findings.push(`${viewport.width}: it scrolls sideways`);
    }
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const violations = await violationsOn(page, colorScheme === "light" ? undefined : COLOR_RULES);
      findings.push(...violations.map((violation) => `${viewport.width}, ${colorScheme}: ${violation}`));
    }
  }
  return findings;
}

/** All that other colours can change. */
const COLOR_RULES = ["color-contrast", "link-in-text-block"];

/** The findings of axe-core, however small: those of all of its rules, or of some. */
async function violationsOn(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options = { resultTypes: ["violations"], ...(rules !== undefined && { runOnly: rules }) };
  await page.evaluate(`globalThis.axe ?? (() => { ${axe.source} })()`);
  const results = await page.evaluate(`axe.run(${JSON.stringify(options)})`);
  const { violations } = results as axe.AxeResults;
  return violations.flatMap(({ id, impact, nodes }) => nodes.map(({ html }) => `${impact}: ${id}: ${html}`));
}
