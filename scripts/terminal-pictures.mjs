// @ts-check
// Writes the pictures of docs/cli.md and docs/development-server.md: `node scripts/terminal-pictures.mjs`, after a
// build. It makes a project and runs commands in it, in a terminal (`script` of util-linux). Wants a Chromium.
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AnsiUp } from "ansi_up";
import { ROOT } from "./child-process.mjs";
import { openCamera } from "./screenshots/camera.mjs";

const WIDTH = 960;
const ENVIRONMENT = {
  ...process.env,
  NODE_ENV: "development",
  FORCE_COLOR: undefined,
  NO_COLOR: undefined,
  PATH: `${join(ROOT, "node_modules/.bin")}:${process.env["PATH"]}`,
};

const folder = await mkdtemp(join(tmpdir(), "dewar-pictures-"));
const project = join(folder, "tea-house");
const camera = await openCamera();
try {
  const made = await outputOf("dewar new tea-house", folder);
  await symlink(join(ROOT, "node_modules"), join(project, "node_modules"));
  await picture("cli-new", [["npx dewar new tea-house", made]]);
  await picture("cli-routes", [
    ["npx dewar routes", await outputOf("dewar routes", project)],
    ["npx dewar config | grep SECRET", await outputOf("dewar config | grep SECRET", project)],
  ]);
  await takeServer();
} finally {
  await camera.close();
  await rm(folder, { recursive: true });
}

/** The terminal of a server in which things go wrong, and the page of code that does not run. */
async function takeServer() {
  const blueprint = join(project, "src/hello.ts");
  const source = await readFile(blueprint, "utf8");
  const server = runInTerminal("dewar run --debug", project);
  const [, url = ""] = await server.shown(/ at (http:\/\/127\.0\.0\.1:\d+)/);
  await server.shown(/PIN/);
  await fetch(url);
  await writeFile(
    blueprint,
    `${source}\nhello.get("/menu", () => { throw new Error("No tea is left"); });\n`,
  );
  await server.shown(/starting again/);
  await server.shown(/ at http/);
  await fetch(`${url}/menu`);
  await server.shown(/\/menu 500/);
  await writeFile(blueprint, source.replace(/import \{/, "import {{"));
  await server.shown(/not running/);
  await camera.take("server-cannot-run", { viewport: { width: WIDTH, height: 400 } }, async (page) => {
    await page.goto(url);
    await page.locator("pre").evaluate((element, path) => {
      element.textContent = (element.textContent ?? "").replaceAll(path, "~");
    }, folder);
  });
  await writeFile(blueprint, source);
  await server.shown(/ at http/);
  server.type("\x03");
  await server.ended;
  await picture("server-terminal", [["npx dewar run --debug", server.output()]]);
}

/**
 * @param {string} command
 * @param {string} cwd
 */
async function outputOf(command, cwd) {
  const running = runInTerminal(command, cwd);
  await running.ended;
  return running.output();
}

/**
 * @param {string} command
 * @param {string} cwd
 */
function runInTerminal(command, cwd) {
  const line = `stty cols 110 rows 60; ${command}`;
  const child = spawn("script", ["--quiet", "--command", line, "/dev/null"], { cwd, env: ENVIRONMENT });
  let output = "";
  let seen = 0;
  let wake = () => {};
  child.stdout.on("data", (chunk) => {
    output += chunk;
    wake();
  });
  return {
    output: () => output.replaceAll(folder, "~"),
    ended: new Promise((resolve) => child.once("close", resolve)),
    /** @param {string} keys */
    type: (keys) => child.stdin.write(keys),
    /** @param {RegExp} pattern */
    async shown(pattern) {
      for (;;) {
        const match = pattern.exec(output.slice(seen));
        if (match !== null) {
          seen += match.index + match[0].length;
          return match;
        }
        await new Promise((resolve) => (wake = () => resolve(undefined)));
      }
    },
  };
}

/**
 * @param {string} name
 * @param {(readonly [string, string])[]} commands - Each with what it wrote.
 */
async function picture(name, commands) {
  const colours = new AnsiUp();
  const parts = commands.map(
    ([command, output]) =>
      `<b>$ ${command}</b>\n${colours.ansi_to_html(output.replaceAll("\r", "").replaceAll("^C", "").trimEnd())}\n`,
  );
  await camera.take(name, { viewport: { width: WIDTH, height: 1 } }, async (page) => {
    await page.setContent(`<!doctype html><style>
      body { margin: 0; background: #16181d; }
      pre { margin: 0; padding: 20px 24px; color: #d8dbe2; font: 14px/1.5 "DejaVu Sans Mono", monospace; }
      b { color: #8fd19e; font-weight: 600; }
    </style><pre>${parts.join("\n")}</pre>`);
    const { height } = (await page.locator("pre").boundingBox()) ?? { height: 400 };
    await page.setViewportSize({ width: WIDTH, height: Math.ceil(height) });
  });
}
