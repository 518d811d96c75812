import type { Flask } from "../app.ts";
import type { Outcome } from "../cli/program.ts";
import { CapturedOutput, captureOutput } from "./captured-output.ts";

/** How a command line went. */
export interface CliResult extends Outcome {
  /** All that was written, in order. */
  readonly output: string;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs an application's own commands in a test: in this process, with what they write kept.
 *
 * @example
 * const app = new Flask(import.meta.url);
 * app.cli.command("init-db", () => console.log(`tables of ${currentApp.name} made`));
 * const { exitCode, output } = await app.testCliRunner().invoke(["init-db"]);
 * [exitCode, output]; // => [0, `tables of ${app.name} made\n`]
 */
export class CliRunner {
  readonly #app: Flask;

  constructor(app: Flask) {
    this.#app = app;
  }

  /**
   * Runs a command line. Whatever happens becomes the result; nothing is thrown, and the process goes on.
   *
   * @param words - The command with its arguments, without `dewar`.
   */
  async invoke(words: readonly string[]): Promise<CliResult> {
    const app = this.#app;
    // Applications that serve have no use for commander.
    const { addCommands, createProgram, invokeWithin, runProgram } = await import("../cli/program.ts");
    const program = createProgram("dewar");
    addCommands(program, app.cli, (command, values) => invokeWithin(app, command, values));
    const captured = new CapturedOutput();
    const outcome = await captureOutput(captured, async () => {
      const ended = await runProgram(program, words);
      await app.backgroundWork.finished();
      return ended;
    });
    const { output, stdout, stderr } = captured;
    return { ...outcome, output, stdout, stderr };
  }
}
