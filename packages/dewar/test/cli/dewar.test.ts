import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEWAR, type Ended, SiteFolder } from "./site-folder.ts";

const SECONDS = { timeout: 60_000 };

let folder: SiteFolder;

beforeAll(() => {
  folder = new SiteFolder({
    "src/app.ts": `import { Blueprint, Flask, afterResponse, g } from ${DEWAR};
const app = new Flask(import.meta.url);
const blog = new Blueprint("blog", import.meta.url, { urlPrefix: "/blog" });
blog.get("/<int:id>", function show({ id }) { return String(id); });
blog.post("/", function add() { return ""; });
app.registerBlueprint(blog);
app.get("/", function index() { return "hello"; });
app.cli.command("colors", { description: "Print the colors." }, () => {
  console.log(process.env.TINT, process.env.SHAPE, process.env.SIZE, app.debug);
  afterResponse(() => console.log("afterwards"));
});
app.shellContextProcessor(() => ({ answer: 42 }));
export default app;
`,
    "factory.ts": `import { Flask } from ${DEWAR};
export function createApp(...args: unknown[]): Flask {
  const app = new Flask(import.meta.url, { name: JSON.stringify(args) });
  app.cli.command("name", () => console.log(app.name));
  return app;
}
`,
    "two.ts": `import { Flask } from ${DEWAR};
export const one = new Flask(import.meta.url);
export const other = new Flask(import.meta.url);
`,
    "twice.ts": `import { Flask } from ${DEWAR};
export function createApp() {
  const app = new Flask(import.meta.url);
  for (const word of ["one", "two"]) app.get("/menu", { endpoint: word }, () => word);
  return app;
}
`,
    "broken.ts": "throw new RangeError('no database');\n",
    "runs.ts": `import { Flask } from ${DEWAR};
export const app = new Flask(import.meta.url);
app.cli.command("hi", () => console.log("hi"));
app.run();
`,
    ".env": "TINT=red\nSHAPE=round\n",
    ".dewarenv": "SHAPE=square\nSIZE=big\n",
    "more.env": "TINT=blue\n",
  });
});

afterAll(() => folder[Symbol.dispose]());

function dewar(words: readonly string[], input = "", env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return folder.dewar(words, input, env);
}

describe("dewar", () => {
  it("lists the application's commands beside its own", SECONDS, async () => {
    const { code, stdout } = await dewar(["--help"]);
    expect(code).toBe(0);
    for (const line of [/^ {2}run /m, /^ {2}routes /m, /^ {2}shell /m, /^ {2}colors +Print the colors\.$/m]) {
      expect(stdout).toMatch(line);
    }
  });

  it(
    "runs a command with the variables of .env and .dewarenv, and waits for background work",
    SECONDS,
    async () => {
      expect(await dewar(["colors"])).toEqual({
        code: 0,
        stdout: "red round big false\nafterwards\n",
        stderr: "",
      });
      const { stdout } = await dewar(["-e", "more.env", "--debug", "colors"], "", { SIZE: "small" });
      expect(stdout).toBe("blue round small true\nafterwards\n");
    },
  );

  it("shows its help when it is asked for nothing, in colours where they are wanted", SECONDS, async () => {
    const { code, stdout } = await dewar([]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /To develop:\n {2}new .*To serve in production:\n {2}serve .*Of the application "app":\n {2}colors/s,
    );
    expect((await dewar([], "", { FORCE_COLOR: "1" })).stdout).toContain("\u001B[1mTo develop:\u001B[22m");
    expect((await dewar(["--app", "none.ts", "routes"], "", { FORCE_COLOR: "1" })).stderr).toContain(
      "\u001B[31mError:\u001B[39m",
    );
  });

  it("explains what is missing, without and with an application", SECONDS, async () => {
    const nothing = await dewar(["--app", "none.ts", "routes"]);
    expect(nothing).toMatchObject({ code: 1, stderr: 'Error: There is no application file "none.ts".\n' });
    const help = await dewar(["--app", "none.ts", "--help"]);
    expect([help.code, help.stdout]).toEqual([
      0,
      expect.stringMatching(/To develop:.*There is no application file/s),
    ]);
    const unknown = await dewar(["--app", "none.ts", "colors"]);
    expect(unknown.stderr).toContain(
      '"colors" is no command of dewar itself, and the application\'s are not known.',
    );
    const late = await dewar(["routes", "--app", "src/app.ts"]);
    expect(late.stderr).toContain("unknown option '--app': it stands before the command.");
  });
});

describe("the application is", () => {
  it("made by a factory, with the arguments that it is given", SECONDS, async () => {
    const { code, stdout } = await dewar(["--app", "factory.ts:createApp(dev, 3)", "name"]);
    expect([code, stdout]).toEqual([0, '["dev",3]\n']);
  });

  it.each([
    ["two.ts", "two.ts exports several applications: one, other. Say which: `--app two.ts:name`."],
    ["two.ts:three", 'two.ts exports no "three". Its exports are: one, other.'],
    ["broken.ts", "broken.ts cannot be loaded.\n"],
    ["broken.ts", ">    1 | throw new RangeError('no database');"],
    ["broken.ts", "\nRangeError: no database"],
    ["twice.ts", "createApp() of twice.ts failed.\n"],
    ["twice.ts", ">    4 |   for (const word"],
    ["twice.ts", "Change its path or its methods, or remove one of them.\n    at createApp"],
  ])("not found: DEWAR_APP=%s", SECONDS, async (spec, message) => {
    const { code, stderr } = await dewar(["routes"], "", { DEWAR_APP: spec });
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  });

  it("not served by its own app.run()", SECONDS, async () => {
    const { code, stdout, stderr } = await dewar(["--app", "runs.ts", "hi"]);
    expect([code, stdout]).toEqual([0, "hi\n"]);
    expect(stderr).toContain("app.run() does nothing here");
  });
});

describe("dewar routes", () => {
  it("shows what answers where", SECONDS, async () => {
    expect((await dewar(["routes"])).stdout).toBe(
      [
        "Endpoint   Methods  Rule",
        "---------  -------  --------------",
        "blog.add   POST     /blog/",
        "blog.show  GET      /blog/<int:id>",
        "index      GET      /",
        "",
      ].join("\n"),
    );
  });

  it("can be sorted and narrowed", SECONDS, async () => {
    const { stdout } = await dewar(["routes", "blog", "--method", "get", "--all-methods", "--sort", "rule"]);
    expect(stdout.split("\n").slice(2)).toEqual(["blog.show  GET, HEAD, OPTIONS  /blog/<int:id>", ""]);
    expect((await dewar(["routes", "--blueprint", "shop"])).stdout).toBe("There are no such routes.\n");
  });
});

describe("dewar shell", () => {
  it("evaluates inside a context of the application, with await", SECONDS, async () => {
    const { code, stdout } = await dewar(
      ["shell"],
      "g.sum = answer + 1; app.name\nawait new Promise((resolve) => setImmediate(resolve)); g.sum\n",
    );
    expect(code).toBe(0);
    expect(stdout).toContain("At hand: app, g, answer.");
    expect(stdout).toMatch(/> 'app'\n> 43\n/);
  });
});

describe("dewar run", () => {
  it("refuses debug mode in production [security 54]", SECONDS, async () => {
    const { code, stderr } = await dewar(["run", "--debug"], "", { NODE_ENV: "production" });
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("refuses debug mode while NODE_ENV is production"),
    ]);
  });
});
