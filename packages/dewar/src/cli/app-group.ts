import { SetupError } from "../errors.ts";
import type { CommandDetails, CommandValues, CommandInputs } from "./command-types.ts";

/** Does what a command is there for, with the values of its arguments and options. */
export type CommandAction<Values = Readonly<Record<string, unknown>>> = (values: Values) => unknown;

/** A command of the command line. */
export interface Command {
  /** Its name. */
  readonly name: string;
  /** Its arguments as they were written: `<name>`, `[age]`, `<files...>`. */
  readonly argumentWords: readonly string[];
  readonly details: CommandDetails;
  readonly action: CommandAction;
}

/** Options of a group of commands. */
export interface GroupOptions {
  /** One sentence for the help. */
  readonly description?: string;
}

/**
 * Commands that belong together: those of an application (`app.cli`), of a blueprint (`blueprint.cli`), or under a
 * name of their own. Nothing is loaded or parsed before a command line is run.
 *
 * @example
 * const app = new Flask(import.meta.url);
 * app.cli.command("greet <name>", { options: { "--times <n>": { type: int, default: 1 } } }, ({ name, times }) => {
 *   console.log(`Hello, ${name}! `.repeat(times).trim());
 * });
 * (await app.testCliRunner().invoke(["greet", "Ann", "--times", "2"])).output; // => "Hello, Ann! Hello, Ann!\n"
 */
export class AppGroup {
  readonly name: string;
  readonly description: string;
  readonly #entries = new Map<string, Command | AppGroup>();

  /** @param name - The word that the commands of this group come after. */
  constructor(name: string, options: GroupOptions = {}) {
    this.name = name;
    this.description = options.description ?? "";
  }

  /** Commands and groups by their names. */
  get commands(): ReadonlyMap<string, Command | AppGroup> {
    return this.#entries;
  }

  /**
   * Adds a command. It runs inside a context of the application.
   *
   * @param text - Its name and arguments: `"add <name> [age]"`, `"compress <files...>"`.
   * @param details - Description, options, and more about the arguments.
   * @param action - Gets all values as one object, by their names in camelCase.
   * @throws SetupError when the text has no name.
   */
  command<const Text extends string>(text: Text, action: CommandAction<CommandValues<Text, {}, {}>>): this;
  command<
    const Text extends string,
    const Arguments extends CommandInputs = {},
    const Options extends CommandInputs = {},
  >(
    text: Text,
    details: CommandDetails<Arguments, Options>,
    action: CommandAction<CommandValues<Text, Arguments, Options>>,
  ): this;
  command(text: string, ...rest: [CommandAction<never>] | [CommandDetails, CommandAction<never>]): this {
    const [details, action] = rest.length === 1 ? [{}, rest[0]] : rest;
    const [name = "", ...argumentWords] = text.trim().split(/\s+/);
    if (!/^[^-<[]/.test(name)) {
      throw new SetupError("command_name", `The command "${text}" must begin with its name: "add <user>".`);
    }
    // The overloads give the action the values that this text makes.
    return this.addCommand({ name, argumentWords, details, action: action as CommandAction });
  }

  /** The group of that name inside this one; it is made when it is not there yet. */
  group(name: string, options: GroupOptions = {}): AppGroup {
    const present = this.#entries.get(name);
    if (present instanceof AppGroup) return present;
    const group = new AppGroup(name, options);
    this.addCommand(group);
    return group;
  }

  /**
   * Adds a command or a group that was made elsewhere. One of the same name gives way.
   *
   * @param name - Another name than its own.
   */
  addCommand(entry: Command | AppGroup, name: string = entry.name): this {
    this.#entries.set(name, entry);
    return this;
  }

  /** @internal Adds a group under a name, or with null its commands without it. */
  addCommands(group: AppGroup, name: string | null): void {
    if (name !== null) this.addCommand(group, name);
    else for (const [own, entry] of group.commands) this.addCommand(entry, own);
  }
}
