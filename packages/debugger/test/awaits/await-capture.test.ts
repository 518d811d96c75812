import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const START = join(import.meta.dirname, "start-awaits.ts");
const isPossible = "registerHooks" in nodeModule && Reflect.get(process.features, "typescript") === "strip";

/** Runs a program in a process of its own, whose modules are rewritten, and reads what it says. */
async function run<Report>(
  program: string,
  { options = ["--import", START], env = {} } = {},
): Promise<Report> {
  const file = resolve(import.meta.dirname, program);
  const { stdout } = await promisify(execFile)(process.execPath, [...options, file], {
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as Report;
}

type Call = [functionName: string, line: number, variables: Record<string, unknown>];

interface Situation {
  readonly calls: readonly Call[];
  readonly cause: readonly Call[];
}

describe.skipIf(!isPossible)("calls that only wait (where Node runs TypeScript itself)", () => {
  let report: { situations: Record<string, Situation>; answers: unknown[] };
  const functionsOf = (name: string) => report.situations[name]?.calls.map(([functionName]) => functionName);
  const variablesOf = (name: string, nth = 0) => report.situations[name]?.calls[nth]?.[2];

  beforeAll(async () => {
    report = await run("waiting-program.ts");
  });

  it("are kept with the variables of loops and blocks, of errors too that Node makes by itself", () => {
    expect(functionsOf("an error of Node")).toEqual(["stock", "an error of Node"]);
    expect(variablesOf("an error of Node")).toEqual({
      item: "tea",
      tries: [7, 7],
      ending: "txt",
      code: "tea.txt",
    });
    expect(variablesOf("an error of Node", 1)).toMatchObject({ item: "tea" });
  });

  it.each([
    ["an arrow", ["an arrow"], {}],
    ["a query that is no promise", ["a query that is no promise"], { table: "cups" }],
    ["a loop", ["numbers", "a loop"], { given: 1 }],
    ["one of several", ["one of several"], { count: 2 }],
    ["an end that waits", ["an end that waits"], { opened: "yes" }],
    ["an error that is thrown again", ["an error that is thrown again"], { times: 2 }],
    [
      "something that is tried again",
      ["something that is tried again"],
      { tries: 2, isLast: true, promise: {} },
    ],
  ])("are kept of %s", (name, functions, variables) => {
    expect(functionsOf(name)).toEqual(functions);
    expect(variablesOf(name)).toEqual(variables);
  });

  it("are kept at the wait, though others follow while it ends", () => {
    const [call] = report.situations["an end that waits"]?.calls ?? [];
    const [before] = report.situations["one of several"]?.calls ?? [];
    expect((call?.[1] ?? 0) - (before?.[1] ?? 0)).toBe(5);
  });

  it("are kept of an error that the call catches, as the cause of another", () => {
    expect(report.situations["a cause"]).toMatchObject({
      calls: [],
      cause: [["a cause", expect.any(Number), { first: 1 }]],
    });
  });

  it("are none when the call itself has thrown, after it has waited", () => {
    expect(functionsOf("an error after the wait")).toEqual([]);
  });

  it("are as many as a recursion has, from the innermost outwards", () => {
    expect(report.situations["a recursion"]?.calls.map(([, , variables]) => variables["depth"])).toEqual([
      3,
      2,
      1,
      0,
      undefined,
    ]);
  });

  it("have a console that knows `this`, its private fields, and changes what it finds", () => {
    expect(report.answers).toEqual(["cup.txt", "/nowhere", [7, 7, 7], null, "txt"]);
  });
});

describe.skipIf(!isPossible)("a program whose awaits are watched (where Node runs TypeScript itself)", () => {
  it("does the same in the same order, and its errors tell the same", async () => {
    const watched = await run("ordinary-program.ts");
    expect(watched).toEqual(await run("ordinary-program.ts", { options: [] }));
    expect(watched).toMatchObject({ unhandled: ["nobody cares"] });
  });

  it("keeps nothing of what it has waited for, nor of an error that it lets go", async () => {
    const { kept, left } = await run<{ kept: number; left: string[] }>("forgetful-program.ts", {
      options: ["--expose-gc", "--import", START],
    });
    expect(kept).toBeGreaterThan(0);
    expect(left).toEqual([]);
  });
});

describe.skipIf(!isPossible)("what is left as it is (where Node runs TypeScript itself)", () => {
  let folder: string;

  const modules = {
    "plain.mjs": "export default async () => await 1;",
    "typed.mts": "\uFEFFconst one: number = 1;\r\nexport default async () => await one;\r\n",
    "mapped.mjs": "export default async () => await 1;\n//# sourceMappingURL=data:,",
    "common.cjs": "module.exports = async () => await 1;",
    "node_modules/library/index.mjs": "export default async () => await 1;",
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "awaits-"));
    for (const [name, code] of Object.entries(modules)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), code);
    }
    const imports = Object.keys(modules).map((name) => `(await import("./${name}")).default`);
    writeFileSync(
      join(folder, "main.mjs"),
      `const functions = [${imports.join(", ")}];
       console.log(JSON.stringify(functions.map((one) => String(one).includes("$dewar"))));`,
    );
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const rewritten = async (given: { options?: string[]; env?: Record<string, string> } = {}) => {
    const flags = await run<boolean[]>(join(folder, "main.mjs"), given);
    return Object.keys(modules).filter((_, index) => flags[index]);
  };

  it("are CommonJS, libraries, and what was compiled and has a map", async () => {
    expect(await rewritten()).toEqual(["plain.mjs", "typed.mts"]);
  });

  it("is everything while another debugger is attached", async () => {
    expect(await rewritten({ options: ["--inspect=0", "--import", START] })).toEqual([]);
  });

  it("is everything while it is counted what of the source runs", async () => {
    expect(await rewritten({ env: { NODE_V8_COVERAGE: join(folder, "coverage") } })).toEqual([]);
  });
});
