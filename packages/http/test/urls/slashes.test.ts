import { describe, expect, test } from "vitest";

import {
  withOneLeadingSlash,
  withoutLeadingSlashes,
  withoutTrailingSlashes,
} from "../../src/urls/slashes.ts";

describe("slashes", () => {
  test.each([
    ["", "", "", "/"],
    ["/", "", "", "/"],
    ["///", "", "", "/"],
    ["a", "a", "a", "/a"],
    ["/a//b/", "/a//b", "a//b/", "/a//b/"],
    ["//a", "//a", "a", "/a"],
  ])("of %j", (path, withoutTrailing, withoutLeading, withOne) => {
    expect(withoutTrailingSlashes(path)).toBe(withoutTrailing);
    expect(withoutLeadingSlashes(path)).toBe(withoutLeading);
    expect(withOneLeadingSlash(path)).toBe(withOne);
  });
});
