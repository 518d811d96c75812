import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findAppFile } from "../../src/cli/app-file.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "dewar-app-file-"));
  for (const path of ["empty", "shop", "site/src"]) mkdirSync(join(folder, path), { recursive: true });
  for (const path of ["shop/app.ts", "shop/index.js", "site/src/app.mjs", "my:app.ts"]) {
    writeFileSync(join(folder, path), "");
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("without a name the file of an application", () => {
  it("is app or src/app, in TypeScript before JavaScript", () => {
    expect(findAppFile(undefined, join(folder, "shop")).file).toBe(join(folder, "shop/app.ts"));
    expect(findAppFile("", join(folder, "site")).file).toBe(join(folder, "site/src/app.mjs"));
  });

  it("must be there", () => {
    const find = () => findAppFile(undefined, join(folder, "empty"));
    expect(find).toThrow(
      /There is no application here: .*empty has no app\.\{ts,mts,tsx,js,mjs\} or src\/app\./,
    );
    expect(find).toThrow("`dewar --app path/to/app.ts ...`, set the variable DEWAR_APP");
  });
});

describe("with a name it", () => {
  it.each([
    ["shop/app.ts", "shop/app.ts"],
    ["shop/app", "shop/app.ts"],
    ["shop", "shop/app.ts"],
    ["shop/index", "shop/index.js"],
    ["my:app.ts", "my:app.ts"],
  ])("%s is found", (spec, file) => {
    expect(findAppFile(spec, folder)).toEqual({ file: join(folder, file), name: undefined, args: undefined });
  });

  it.each([
    ["shop:site", "site", undefined],
    ["shop/app.ts:createApp()", "createApp", []],
    ["shop:createApp(dev)", "createApp", ["dev"]],
    ["shop:createApp('a,b', \"c:d(\", e-1, true, null)", "createApp", ["a,b", "c:d(", "e-1", true, null]],
    ['shop:$make(3, -1.5, [1, two], {"debug": false})', "$make", [3, -1.5, [1, "two"], { debug: false }]],
  ])("%s names what to take or call", (spec, name, args) => {
    expect(findAppFile(spec, folder)).toEqual({ file: join(folder, "shop/app.ts"), name, args });
  });

  it.each([
    ["none.ts", 'There is no application file "none.ts".'],
    ["none", 'no application file "none", nor none.{ts,mts,tsx,js,mjs} or none/app.{'],
    ["empty:app", 'no application file "empty"'],
    ["shop:createApp(1a)", "The arguments (1a) cannot be read."],
  ])("%s is refused", (spec, message) => {
    expect(() => findAppFile(spec, folder)).toThrow(message);
  });
});
