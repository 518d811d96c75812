import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { COMPILER_VERSION } from "../../src/compile/compiler-version.ts";
import {
  BytecodeCache,
  DictLoader,
  Environment,
  type EnvironmentOptions,
  FileSystemBytecodeCache,
  i18nExtension,
  SandboxedEnvironment,
} from "../../src/index.ts";

let directory = "";

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "bytecode-"));
});

afterEach(() => rmSync(directory, { recursive: true }));

class MemoryCache extends BytecodeCache {
  readonly codes: Map<string, string> = new Map();
  hits = 0;

  override load(key: string): string | undefined {
    const code = this.codes.get(key);
    if (code !== undefined) this.hits++;
    return code;
  }

  override store(key: string, code: string): void {
    this.codes.set(key, code);
  }
}

describe("a cache of compiled templates", () => {
  it("saves the work of reading and compiling", () => {
    const bytecodeCache = new MemoryCache();
    const loader = new DictLoader({ a: "{{ x }}{% include 'b' %}", b: "{{ x * 2 }}" });
    const render = (): string => new Environment({ loader, bytecodeCache }).getTemplate("a").render({ x: 3 });
    expect([render(), bytecodeCache.hits, bytecodeCache.codes.size]).toEqual(["36", 0, 2]);
    expect([render(), bytecodeCache.hits, bytecodeCache.codes.size]).toEqual(["36", 2, 2]);
  });

  it("keeps each text, name, form and configuration apart", async () => {
    const bytecodeCache = new MemoryCache();
    const source = "{{ '<' }}";
    const options: readonly EnvironmentOptions[] = [
      {},
      { autoescape: true },
      { trimBlocks: true },
      { extensions: ["do"] },
      { extensions: [i18nExtension({ newstyle: true })] },
      { finalize: (value: unknown) => value },
      { filters: { own: () => "" } },
      { policies: { "ext.i18n.trimmed": true } },
    ];
    for (const each of options) new Environment({ ...each, bytecodeCache }).fromString(source);
    new SandboxedEnvironment({ bytecodeCache }).fromString(source);
    await new Environment({ bytecodeCache }).fromString(source).renderAsync();
    new Environment({ bytecodeCache }).fromString(`${source}!`);
    new Environment({ bytecodeCache, loader: new DictLoader({ named: source }) }).getTemplate("named");
    expect(bytecodeCache.codes.size).toBe(options.length + 4);
  });

  it("is asked for code of this version of the compiler alone", () => {
    expect(COMPILER_VERSION).toBe(manifest.version);
  });

  it("is not believed when it returns something damaged", () => {
    const bytecodeCache = new MemoryCache();
    const render = (): string => new Environment({ bytecodeCache }).fromString("{{ 6 * 7 }}").render();
    expect(render()).toBe("42");
    for (const damage of ["", "no line", "checksum\nreturn 1", "\n"]) {
      for (const key of bytecodeCache.codes.keys()) bytecodeCache.codes.set(key, damage);
      expect(render()).toBe("42");
    }
  });
});

describe("FileSystemBytecodeCache", () => {
  it("keeps templates for the next run of the program, and forgets them when told to", () => {
    const cache = new FileSystemBytecodeCache(directory);
    const render = (): string => new Environment({ bytecodeCache: cache }).fromString("{{ 6 * 7 }}").render();
    expect(render()).toBe("42");
    const [file = ""] = readdirSync(directory);
    expect(readdirSync(directory)).toHaveLength(1);
    writeFileSync(join(directory, file), readFileSync(join(directory, file), "utf8").slice(0, -10));
    expect(render()).toBe("42");
    writeFileSync(join(directory, "other.txt"), "");
    cache.clear();
    expect(readdirSync(directory)).toEqual(["other.txt"]);
  });

  it.skipIf(process.getuid === undefined)(
    "[security 64] keeps to a directory that nobody else can enter (left out where users have no numbers)",
    () => {
      const own = join(directory, "own", "cache");
      const cache = new FileSystemBytecodeCache(own);
      expect(statSync(own).mode & 0o777).toBe(0o700);
      new Environment({ bytecodeCache: cache }).fromString("x");
      const [file = ""] = readdirSync(own);
      expect(statSync(join(own, file)).mode & 0o777).toBe(0o600);

      const shared = join(directory, "shared");
      mkdirSync(shared);
      chmodSync(shared, 0o755);
      expect(() => new FileSystemBytecodeCache(shared)).toThrow("others can enter it");
      const link = join(directory, "link");
      symlinkSync(own, link);
      expect(() => new FileSystemBytecodeCache(link)).toThrow("no directory of its own");
    },
  );

  it("does without what it cannot write", () => {
    const cache = new FileSystemBytecodeCache(join(directory, "gone"));
    rmSync(join(directory, "gone"), { recursive: true });
    expect(new Environment({ bytecodeCache: cache }).fromString("{{ 6 * 7 }}").render()).toBe("42");
  });
});
