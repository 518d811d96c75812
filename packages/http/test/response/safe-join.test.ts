import { posix } from "node:path";
import { safeJoin } from "@dewar/http";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeJoinOn } from "../../src/response/safe-join.ts";

describe("joining a path from outside", () => {
  test.each([
    ["teas/green.txt", "/srv/files/teas/green.txt"],
    ["teas//./green.txt", "/srv/files/teas/green.txt"],
    ["teas/", "/srv/files/teas"],
    ["teas/../cups", "/srv/files/cups"],
    ["...", "/srv/files/..."],
    ["..tea", "/srv/files/..tea"],
    ["", "/srv/files"],
    ["tée", "/srv/files/tée"],
  ])("%j gives %j", (path, joined) => {
    expect(safeJoinOn("linux", "/srv/files", path)).toBe(joined);
  });

  test.each(["..", "../x", "a/../../x", "a/../..", "/", "///", "/etc/passwd", "//host/x", "a\0b"])(
    "%j is refused [security 48]",
    (path) => {
      expect(safeJoin("/srv/files", path)).toBeUndefined();
      expect(safeJoin("/srv/files", "a", path)).toBeUndefined();
    },
  );

  test.each([
    ["..\\x"],
    ["a\\b"],
    ["\\\\host\\share"],
    ["C:"],
    ["C:x"],
    ["c:/x"],
    ["x:stream"],
    ["CON"],
    ["con.txt"],
    ["con "],
    ["a/NUL/b"],
    ["a/Lpt1.tar.gz"],
    ["COM¹"],
    ["conin$"],
  ])("%j is refused on Windows [security 48]", (path) => {
    expect(safeJoinOn("win32", "C:/files", path)).toBeUndefined();
  });

  test("allows on Windows what only resembles a device", () => {
    expect(safeJoinOn("win32", "C:/files", "console/com.txt")).toBe("C:/files/console/com.txt");
  });

  test("takes an empty directory for the current one [security 49]", () => {
    expect(safeJoin("", "a")).toBe("./a");
    expect(safeJoin("./", "%2e%2e/a")).toBe("./%2e%2e/a");
    expect(safeJoin("", "../a")).toBeUndefined();
  });

  test("never leads out of the directory [security 48]", () => {
    const paths = fc.array(fc.constantFrom("..", ".", "/", "\\", "a", "%2e", "\0", "C:", "//"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(paths, { maxLength: 3 }), (parts) => {
        const joined = safeJoin("/srv/files", ...parts.map((words) => words.join("")));
        if (joined === undefined) return;
        expect(`${posix.normalize(joined)}/`.startsWith("/srv/files/")).toBe(true);
      }),
    );
  });
});
