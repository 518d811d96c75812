import type { Flask } from "../app.ts";
import { type AppLocation, findAppFile } from "./app-file.ts";

/** Finds and loads the application that a command line is about, once and when it is wanted. */
export class AppLoader {
  readonly #spec: string | undefined;
  #loading: Promise<Flask> | undefined;

  /** @param spec - As `--app` takes it. */
  constructor(spec: string | undefined) {
    this.#spec = spec;
  }

  /** @throws CommandError when there is no file. */
  find(): AppLocation {
    return findAppFile(this.#spec, process.cwd());
  }

  /** @throws CommandError when there is no application, or its file fails. */
  load(): Promise<Flask> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  async #load(): Promise<Flask> {
    const location = this.find();
    // The framework comes with it, which a process that only watches others does without.
    const { importApp } = await import("./import-app.ts");
    return await importApp(location);
  }
}
