// @ts-check
// Writes the pictures of docs/debugger.md: `node scripts/screenshots.mjs`, after a build. Wants a Chromium.
import { openCamera, startServer } from "./screenshots/camera.mjs";

const DESKTOP = { viewport: { width: 1000, height: 900 } };
const PHONE = { viewport: { width: 390, height: 780 } };

/** @import { Locator, Page } from "playwright-core" */

const server = await startServer("shop.ts");
const camera = await openCamera();
try {
  await camera.take("debugger", DESKTOP, async (page) => {
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
  await camera.take("debugger-template", { ...DESKTOP, colorScheme: "dark" }, async (page) => {
    await page.goto(`${server.url}/cart`);
    const frame = page.locator("details.frame[open]");
    await frame.getByText("'Your cart'").waitFor();
    await page.evaluate("document.activeElement.blur()");
  });
  await camera.take("debugger-phone", PHONE, async (page) => {
    await page.goto(server.url);
    await page.locator("details.frame[open] ul.values").first().waitFor();
  });
} finally {
  await camera.close();
  server.stop();
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
