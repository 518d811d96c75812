// @ts-check
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { ROOT } from "../child-process.mjs";

const CHROMIUM =
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync) ?? "chromium";

/** @import { BrowserContextOptions, Page } from "playwright-core" */

/** Opens a Chromium that takes the pictures of the documentation. */
export async function openCamera() {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  return {
    /**
     * Writes `docs/images/<name>.png`.
     *
     * @param {string} name
     * @param {BrowserContextOptions} options
     * @param {(page: Page) => Promise<void>} arrange - Brings the page to what the picture shows.
     */
    async take(name, options, arrange) {
      const context = await browser.newContext(options);
      const page = await context.newPage();
      await arrange(page);
      await page.screenshot({ path: join(ROOT, `docs/images/${name}.png`) });
      await context.close();
    },
    close: () => browser.close(),
  };
}

/**
 * Starts a program of this folder, which writes what is to be known of it as one line of JSON when it listens.
 *
 * @param {string} file
 * @returns {Promise<{ url: string, pin: string, stop: () => void }>} What it wrote, and a way to end it.
 */
export async function startServer(file) {
  const child = spawn(process.execPath, ["--import", "tsx", join(import.meta.dirname, file)], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of child.stdout.setEncoding("utf8")) {
    return { ...JSON.parse(line), stop: () => child.kill() };
  }
  throw new Error("The server ended before it listened.");
}
