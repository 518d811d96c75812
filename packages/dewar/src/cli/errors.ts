import { DewarError } from "../errors.ts";

/**
 * A command cannot go on, for a reason that its user can mend. The message is all that is shown; other errors are
 * shown with their stack.
 *
 * @example
 * const app = new Flask(import.meta.url);
 * app.cli.command("import <file>", ({ file }) => { throw new CommandError(`There is no file ${file}.`); });
 * const result = await app.testCliRunner().invoke(["import", "a.csv"]);
 * [result.exitCode, result.stderr]; // => [1, "Error: There is no file a.csv.\n"]
 */
export class CommandError extends DewarError {
  /** What the process ends with. */
  readonly exitCode: number;

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: number } = {}) {
    super("command_failed", message, options);
    this.exitCode = options.exitCode ?? 1;
  }
}
