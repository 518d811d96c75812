import { spawn } from "node:child_process";
import { once } from "node:events";
import { CommandError } from "dewar";
import { type DatabaseAddress, IN_MEMORY } from "./database-url.ts";

/**
 * Hands the terminal over to the program that comes with a database, until the user leaves it.
 *
 * @throws CommandError when there is none for the database, or it is not installed.
 */
export async function openDatabaseShell(address: DatabaseAddress): Promise<void> {
  const { program, words, env } = shellOf(address);
  const child = spawn(program, words, { stdio: "inherit", env: { ...process.env, ...env } });
  const [exitCode] = (await once(child, "exit").catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw new CommandError(`The program ${program} is not installed.`, { cause: error });
  })) as [number | null];
  if (exitCode !== 0) throw new CommandError(`${program} ended with code ${exitCode}.`);
}

interface Shell {
  readonly program: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** The command line that opens a database. A password goes into the environment, where other users cannot see it. */
export function shellOf(address: DatabaseAddress): Shell {
  if (address.kind === "sqlite") {
    if (address.file !== IN_MEMORY) return { program: "sqlite3", words: [address.file], env: {} };
    throw new CommandError(
      "A database in memory is gone when the process ends: there is nothing to look into.",
    );
  }
  if (address.kind === "other") throw new CommandError("There is a shell for SQLite and PostgreSQL only.");
  const parts = /^([^:]*:\/\/[^:@/]*)(?::([^@/]*)(?=@))?(.*)$/s.exec(address.url);
  const [, before = "", password = "", after = ""] = parts ?? [];
  const named = /(?<=[?&])password=([^&]*)&?/;
  const secret = decodeURIComponent(named.exec(after)?.[1] ?? password);
  return {
    program: "psql",
    words: [before + after.replace(named, "")],
    env: secret === "" ? {} : { PGPASSWORD: secret },
  };
}
