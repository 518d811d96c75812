import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseEnv } from "node:util";
import { CommandError } from "./errors.ts";

/**
 * Sets the environment variables of files. A variable that is set already stays; of the files, the earlier wins: the
 * one given, the nearest `.env`, the nearest `.dewarenv`.
 *
 * @param given - A file to read besides; it must be there.
 * @returns The files that were read.
 * @throws CommandError when the given file cannot be read.
 */
export function loadEnvFiles(given: string | undefined): string[] {
  const usual = process.env["DEWAR_SKIP_DOTENV"] === "1" ? [] : [nearest(".env"), nearest(".dewarenv")];
  const files = [given === undefined ? undefined : resolve(given), ...usual].filter(
    (file) => file !== undefined,
  );
  for (const file of files) {
    for (const [name, value] of Object.entries(parseEnv(read(file)))) process.env[name] ??= value;
  }
  return files;
}

/** The file of that name in this folder or the closest one around it. */
function nearest(name: string): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const file = join(folder, name);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return undefined;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new CommandError(
      `The file of environment variables ${file} cannot be read (${code ?? String(cause)}).`,
      {
        cause,
      },
    );
  }
}
