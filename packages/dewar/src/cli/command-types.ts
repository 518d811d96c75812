/** What can be said of an argument or an option. */
export interface CommandInputDetails {
  readonly description?: string;
  /** Makes a value of the text, such as `int`. NaN, or an error that it throws, means that the text is no good. */
  readonly type?: (text: string) => unknown;
  /** The value when none is given. */
  readonly default?: unknown;
  /** The only texts that are taken. */
  readonly choices?: readonly string[];
  /** For an option: it must be given. */
  readonly required?: boolean;
  /** For an option: the environment variable that gives it when the command line does not. */
  readonly env?: string;
}

/** An argument's or option's description, or more than that. */
export type CommandInput = string | CommandInputDetails;

/** Arguments by their names, or options by their flags such as `"-c, --count <number>"`. */
export type CommandInputs = Readonly<Record<string, CommandInput>>;

/** What can be said of a command besides its name and arguments. */
export interface CommandDetails<
  Arguments extends CommandInputs = CommandInputs,
  Options extends CommandInputs = CommandInputs,
> {
  /** One sentence for the help. */
  readonly description?: string;
  /** More about arguments, by the names they have in the command's text. */
  readonly arguments?: Arguments;
  readonly options?: Options;
  /** Runs the command inside a context of the application. Default: true. */
  readonly withAppContext?: boolean;
}

/**
 * What a command's action is given: the values of arguments and options by their names in camelCase.
 *
 * `"add <name> [age]"` with `{ "--admin": "..." }` gives `{ name: string; age: string | undefined; admin: boolean }`.
 */
export type CommandValues<
  Text extends string,
  Arguments extends CommandInputs,
  Options extends CommandInputs,
> = string extends Text
  ? Record<string, unknown>
  : Flat<
      {
        [Word in Words<Text> as ArgumentName<Word>]: ArgumentValue<Word, Get<Arguments, RawName<Word>>>;
      } & {
        [Flags in keyof Options & string as OptionName<Words<Flags>>]: OptionValue<Flags, Options[Flags]>;
      }
    >;

type Flat<T> = { [Key in keyof T]: T[Key] };

type Words<Text extends string> = Text extends `${infer Head} ${infer Tail}` ? Head | Words<Tail> : Text;

/** `files` of `<files...>`; never for a word that is no argument. */
type RawName<Word extends string> = Word extends `<${infer Name}>` | `[${infer Name}]`
  ? WithoutDots<Name>
  : never;

type WithoutDots<Name extends string> = Name extends `${infer Bare}...` ? Bare : Name;

type ArgumentName<Word extends string> = CamelCase<RawName<Word>>;

type OptionName<Word extends string> = Word extends `--no-${infer Name}`
  ? CamelCase<Name>
  : Word extends `--${infer Name}`
    ? CamelCase<Name>
    : never;

type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Name;

type Get<Record, Key> = Key extends keyof Record ? Record[Key] : string;

/** The value of a text. */
type Parsed<Details> = Details extends { readonly type: (text: string) => infer Value }
  ? Value
  : Details extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : string;

type Collected<Word extends string, Value> = Word extends `${string}...${string}` ? Value[] : Value;

/** What stands for an input that is not given. */
type Absent<Details> = Details extends { readonly required: true }
  ? never
  : Details extends { readonly default: infer Default }
    ? Default
    : undefined;

type ArgumentValue<Word extends string, Details> =
  | Collected<Word, Parsed<Details>>
  | (Word extends `[${string}]` ? (Word extends `${string}...]` ? never : Absent<Details>) : never);

type Placeholder<Word extends string> = Word extends `<${string}>` | `[${string}]` ? Word : never;

type OptionValue<Flags extends string, Details> = [Placeholder<Words<Flags>>] extends [never]
  ? boolean
  :
      | Collected<Placeholder<Words<Flags>>, Parsed<Details>>
      | (Placeholder<Words<Flags>> extends `[${string}]` ? true : never)
      | Absent<Details>;
