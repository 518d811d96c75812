import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { shellWord } from "../../src/cli/shell-word.ts";

it("leaves plain paths as they are", () => {
  expect(shellWord("../sites/my-site_2.0", "linux")).toBe("../sites/my-site_2.0");
  expect(shellWord("..\\my-site", "win32")).toBe("..\\my-site");
});

it("puts what a shell would take apart in its quotes", () => {
  expect(shellWord("my site", "linux")).toBe("'my site'");
  expect(shellWord("my site", "win32")).toBe('"my site"');
  expect(shellWord("-site", "linux")).toBe("./-site");
});

it
  .skipIf(process.platform === "win32")
  .each(["my site", "it's", "$HOME", "~", "a;b", '"', "`x`", "a\\b", "é"])(
  "is for a shell the path %s (left out where there is no sh)",
  (path) => {
    const words = ["-c", `printf %s ${shellWord(path)}`];
    expect(execFileSync("sh", words, { encoding: "utf8" })).toBe(path);
  },
);
