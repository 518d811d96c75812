import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { literal } from "../compile/code-writer.ts";
import { TemplateError } from "../errors/template-error.ts";

/** Which templates are compiled, and what happens to those that cannot be. */
export interface CompileTemplatesOptions {
  /** The endings of names that are compiled, without their dot. Default: all. */
  readonly extensions?: readonly string[];
  /** Whether the template of that name is compiled. */
  readonly filter?: (name: string) => boolean;
  /** Whether templates with errors are left out instead of ending it all. Default: false. */
  readonly ignoreErrors?: boolean;
  /** Told of each template what became of it. */
  readonly log?: (message: string) => void;
}

/** What compiling needs of an environment. */
export interface ModuleSource {
  listTemplates(keep?: (name: string) => boolean): readonly string[];
  compileTemplate(name: string): string;
}

/** What a program that imports the index sees of it. */
const INDEX_TYPES = `import type { CompiledTemplate } from "@dewar/jinja";

declare const templates: ReadonlyMap<string, CompiledTemplate>;
export default templates;
`;

/**
 * Writes each template of an environment as an ES module into a directory, and an index of them, `index.mjs`.
 *
 * @returns The names of the compiled templates.
 */
export function writeModules(
  environment: ModuleSource,
  directory: string,
  { extensions, filter, ignoreErrors = false, log }: CompileTemplatesOptions,
): readonly string[] {
  const names = environment.listTemplates((name) => {
    const ending = extensions === undefined || extensions.some((extension) => name.endsWith(`.${extension}`));
    return ending && (filter?.(name) ?? true);
  });
  mkdirSync(directory, { recursive: true });
  const files = new Map<string, string>();
  for (const name of names) {
    const code = compileOne(environment, name, ignoreErrors, log);
    if (code === undefined) continue;
    const file = fileName(name);
    writeFileSync(join(directory, file), code);
    files.set(name, file);
    log?.(`compiled ${JSON.stringify(name)} to ${file}`);
  }
  writeFileSync(join(directory, "index.mjs"), indexText(files));
  writeFileSync(join(directory, "index.d.mts"), INDEX_TYPES);
  return [...files.keys()];
}

function compileOne(
  environment: ModuleSource,
  name: string,
  ignoreErrors: boolean,
  log: ((message: string) => void) | undefined,
): string | undefined {
  try {
    return environment.compileTemplate(name);
  } catch (error) {
    if (!ignoreErrors || !(error instanceof TemplateError)) throw error;
    log?.(`left out ${JSON.stringify(name)}: ${error.message}`);
    return undefined;
  }
}

function indexText(files: ReadonlyMap<string, string>): string {
  const entries = [...files].map(([name, file], index) => ({ name, file, local: `t${index + 1}` }));
  return [
    "// The compiled templates by their names.\n",
    ...entries.map(({ file, local }) => `import * as ${local} from ${literal(`./${file}`)};\n`),
    "\nexport default new Map([\n",
    ...entries.map(({ name, local }) => `  [${literal(name)}, ${local}],\n`),
    "]);\n",
  ].join("");
}

// A name may hold what no file system takes, and some take two names for one; the digest tells all names apart.
function fileName(name: string): string {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(-40);
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 16);
  return `${readable}-${digest}.mjs`;
}
