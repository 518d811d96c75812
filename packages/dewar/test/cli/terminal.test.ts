import { afterAll, afterEach, describe, expect, it } from "vitest";

import { DEWAR, SiteFolder } from "./site-folder.ts";
import { missingTerminal, type Terminal } from "./terminal.ts";

const SECONDS = { timeout: 60_000 };

const site = new SiteFolder({
  "app.ts": `import { Flask } from ${DEWAR};
const app = new Flask(import.meta.url);
app.get("/", () => "tea");
app.get("/broken", () => { throw new Error("no tea"); });
app.shellContextProcessor(() => ({ teapot: { colour: "white", pours: () => "tea" } }));
export default app;
`,
});
afterAll(() => site[Symbol.dispose]());

let terminal: Terminal;
// Also after a test that took too long.
afterEach(() => terminal.close());

function open(...words: string[]): void {
  terminal = site.terminal(words, { NODE_REPL_HISTORY: `${site.path}/history` });
}

describe.skipIf(missingTerminal !== undefined)(`in a terminal (${missingTerminal ?? "there is one"})`, () => {
  it(
    "dewar run tells the address and the PIN, shows an error in colours, and ends at Ctrl-C",
    SECONDS,
    async () => {
      open("run", "--debug", "--port", "0");
      const [, url = ""] = await terminal.shown(/ at (http:\/\/127\.0\.0\.1:\d+)/);
      await terminal.shown(/PIN[^\n]*\d{3}-\d{3}-\d{3}/);
      expect((await fetch(`${url}/broken`)).status).toBe(500);
      await terminal.shown(/Error: no tea/);
      expect(terminal.raw).toContain("\x1b[");
      terminal.type("\x03");
      expect(await terminal.ended()).toBe(0);
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it(
    "dewar serve with workers ends at one Ctrl-C, which all of its processes are told of",
    SECONDS,
    async () => {
      open("serve", "--port", "0", "--workers", "2");
      const [, url = ""] = await terminal.shown(/Serving at (http:\/\/127\.0\.0\.1:\d+)/);
      expect(await (await fetch(url)).text()).toBe("tea");
      terminal.type("\x03");
      expect(await terminal.ended()).toBe(0);
      await expect(fetch(url)).rejects.toThrow();
    },
  );

  it("dewar shell completes names, awaits, and brings back the last line", SECONDS, async () => {
    open("shell");
    await terminal.shown(/Ctrl-D ends it/);
    await terminal.shown(/> $/);
    terminal.type("teapot.col");
    await terminal.shown(/teapot\.col/);
    terminal.type("\t");
    await terminal.shown(/our/);
    terminal.type("\r");
    await terminal.shown(/'white'/);
    terminal.type("await Promise.resolve(teapot.pours() + ' please')\r");
    await terminal.shown(/'tea please'/);
    terminal.type("\x1b[A\r");
    await terminal.shown(/'tea please'/);
    terminal.type("\x04");
    expect(await terminal.ended()).toBe(0);
  });
});
