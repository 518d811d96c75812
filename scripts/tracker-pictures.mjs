// @ts-check
// Writes the pictures of docs/tracker.md: `node scripts/tracker-pictures.mjs`, after a build, with Node 22.18 or later.
// Wants a Chromium.
import { openCamera, startServer } from "./screenshots/camera.mjs";

/** @import { Page } from "playwright-core" */

const DESKTOP = { viewport: { width: 1000, height: 760 } };
const PHONE = { viewport: { width: 390, height: 760 } };

const server = await startServer("tracker.ts");
const camera = await openCamera();
try {
  await camera.take("tracker", DESKTOP, async (page) => {
    await logIn(page);
    await page.goto(`${server.url}/projects/shop`);
  });
  await camera.take("tracker-issue", { ...DESKTOP, colorScheme: "dark" }, async (page) => {
    await logIn(page);
    await page.goto(`${server.url}/issues/35`);
  });
  await camera.take("tracker-phone", PHONE, async (page) => {
    await logIn(page);
    await page.goto(`${server.url}/issues/35`);
  });
} finally {
  await camera.close();
  server.stop();
}

/** @param {Page} page */
async function logIn(page) {
  await page.goto(`${server.url}/login`);
  await page.getByLabel("Name").fill("ann");
  await page.getByLabel("Password").fill("earl-grey");
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByRole("heading", { name: "Projects" }).waitFor();
}
