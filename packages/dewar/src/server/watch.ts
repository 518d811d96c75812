import { realpathSync } from "node:fs";
import { basename, extname, resolve, sep } from "node:path";
import type { FSWatcher } from "chokidar";

/** What a change calls for: a new process, or only that pages are loaded again, or their styles. */
export type ChangeKind = "restart" | "page" | "styles";

/** What is watched from the start. */
export interface WatchSettings {
  /** Folders with sources. */
  readonly folders: readonly string[];
  /** More files and folders, any change of which counts: `.env`, extra files. */
  readonly extra: readonly string[];
  /** Not watched: the application writes there itself. */
  readonly instancePath: string;
  /** Called when nothing more has changed for a moment, with the first path. */
  readonly onChange: (kind: ChangeKind, path: string) => void;
}

/**
 * An editor that saves many files, or a file in steps, causes one change. It must be longer than the 50 milliseconds
 * for which chokidar tells nothing more of a file that has just changed.
 */
const QUIET = 60;
const SOURCES = /\.(?:[cm]?[jt]s|[jt]sx|json|env)$|^\.(?:env|dewarenv)$/;

/** Watches the files that an application is made of. */
export class Watch {
  readonly #settings: WatchSettings;
  readonly #sources: FSWatcher;
  readonly #extra: Set<string>;
  readonly #pages = new Set<string>();
  readonly #loaded = new Set<string>();
  #pending: { kind: ChangeKind; path: string } | undefined;
  #quiet: NodeJS.Timeout | undefined;
  #isServing = false;

  private constructor(settings: WatchSettings, sources: FSWatcher, extra: Set<string>) {
    this.#settings = settings;
    this.#sources = sources;
    this.#extra = extra;
    sources.on("all", (event, path) => this.#changed(event, path));
  }

  static async start(settings: WatchSettings): Promise<Watch> {
    const { watch } = await import("chokidar");
    const extra = new Set(settings.extra.map(real));
    const folders = settings.folders.map(real);
    const instance = real(settings.instancePath);
    const sources = watch([...folders, ...extra], {
      ignoreInitial: true,
      ignored: (path, stats) => {
        if (isWithin(extra, path)) return false;
        const name = basename(path);
        if (path === instance || name === "node_modules" || name === ".git") return true;
        return stats?.isFile() === true && !SOURCES.test(name);
      },
    });
    sources.once("ready", () => process.stdout.write("Watching for changes.\n"));
    return new Watch(settings, sources, extra);
  }

  /** Files that were loaded: once any are known, other sources do not count. */
  addLoaded(files: readonly string[]): void {
    const folders = new Set(this.#settings.folders.map(real));
    const unknown = files.filter((file) => !this.#loaded.has(file));
    for (const file of unknown) this.#loaded.add(file);
    this.#sources.add(unknown.filter((file) => !isWithin(folders, file)));
  }

  /**
   * The application serves.
   *
   * @param pages - Its folders of templates and static files.
   * @param files - Files that it has read.
   */
  async serves(pages: readonly string[], files: readonly string[]): Promise<void> {
    this.#isServing = true;
    const extra = files.map(real);
    for (const file of extra) this.#extra.add(file);
    this.#sources.add(extra);
    const folders = pages.map(real).filter((folder) => !this.#pages.has(folder));
    if (folders.length === 0) return;
    for (const folder of folders) this.#pages.add(folder);
    const { watch } = await import("chokidar");
    watch(folders, { ignoreInitial: true }).on("all", (event, path) => this.#changed(event, path));
  }

  /** The application does not run: any source counts, for one that is missing may be the reason. */
  fails(): void {
    this.#isServing = false;
  }

  #changed(event: string, path: string): void {
    if (event !== "add" && event !== "change" && event !== "unlink") return;
    const kind = this.#kindOf(event, path);
    if (kind === undefined) return;
    const pending = this.#pending;
    if (pending === undefined || rank(kind) > rank(pending.kind)) this.#pending = { kind, path };
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#tell(), QUIET);
  }

  #tell(): void {
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending !== undefined) this.#settings.onChange(pending.kind, pending.path);
  }

  #kindOf(event: string, path: string): ChangeKind | undefined {
    if (isWithin(this.#extra, path) || this.#loaded.has(path)) return "restart";
    if (isWithin(this.#pages, path))
      return extname(path) === ".css" && event === "change" ? "styles" : "page";
    if (!SOURCES.test(basename(path))) return undefined;
    return !this.#isServing || this.#loaded.size === 0 || event === "add" ? "restart" : undefined;
  }
}

function rank(kind: ChangeKind): number {
  return ["styles", "page", "restart"].indexOf(kind);
}

function isWithin(roots: ReadonlySet<string>, path: string): boolean {
  if (roots.has(path)) return true;
  for (const root of roots) if (path.startsWith(root + sep)) return true;
  return false;
}

/** The path that modules and watchers name; one that is not there yet as it is. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}
