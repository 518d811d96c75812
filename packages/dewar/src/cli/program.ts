import { Argument, Command as Program, CommanderError, Option } from "commander";
import { currentContext } from "../context.ts";
import { toError } from "../errors.ts";
import type { Flask } from "../app.ts";
import { AppGroup, type Command } from "./app-group.ts";
import type { CommandInput, CommandInputDetails } from "./command-types.ts";
import { describeFailure } from "./describe-failure.ts";
import { CommandError } from "./errors.ts";

/** How a command line ended. */
export interface Outcome {
  /** 0 when all went well, 2 when the command line was wrong, otherwise what the error says, or 1. */
  readonly exitCode: number;
  /** What the command threw; undefined for mistakes on the command line. */
  readonly error: Error | undefined;
}

/** Does a command's work with the values of a command line. */
export type Invoke = (command: Command, values: Readonly<Record<string, unknown>>) => unknown;

const WRONG_USAGE = 2;

/**
 * Runs one command line. Help and errors are written to stdout and stderr; nothing is thrown, and the process goes on.
 *
 * @param program - Commands, put together with {@link createProgram} and {@link addCommands}.
 * @param words - The command line without the name of the program.
 */
export async function runProgram(program: Program, words: readonly string[]): Promise<Outcome> {
  try {
    await program.parseAsync(words, { from: "user" });
    return { exitCode: 0, error: undefined };
  } catch (thrown) {
    if (thrown instanceof CommanderError) {
      return { exitCode: thrown.exitCode === 0 ? 0 : WRONG_USAGE, error: undefined };
    }
    return reportFailure(program, toError(thrown));
  }
}

/** Writes what went wrong, where the program writes its errors. */
export function reportFailure(program: Program, error: Error): Outcome {
  const hasColors = program.configureOutput().getErrHasColors?.() ?? false;
  const text = describeFailure(error);
  process.stderr.write(`${hasColors ? text.replace(/^\w*Error:/, "\u001B[31m$&\u001B[39m") : text}\n`);
  return { exitCode: error instanceof CommandError ? error.exitCode : 1, error };
}

/** A program of commander's without commands or colours, which throws where it would end the process. */
export function createProgram(name: string): Program {
  return new Program(name)
    .exitOverride()
    .configureOutput({ getOutHasColors: () => false, getErrHasColors: () => false })
    .showHelpAfterError("Try it with --help.")
    .helpCommand(false)
    .helpOption("-h, --help", "Show this help.");
}

/** Runs a command's action as the command wants it: inside a context of the application, or not. */
export async function invokeWithin(
  app: Flask,
  command: Command,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (command.details.withAppContext === false || currentContext()?.app === app) await command.action(values);
  else await app.appContext().run(() => command.action(values));
}

/** Adds the commands of a group to a program. Those that it has already stay. */
export function addCommands(program: Program, group: AppGroup, invoke: Invoke): void {
  const present = new Set(program.commands.map((command) => command.name()));
  for (const [name, entry] of group.commands) {
    if (present.has(name)) continue;
    if (entry instanceof AppGroup) {
      addCommands(program.command(name).description(entry.description).helpCommand(false), entry, invoke);
    } else addCommand(program.command(name), entry, invoke);
  }
}

function addCommand(program: Program, command: Command, invoke: Invoke): void {
  const { description = "", options = {} } = command.details;
  program.description(description);
  const inputs = command.argumentWords.map((word) => argumentOf(word, command));
  for (const { argument } of inputs) program.addArgument(argument);
  for (const [flags, input] of Object.entries(options)) program.addOption(optionOf(flags, detailsOf(input)));
  program.action(async () => {
    const values: Record<string, unknown> = {};
    for (const [index, { argument, details }] of inputs.entries()) {
      const given = index < program.args.length;
      const value: unknown = program.processedArgs[index];
      values[camelCase(argument.name())] = given
        ? convert(program, `argument '${argument.name()}'`, details, value)
        : value;
    }
    for (const [index, option] of program.options.entries()) {
      const name = option.attributeName();
      const details = detailsOf(Object.values(options)[index] ?? "");
      const given = program.getOptionValueSource(name) !== "default";
      const value: unknown = program.getOptionValue(name) ?? (option.isBoolean() ? false : undefined);
      values[name] = given ? convert(program, `option '${option.flags}'`, details, value) : value;
    }
    await invoke(command, values);
  });
}

function argumentOf(word: string, command: Command): { argument: Argument; details: CommandInputDetails } {
  const details = detailsOf(command.details.arguments?.[word.replace(/^[<[]|(?:\.\.\.)?[>\]]$/g, "")] ?? "");
  const argument = new Argument(word, details.description);
  if (details.default !== undefined) argument.default(details.default);
  if (details.choices !== undefined) argument.choices([...details.choices]);
  return { argument, details };
}

function optionOf(flags: string, details: CommandInputDetails): Option {
  const option = new Option(flags, details.description);
  if (details.default !== undefined) option.default(details.default);
  if (details.choices !== undefined) option.choices([...details.choices]);
  if (details.env !== undefined) option.env(details.env);
  return option.makeOptionMandatory(details.required ?? false);
}

/** Applies the input's type to its texts. A text that is no good ends the program with a message. */
function convert(program: Program, name: string, { type }: CommandInputDetails, value: unknown): unknown {
  if (type === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => convert(program, name, { type }, item));
  if (typeof value !== "string") return value;
  const parsed = parse(type, value);
  if (!(parsed instanceof Error) && !Number.isNaN(parsed)) return parsed;
  const reason = parsed instanceof Error ? ` ${parsed.message}` : "";
  return program.error(`error: "${value}" is not a value for ${name}.${reason}`);
}

function parse(type: (text: string) => unknown, text: string): unknown {
  try {
    return type(text);
  } catch (error) {
    return toError(error);
  }
}

function detailsOf(input: CommandInput): CommandInputDetails {
  return typeof input === "string" ? { description: input } : input;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
