import cluster from "node:cluster";
import { CommanderError, type Command as Program } from "commander";
import { toError } from "../errors.ts";
import { markAsCommandLine } from "../server/command-line.ts";
import { AppGroup } from "./app-group.ts";
import { addConfigCommand } from "./config-command.ts";
import { addColors } from "./colors.ts";
import { describeFailure } from "./describe-failure.ts";
import { loadEnvFiles } from "./env-files.ts";
import { CommandError } from "./errors.ts";
import { AppLoader } from "./load-app.ts";
import { addNewCommand } from "./new-command.ts";
import { packageVersion } from "./package-version.ts";
import {
  addCommands,
  createProgram,
  invokeWithin,
  type Outcome,
  reportFailure,
  runProgram,
} from "./program.ts";
import { addRoutesCommand } from "./routes-command.ts";
import { addRunCommand, type Surroundings } from "./run-command.ts";
import { addServeCommand } from "./serve-command.ts";
import { addShellCommand } from "./shell-command.ts";
import { addTemplatesCommands } from "./templates-commands.ts";

/** The options that stand before the command. */
interface GlobalOptions {
  readonly app?: string;
  readonly debug?: boolean;
  readonly envFile?: string;
}

/**
 * The command `dewar`: finds the application, and runs one of its commands or of the framework's. The process ends by
 * itself when nothing is left to do, with the exit code that this leaves behind.
 *
 * @param words - The command line without `node` and `dewar`.
 */
export async function main(words: readonly string[]): Promise<void> {
  const { exitCode } = await runDewar(words);
  process.exitCode = exitCode;
  // A worker would stay, for the sake of its channel to the process that watches it.
  if (exitCode !== 0 && cluster.isWorker) process.exit();
}

async function runDewar(words: readonly string[]): Promise<Outcome> {
  markAsCommandLine();
  const environment = { ...process.env };
  const program = addGlobalOptions(addColors(createProgram("dewar")));
  try {
    const { options, command } = readGlobalOptions(words);
    const envFiles = loadEnvFiles(options.envFile);
    if (options.debug !== undefined) process.env["DEWAR_DEBUG"] = options.debug ? "1" : "0";
    const loader = new AppLoader(options.app ?? process.env["DEWAR_APP"]);
    for (const group of ownCommands(loader, { environment, envFiles })) {
      addCommands(program.commandsGroup(group.name), group, ({ action }, values) => action(values));
    }
    const isOwn = program.commands.some((own) => own.name() === command);
    if (!isOwn) await addAppCommands(program, loader, command);
    return await runProgram(program, command === undefined ? [...words, "--help"] : words);
  } catch (thrown) {
    // Commander has written already what is wrong.
    if (thrown instanceof CommanderError) return { exitCode: 2, error: undefined };
    return reportFailure(program, toError(thrown));
  }
}

/** The framework's commands, in groups that are named as the help names them. */
function ownCommands(loader: AppLoader, surroundings: Surroundings): readonly AppGroup[] {
  const develop = new AppGroup("To develop:");
  addNewCommand(develop);
  addRunCommand(develop, loader, surroundings);
  addRoutesCommand(develop, loader);
  addShellCommand(develop, loader);
  addConfigCommand(develop, loader);
  addTemplatesCommands(develop, loader);
  const production = new AppGroup("To serve in production:");
  addServeCommand(production, loader, surroundings.environment);
  return [develop, production];
}

function addGlobalOptions(program: Program): Program {
  return program
    .description("Begins, serves and inspects Dewar applications, and runs their commands.")
    .option(
      "-A, --app <file>",
      'The application: "src/app.ts", "src/app.ts:name" or "src/app.ts:createApp(dev)".',
    )
    .option("-e, --env-file <file>", "Environment variables to set, before those of .env and .dewarenv.")
    .option("--debug", "Debug mode: restarts when a source file changes, and shows tracebacks.")
    .option("--no-debug", "No debug mode.")
    .configureOutput({
      outputError: (text, write) => {
        write(
          /'(?:-A|--app|-e|--env-file)'/.test(text)
            ? `${text.trim()}: it stands before the command.\n`
            : text,
        );
      },
    })
    .version(packageVersion(), "-V, --version", "Show the version.")
    .enablePositionalOptions();
}

/** What stands before the command must be known before the application's commands are. */
function readGlobalOptions(words: readonly string[]): {
  options: GlobalOptions;
  command: string | undefined;
} {
  const program = addGlobalOptions(createProgram("dewar").helpOption(false)).passThroughOptions();
  // The version is for the whole program to show.
  const { operands } = program.parseOptions(words.filter((word) => word !== "-V" && word !== "--version"));
  return { options: program.opts<GlobalOptions>(), command: operands[0] };
}

/** Without a command the help is wanted, and it must come even where the application cannot be loaded. */
async function addAppCommands(
  program: Program,
  loader: AppLoader,
  command: string | undefined,
): Promise<void> {
  try {
    const app = await loader.load();
    addCommands(
      program.commandsGroup(`Of the application "${app.name}":`),
      app.cli,
      async (entry, values) => {
        await invokeWithin(app, entry, values);
        await app.backgroundWork.finished();
      },
    );
  } catch (error) {
    if (command !== undefined) throw unknownCommand(command, toError(error));
    program.addHelpText("after", () => `\n${describeFailure(toError(error))}`);
  }
}

/** The commands of an application that cannot be loaded are not known. */
function unknownCommand(command: string, error: Error): Error {
  if (!(error instanceof CommandError)) return error;
  const message = `"${command}" is no command of dewar itself, and the application's are not known. ${error.message}`;
  return new CommandError(message, { cause: error });
}
