import { spawn } from "node:child_process";
import { accessSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(isThere);

describe.skipIf(CHROMIUM === undefined)("the page in a browser (left out where there is no Chromium)", () => {
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startServer();
    browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
    page = await browser.newPage();
    await page.goto(server.url);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    server?.stop();
  });

  it("opens at the frame that failed, with its source and variables", async () => {
    const frame = page.locator("details.frame[open]");
    expect(await frame.locator(".current").textContent()).toContain("The cart of <Ann> cannot be paid.");
    await frame.getByText("discount: 0.5").waitFor();
  });

  it("shows values as text, and secrets not at all", async () => {
    const frame = await openFrame(page, "Cart.total");
    expect(await frame.locator("ul.values").first().textContent()).toContain("name: '<b>cup</b>'");
    const around = await openFrame(page, "checkout", 1);
    await around.getByRole("button", { name: "Members of cart" }).click();
    await around.getByText("password: ••••••").waitFor();
    expect(await page.locator("ul.values b").count()).toBe(0);
  });

  it("asks for the PIN, and tells when it is wrong", async () => {
    const frame = await openFrame(page, "Cart.total");
    await type(frame, "sum");
    await page.getByRole("dialog").waitFor();
    await enterPin(page, "000-000-000");
    await page.getByText("That is not the PIN.").waitFor();
    await enterPin(page, server.pin);
    await frame.getByRole("log").getByText("6.5").waitFor();
  });

  it("runs code in the frame, and changes its variables", async () => {
    const frame = await openFrame(page, "Cart.total");
    const answers = async (code: string, text: string) => {
      await type(frame, code);
      await frame.getByRole("log").getByText(text, { exact: true }).last().waitFor();
    };
    await answers("sum = 100", "100");
    await answers("sum + discount", "100.5");
    await answers("const twice = await Promise.resolve(sum * 2)", "undefined");
    await answers("twice", "200");
    await answers("this.owner.name", "'Ann'");
    await answers("nope", "ReferenceError: nope is not defined");
  });

  it("recalls what was typed, and completes names", async () => {
    const frame = await openFrame(page, "Cart.total");
    const input = frame.getByRole("textbox");
    await input.press("ArrowUp");
    expect(await input.inputValue()).toBe("nope");
    await input.fill("this.ow");
    await input.press("Tab");
    await expect.poll(() => input.inputValue()).toBe("this.owner");
    await input.fill("");
  });

  it("shows a cause with frames of its own", async () => {
    await page.getByRole("heading", { name: /Caused by TypeError/ }).waitFor();
  });

  it("can be used on a phone: nothing is wider than the screen", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    // As text, for what runs in the browser is not of this program.
    const excess = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(excess).toBe(0);
  });
});

async function startServer() {
  const program = join(import.meta.dirname, "failing-server.ts");
  const child = spawn(process.execPath, ["--import", "tsx", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of child.stdout.setEncoding("utf8")) {
    const { url, pin } = JSON.parse(String(line)) as { url: string; pin: string };
    return { url, pin, stop: () => void child.kill() };
  }
  throw new Error("The server ended before it listened.");
}

/** The frame of a function; `nth` counts those of the same name from the first on. */
async function openFrame(page: Page, functionName: string, nth = 0): Promise<Locator> {
  const name = page.locator("summary .function").getByText(functionName, { exact: true });
  const frame = page.locator("details.frame", { has: name }).nth(nth);
  const isOpen = (await frame.getAttribute("open")) !== null;
  if (!isOpen) await frame.locator("summary").click();
  await frame.locator("ul.values").first().waitFor();
  return frame;
}

async function type(frame: Locator, code: string): Promise<void> {
  const input = frame.getByRole("textbox");
  await input.fill(code);
  await input.press("Enter");
}

async function enterPin(page: Page, pin: string): Promise<void> {
  await page.locator("#pin").fill(pin);
  await page.getByRole("button", { name: "Open the console" }).click();
}

function isThere(file: string): boolean {
  try {
    accessSync(file);
    return true;
  } catch {
    return false;
  }
}
