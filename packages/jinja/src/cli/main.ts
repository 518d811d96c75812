import { parseArgs } from "node:util";
import { TemplateSyntaxError } from "../errors/syntax-error.ts";
import { COMMAND_OPTIONS, compileCommand, type CompileOptions, UsageError } from "./compile-command.ts";

const HELP = `Usage: dewar-jinja compile [TEMPLATES] --out DIRECTORY [options]

Compiles the templates of a directory to ES modules, which a ModuleLoader serves without generating code.

  -o, --out DIRECTORY        where the modules are written
  -e, --environment MODULE   an ES module whose default export is the Environment to compile with; without TEMPLATES
                             those of its own loader are compiled
      --ending ENDING        compile names with this ending alone; may be given several times
      --extension NAME       a built-in extension: do, loopcontrols, i18n, debug; may be given several times
      --no-autoescape        do not escape; by default templates that end in .html, .htm, .xml are escaped
      --trim-blocks          remove the first newline after a block
      --lstrip-blocks        remove white space before a block
      --ignore-errors        leave out templates with errors
  -q, --quiet                print nothing but errors
  -h, --help                 print this
`;

/** Where a command prints. */
export interface CommandOutput {
  log(text: string): void;
  error(text: string): void;
}

/**
 * Runs the command.
 *
 * @param args - The words after the command's name.
 * @returns The exit code: 0, 1 for templates that cannot be compiled, 2 for a command that cannot be understood.
 */
export async function main(args: readonly string[], output: CommandOutput): Promise<number> {
  try {
    const { values, positionals } = parse(args);
    if (values.help === true) {
      output.log(HELP);
      return 0;
    }
    const [command, templates, ...further] = positionals;
    if (command !== "compile") throw new UsageError(commandProblem(command));
    if (further.length > 0)
      throw new UsageError(`there is one directory of templates, not also ${further[0]}`);
    const log = values.quiet === true ? undefined : (message: string) => output.log(message);
    const names = await compileCommand(templates, values, log);
    log?.(`${names.length} compiled`);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      output.error(`dewar-jinja: ${error.message}\nTry: dewar-jinja --help`);
      return 2;
    }
    output.error(`dewar-jinja: ${describe(error)}`);
    return 1;
  }
}

function parse(args: readonly string[]): { values: CompileOptions; positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options: COMMAND_OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function commandProblem(command: string | undefined): string {
  return command === undefined ? "a command is missing" : `there is no command ${JSON.stringify(command)}`;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (!(error instanceof TemplateSyntaxError)) return error.message;
  const place = `${error.templateName ?? "<template>"}:${error.lineno}:${error.column ?? 1}`;
  return `${place}: ${error.message}\n${error.codeFrame}`;
}
