import { secureFilename } from "@dewar/http";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secureFilenameOn } from "../../src/response/secure-filename.ts";

describe("a file name from outside [security 50]", () => {
  test.each([
    ["My best tea.txt", "My_best_tea.txt"],
    ["../../../etc/passwd", "etc_passwd"],
    ["／etc／passwd", "etc_passwd"],
    ["Grüner Tee.txt", "Gruner_Tee.txt"],
    ["__tea__", "tea"],
    [".htaccess", "htaccess"],
    ["a..b", "a..b"],
    ["tea$&^*)cup", "teacup"],
    ["茶", ""],
    ["..", ""],
    ["C:\\tea.txt", "Ctea.txt"],
  ])("%j becomes %j", (filename, safe) => {
    expect(secureFilenameOn("linux", filename)).toBe(safe);
  });

  test("is no path and no device on Windows", () => {
    expect(secureFilenameOn("win32", "C:\\tea.txt")).toBe("C_tea.txt");
    expect(secureFilenameOn("win32", "nul.txt")).toBe("_nul.txt");
    expect(secureFilenameOn("win32", "COM1")).toBe("_COM1");
  });

  test("becomes letters, digits, dots, hyphens and underscores, and stays so", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (filename) => {
        const safe = secureFilename(filename);
        expect(safe).toMatch(/^(?:[A-Za-z0-9-](?:[A-Za-z0-9._-]*[A-Za-z0-9-])?)?$/);
        expect(secureFilename(safe)).toBe(safe);
      }),
    );
  });
});
