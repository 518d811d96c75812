import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import budget from "../size-budget.json" with { type: "json" };
import { packages, readManifest, ROOT } from "./workspace.ts";

// Looks at the packages as npm would publish them, so they must have been built: `npm run build`.
const run = promisify(execFile);
const ATTW = join(ROOT, "node_modules/@arethetypeswrong/cli/dist/index.js");
const TSC = join(ROOT, "node_modules/typescript/bin/tsc");
const TYPES = join(ROOT, "node_modules/@types");
const MINUTE = 60_000;

// The packages are ES modules only, and `exports` came after the first of these.
const NOT_OURS: readonly string[] = ["node10", "node16-cjs"];

let destination: string;

beforeAll(() => {
  destination = mkdtempSync(join(tmpdir(), "packed-"));
});

afterAll(() => rmSync(destination, { recursive: true }));

describe.each(packages())("$name, packed", ({ name, folder }) => {
  let packed: PackedFile;

  beforeAll(async () => {
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", destination], {
      cwd: folder,
    });
    const [first] = JSON.parse(stdout) as PackedFile[];
    if (first === undefined) throw new Error(`npm packed nothing of ${name}`);
    packed = first;
  }, MINUTE);

  test("has been built and carries no tests, stamps or configuration", () => {
    const paths = packed.files.map(({ path }) => path);
    expect(paths).toContain("dist/index.js");
    expect(paths).toContain("dist/index.d.ts");
    expect(
      paths.filter((path) => !/^(dist|src|bin|templates)\/|^(package\.json|README\.md|LICENSE)$/.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => path.endsWith(".tsbuildinfo"))).toEqual([]);
  });

  test("satisfies publint", { timeout: MINUTE }, async () => {
    const { messages } = await publint({ pkgDir: folder, strict: true });
    const manifest = readManifest(folder);
    // The templates are whole projects, to be copied; their manifests are not of this package.
    const own = messages.filter(({ code }) => code !== "NESTED_PACKAGE_JSON_FIELD_IGNORED");
    expect(own.map((message) => formatMessage(message, manifest, { color: false }))).toEqual([]);
  });

  test("has types that every resolution of ES modules finds", { timeout: MINUTE }, async () => {
    // It ends with an error for any problem, of which it writes all.
    const words = [ATTW, join(destination, packed.filename), "--format", "json"];
    const { stdout } = await run(process.execPath, words).catch(
      (failure: { readonly stdout: string }) => failure,
    );
    const { analysis } = JSON.parse(stdout) as TypesReport;
    expect(
      analysis.problems.filter(({ resolutionKind }) => !NOT_OURS.includes(resolutionKind ?? "")),
    ).toEqual([]);
  });

  test("keeps to its size", { timeout: MINUTE }, async () => {
    const size = { tarball: packed.size, bundle: await minifiedSize(folder) };
    console.log(`${name}: ${size.tarball} bytes packed, ${size.bundle} bytes of minified code`);
    const most = (budget as Readonly<Record<string, typeof size>>)[name];
    expect(most, `scripts/size-budget.json does not list ${name}`).toBeDefined();
    expect(size.tarball).toBeLessThanOrEqual(most?.tarball ?? 0);
    expect(size.bundle).toBeLessThanOrEqual(most?.bundle ?? 0);
  });
});

test("every package comes with the same version and license", () => {
  const manifests = packages().map(({ manifest }) => manifest);
  expect(new Set(manifests.map(({ version }) => version)).size).toBe(1);
  expect(new Set(manifests.map(({ license }) => license))).toEqual(new Set(["MIT"]));
  expect(existsSync(join(ROOT, "LICENSE"))).toBe(true);
});

// Most projects skip this check of what they install; the others must not meet errors of ours.
test("the published types agree with themselves", { timeout: MINUTE }, async () => {
  const config = {
    extends: join(ROOT, "tsconfig.base.json"),
    compilerOptions: { noEmit: true, skipLibCheck: false, customConditions: [], typeRoots: [TYPES] },
    files: packages().map(({ folder }) => join(folder, "dist/index.d.ts")),
  };
  writeFileSync(join(destination, "tsconfig.json"), JSON.stringify(config));
  const words = [TSC, "-p", destination, "--pretty", "false"];
  const { stdout } = await run(process.execPath, words, { cwd: ROOT }).catch(
    (failure: { readonly stdout: string }) => failure,
  );
  expect(stdout.split("\n").filter((line) => line.startsWith("packages/"))).toEqual([]);
});

interface PackedFile {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

interface TypesReport {
  readonly analysis: { readonly problems: readonly { readonly resolutionKind?: string }[] };
}

/** The bytes of the package's own code, in one minified file; what it imports is left out. */
async function minifiedSize(folder: string): Promise<number> {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    root: folder,
    build: {
      write: false,
      minify: true,
      target: "node20",
      lib: { entry: join(folder, "dist/index.js"), formats: ["es"] },
      rolldownOptions: { external: /^[^./]/ },
    },
  });
  const outputs = [built].flat().flatMap((result) => ("output" in result ? result.output : []));
  const code = outputs.map((chunk) => ("code" in chunk ? chunk.code : "")).join("");
  return Buffer.byteLength(code);
}
