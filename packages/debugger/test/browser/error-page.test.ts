import { spawn } from "node:child_process";
import { accessSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const CHROMIUM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(isThere);

const runsTypeScript = Reflect.get(process.features, "typescript") === "strip";

describe.skipIf(CHROMIUM === undefined)("the page in a browser (left out where there is no Chromium)", () => {
  let server: FailingServer;
  let page: Page;

  beforeAll(async () => {
    server = await startServer("failing-server.ts", "tsx");
    page = await openPage(server);
  }, 60_000);

  afterAll(() => closePage(page, server));

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

  it("takes several lines: Shift and Enter begin one, and the history comes back line for line", async () => {
    const frame = await openFrame(page, "Cart.total");
    const input = frame.getByRole("textbox");
    await input.fill("[1, 2].map((n) =>");
    await input.press("Shift+Enter");
    await input.pressSequentially("n * 21)");
    expect(await input.getAttribute("rows")).toBe("2");
    await input.press("Enter");
    await frame.getByRole("log").getByText("Array(2) [ 21, 42 ]").waitFor();
    await input.press("ArrowUp");
    expect(await input.inputValue()).toBe("[1, 2].map((n) =>\nn * 21)");
    await input.press("ArrowDown");
    expect(await input.inputValue()).toBe("");
  });

  it("lets go of the Tab key where there is nothing to complete", async () => {
    const frame = await openFrame(page, "Cart.total");
    await frame.getByRole("textbox").focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Run");
  });

  it("shows what the config holds, one level at a time, without its secrets [security 53]", async () => {
    await page.getByRole("button", { name: "Members of MAIL" }).click();
    await page.getByText("host: 'localhost'", { exact: true }).waitFor();
    expect(await page.locator("body").textContent()).not.toContain("'hunter2'");
  });

  it("has a console for what the application tells of a template, in the template's language", async () => {
    await page.goto(`${server.url}/template`);
    const frame = page.locator("details.frame", { hasText: "<template>:2" });
    await frame.getByText("item: { name: 'tea' }").waitFor();
    await type(frame, "item.price");
    await frame.getByRole("log").getByText("'told item.price'").waitFor();
  });

  it.each([
    ["a text", "text", "'plain text'", "reason: 'plain text'"],
    ["a recursion without end", "recursion", "Maximum call stack size exceeded", "depth: "],
    ["an error after a breakpoint that nobody set", "breakpoint", "step 1", "step: 1"],
  ])("shows %s, with the variables around", async (_, path, message, variable) => {
    await page.goto(`${server.url}/${path}`);
    await page.getByRole("heading", { level: 1 }).getByText(message).waitFor();
    await page.locator("details.frame[open]").getByText(variable).first().waitFor();
  });

  it("shows an error that cannot be read", async () => {
    await page.goto(`${server.url}/hostile`);
    await page
      .getByRole("heading", { level: 1 })
      .getByText("(message cannot be read: Error: no message for you)")
      .waitFor();
  });

  it("does not let a message of many words push the frames away", async () => {
    await page.goto(`${server.url}/many`);
    const box = await page.locator("details.frame[open]").boundingBox();
    expect(box?.y).toBeLessThan(600);
  });

  it("can be used on a phone: nothing is wider than the screen", async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(server.url);
    // As text, for what runs in the browser is not of this program.
    const excess = await page.evaluate(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    expect(excess).toBe(0);
  });
});

describe.skipIf(CHROMIUM === undefined || !runsTypeScript)(
  "the page of an error that was waited for (where Node runs TypeScript itself)",
  () => {
    let server: FailingServer;
    let page: Page;

    beforeAll(async () => {
      server = await startServer("waiting-server.ts", join(import.meta.dirname, "../awaits/start-awaits.ts"));
      page = await openPage(server);
    }, 60_000);

    afterAll(() => closePage(page, server));

    it("opens at the call that waited, with its variables", async () => {
      const frame = page.locator("details.frame[open]");
      expect(await frame.locator(".current").textContent()).toContain("await readFile(file");
      await frame.getByText("file: '/nowhere/tea.txt'").waitFor();
    });

    it("has a console in the caller, which reads, changes, and waits", async () => {
      const frame = await openFrame(page, "await showCart");
      await frame.getByText("item: 'tea'").waitFor();
      await type(frame, "wanted.length");
      await enterPin(page, server.pin);
      await frame.getByRole("log").getByText("2", { exact: true }).waitFor();
      const answers = async (code: string, text: string) => {
        await type(frame, code);
        await frame.getByRole("log").getByText(text, { exact: true }).last().waitFor();
      };
      await answers("missing = 41", "41");
      await answers("missing + 1", "42");
      await answers("await Promise.resolve(guest + '!')", "'Ann!'");
      await answers("(await stock.count('milk').catch((e) => e)).code", "'ENOENT'");
    });
  },
);

type FailingServer = Awaited<ReturnType<typeof startServer>>;

/** The server's error in a browser of its own. */
async function openPage({ url }: FailingServer): Promise<Page> {
  const browser = await chromium.launch({ executablePath: CHROMIUM ?? "", args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.goto(url);
  return page;
}

/** Also where one of them did not get to be. */
async function closePage(page: Page | undefined, server: FailingServer | undefined): Promise<void> {
  await page?.context().browser()?.close();
  server?.stop();
}

async function startServer(name: string, first: string) {
  const program = join(import.meta.dirname, name);
  const child = spawn(process.execPath, ["--import", first, program], {
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
