import { afterEach, describe, expect, it, vi } from "vitest";
import { editorAddress, editorLink } from "../../src/page/editor.ts";

function linkWith(wanted: string | undefined): string | undefined {
  return editorLink(editorAddress(wanted), "/srv/a b/{line}#1.ts", 12, 7);
}

afterEach(() => vi.unstubAllEnvs());

describe("the link that opens a file", () => {
  it.each([
    [undefined, "vscode://file/srv/a%20b/%7Bline%7D%231.ts:12:7"],
    ["cursor", "cursor://file/srv/a%20b/%7Bline%7D%231.ts:12:7"],
    ["webstorm", "webstorm://open?file=/srv/a%20b/%7Bline%7D%231.ts&line=12&column=7"],
    ["http://localhost:9/?f={file}&l={line}", "http://localhost:9/?f=/srv/a%20b/%7Bline%7D%231.ts&l=12"],
    ["none", undefined],
    ["javascript:alert('{file}')", undefined],
  ])("for %s", (wanted, link) => {
    expect(linkWith(wanted)).toBe(link);
  });

  it("goes by the variable DEWAR_EDITOR", () => {
    vi.stubEnv("DEWAR_EDITOR", "zed");
    expect(linkWith(undefined)).toMatch(/^zed:/);
  });

  it("is for files alone", () => {
    expect(editorLink(editorAddress("vscode"), "node:fs", 1, 1)).toBeUndefined();
    expect(editorLink(editorAddress("vscode"), "<template>", 1, 1)).toBeUndefined();
  });
});
