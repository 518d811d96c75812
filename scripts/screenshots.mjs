// @ts-check
// Writes the pictures of docs/debugger.md: `node scripts/screenshots.mjs`, after a build. Wants a Chromium.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";

const ROOT = join(import.meta.dirname, "..");
const CHROMIUM =
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium";
const DESKTOP = { viewport: { width: 1000, height: 900 } };
const PHONE = { viewport: { width: 390, height: 780 } };

/** @import { BrowserContextOptions, Locator, Page } from "playwright-core" */

const server = await startServer();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
try {
  await take("debugger", DESKTOP, async (page) => {
    await page.goto(server.url);
    const frame = await openFrame(page, "Cart.total");
    await frame.getByRole("button", { name: "Members of item" }).click();
    await type(frame, "this.items.map((item) => item.stock?.left)");
    await page.locator("#pin").fill(server.pin);
    await page.keyboard.press("Enter");
    await frame.getByRole("log").getByText("Array(2)").waitFor();
    await type(frame, "sum = await Promise.resolve(sum + 4)");
    await frame.getByRole("log").getByText("5.5", { exact: true }).waitFor();
    await frame.evaluate((element) => element.scrollIntoView());
  });
  await take("debugger-template", { ...DESKTOP, colorScheme: "dark" }, async (page) => {
    await page.goto(`${server.url}/cart`);
    const frame = page.locator("details.frame[open]");
    await frame.getByText("'Your cart'").waitFor();
    await page.evaluate("document.activeElement.blur()");
  });
  await take("debugger-phone", PHONE, async (page) => {
    await page.goto(server.url);
    await page.locator("details.frame[open] ul.values").first().waitFor();
  });
} finally {
  await browser.close();
  server.stop();
}

/**
 * @param {string} name
 * @param {BrowserContextOptions} options
 * @param {(page: Page) => Promise<void>} arrange
 */
async function take(name, options, arrange) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await arrange(page);
  await page.screenshot({ path: join(ROOT, `docs/images/${name}.png`) });
  await context.close();
}

/**
 * @param {Page} page
 * @param {string} functionName
 */
async function openFrame(page, functionName) {
  const name = page.locator("summary .function").getByText(functionName, { exact: true });
  const frame = page.locator("details.frame", { has: name }).first();
  await frame.locator("summary").click();
  await frame.locator("ul.values").first().waitFor();
  return frame;
}

/**
 * @param {Locator} frame
 * @param {string} code
 */
async function type(frame, code) {
  await frame.getByRole("textbox").fill(code);
  await frame.getByRole("textbox").press("Enter");
}

async function startServer() {
  const program = join(ROOT, "scripts/screenshots/shop.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of child.stdout.setEncoding("utf8")) {
    return { ...JSON.parse(line), stop: () => child.kill() };
  }
  throw new Error("The server ended before it listened.");
}
