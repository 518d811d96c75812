import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { Config, Flask } from "../src/index.ts";

const folders: string[] = [];
function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), "dewar-config-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("the configuration of an application", () => {
  it("starts with Flask's defaults, limits included", () => {
    const { config } = new Flask(import.meta.url);
    expect(config.get("SESSION_COOKIE_NAME")).toBe("session");
    expect(config.get("PERMANENT_SESSION_LIFETIME")).toBe(2_678_400);
    expect(config.get("MAX_CONTENT_LENGTH")).toBe(16 * 1024 * 1024);
    expect(config.get("MAX_FORM_MEMORY_SIZE")).toBe(500_000);
    expect(config.get("MAX_FORM_PARTS")).toBe(1000);
  });

  it("takes upper-case keys only", () => {
    const config = new Config("/").fromMapping({ TEA: 1, Cup: 2, _X: 3 }).fromObject({ POT: 4, pot: 5 });
    expect([...config.keys()]).toEqual(["TEA", "POT"]);
  });

  it("reads files, relative to its folder, with any loader", () => {
    const config = new Config(folderWith({ "config.json": '{"TEA": "green"}', "config.ini": "TEA=black" }));
    expect(config.fromFile("config.json")).toBe(true);
    expect(config.get("TEA")).toBe("green");
    config.fromFile("config.ini", { load: (text) => Object.fromEntries([text.split("=")]) });
    expect(config.get("TEA")).toBe("black");
  });

  it("says which file is missing or broken; a missing one may be passed over in silence", () => {
    const config = new Config(folderWith({ "broken.json": "{" }));
    expect(() => config.fromFile("none.json")).toThrow(
      /There is no configuration file .*none\.json\. If it may be missing, say `\{ silent: true \}`\./,
    );
    expect(() => config.fromFile("broken.json")).toThrow(/broken\.json cannot be understood/);
    expect(config.fromFile("none.json", { silent: true })).toBe(false);
  });

  it("reads environment variables with a prefix, as JSON where they are, and into nested objects", () => {
    const env = {
      DEWAR_DEBUG: "true",
      DEWAR_NAME: "tea",
      DEWAR_SQL__ECHO: "1",
      DEWAR_SQL__POOL__SIZE: "5",
      OTHER: "x",
    };
    const config = new Config("/").fromPrefixedEnv("DEWAR", { env });
    expect(Object.fromEntries(config)).toEqual({
      DEBUG: true,
      NAME: "tea",
      SQL: { ECHO: 1, POOL: { SIZE: 5 } },
    });
  });

  it("turns debug mode on and off by what the environment means, be it a number or a text", () => {
    const app = new Flask(import.meta.url);
    const debugOf = (DEWAR_DEBUG: string): unknown => {
      app.config.fromPrefixedEnv("DEWAR", { env: { DEWAR_DEBUG } });
      return app.debug;
    };
    expect(["1", "true", "yes", "True"].map(debugOf)).toEqual([true, true, true, true]);
    expect(["0", "false", "no", "False", ""].map(debugOf)).toEqual([false, false, false, false, false]);
  });

  it("knows where later values come from after a file that was broken", () => {
    const config = new Config(folderWith({ "null.json": "null" }));
    expect(() => config.fromFile("null.json")).toThrow(/cannot be understood/);
    expect(config.set("TEA", 1).sourceOf("TEA")).toBe("code");
  });

  it("gives the keys of one prefix", () => {
    const config = new Config("/").fromMapping({ MAIL_HOST: "a", MAIL_PORT: 25, TEA: 1 });
    expect(config.getNamespace("MAIL_")).toEqual({ host: "a", port: 25 });
    expect(config.getNamespace("MAIL_", { lowercase: false, trimNamespace: false })).toEqual({
      MAIL_HOST: "a",
      MAIL_PORT: 25,
    });
  });

  it("starts from the instance folder when asked to", () => {
    const app = new Flask(import.meta.url, { instancePath: "/srv/instance", instanceRelativeConfig: true });
    expect(app.config.rootPath).toBe("/srv/instance");
  });
});

describe("a SECRET_KEY", () => {
  it("that a variable of digits has made a number is refused, with what to do", async () => {
    const app = new Flask(import.meta.url);
    app.testing = true;
    app.config.fromPrefixedEnv("DEWAR", { env: { DEWAR_SECRET_KEY: "123456789" } });
    app.get("/", () => "");
    await expect(app.testClient().get("/")).rejects.toThrow("put double quotes into its value");
    app.config.fromPrefixedEnv("DEWAR", { env: { DEWAR_SECRET_KEY: '"123456789"' } });
    expect((await app.testClient().get("/")).statusCode).toBe(200);
  });
});
