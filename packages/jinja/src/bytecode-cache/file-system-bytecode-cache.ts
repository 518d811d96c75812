import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { TemplateError } from "../errors/template-error.ts";
import { BytecodeCache } from "./bytecode-cache.ts";

const FILE = /^jinja-[0-9a-f]{64}\.js$/;

/**
 * Keeps compiled templates as files of a directory that belongs to the user who runs the program, and that nobody
 * else can enter.
 *
 * @example
 * import { mkdtempSync, readdirSync, rmSync } from "node:fs";
 * import { tmpdir } from "node:os";
 * import { join } from "node:path";
 * const directory = mkdtempSync(join(tmpdir(), "templates-"));
 * const bytecodeCache = new FileSystemBytecodeCache(directory);
 * new Environment({ bytecodeCache }).fromString("{{ 6 * 7 }}").render(); // => "42"
 * readdirSync(directory).length; // => 1
 * rmSync(directory, { recursive: true });
 */
export class FileSystemBytecodeCache extends BytecodeCache {
  readonly #directory: string;

  /**
   * @param directory - Made if it does not exist. Default: one for each user, in the system's folder for temporary
   * files.
   * @throws TemplateError where the directory belongs to somebody else, or others can enter it.
   */
  constructor(directory: string = join(tmpdir(), `dewar-jinja-cache-${userInfo().uid}`)) {
    super();
    this.#directory = directory;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    refuseShared(directory);
  }

  override load(key: string): string | undefined {
    try {
      return readFileSync(this.#file(key), "utf8");
    } catch {
      return undefined;
    }
  }

  override store(key: string, code: string): void {
    const file = this.#file(key);
    // Written aside and then moved, so that no other process ever reads half a file.
    const aside = `${file}.${process.pid}`;
    try {
      writeFileSync(aside, code, { mode: 0o600, flag: "wx" });
      renameSync(aside, file);
    } catch {
      rmSync(aside, { force: true });
    }
  }

  override clear(): void {
    for (const file of readdirSync(this.#directory)) {
      if (FILE.test(file)) rmSync(join(this.#directory, file), { force: true });
    }
  }

  #file(key: string): string {
    return join(this.#directory, `jinja-${key}.js`);
  }
}

// Its files are run as code: whoever can write them is whoever runs the program.
function refuseShared(directory: string): void {
  const status = lstatSync(directory);
  const why = !status.isDirectory()
    ? "it is no directory of its own"
    : process.getuid !== undefined && status.uid !== process.getuid()
      ? "it belongs to another user"
      : process.getuid !== undefined && (status.mode & 0o077) !== 0
        ? "others can enter it (chmod 700 changes that)"
        : undefined;
  if (why === undefined) return;
  throw new TemplateError(
    `the directory ${JSON.stringify(directory)} cannot keep compiled templates: ${why}`,
  );
}
