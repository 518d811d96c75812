import { quoted } from "../errors/quoted.ts";
import { typeError } from "../values/errors.ts";
import { Tuple } from "../values/tuple.ts";
import type { RenderEnvironment } from "./calling.ts";

/** What compiled code says of a macro. */
export interface MacroDefinition {
  /** Null for the body of a call block. */
  readonly name: string | null;
  readonly parameters: readonly string[];
  readonly usesCaller: boolean;
  readonly usesKeywords: boolean;
  readonly usesRest: boolean;
}

/**
 * The arguments of a macro's body: its parameters in order, then `caller`, `kwargs` and `varargs` if it uses them.
 *
 * @param args - The positional arguments, then the values of those that have names.
 * @throws PythonError (TypeError) for arguments that it does not take.
 */
export function bindMacroArguments(
  environment: RenderEnvironment,
  definition: MacroDefinition,
  args: readonly unknown[],
  names: readonly string[] | null,
): readonly unknown[] {
  const { parameters, usesCaller, usesKeywords, usesRest } = definition;
  if (names === null && args.length <= parameters.length && !usesCaller && !usesKeywords && !usesRest) {
    return args;
  }
  const given = new NamedArguments(args, names ?? []);
  const bound = args.slice(0, Math.min(given.positional, parameters.length));
  for (let index = bound.length; index < parameters.length; index++) {
    bound.push(given.take(parameters[index] ?? ""));
  }
  if (usesCaller && !parameters.includes("caller")) {
    const none = { hint: "No caller defined", name: "caller" };
    bound.push(given.take("caller") ?? environment.undefined(none));
  }
  if (usesKeywords) bound.push(given.left());
  else if (!given.allTaken) refuse(definition, given.left());
  if (usesRest) bound.push(new Tuple(args.slice(parameters.length, given.positional)));
  else if (given.positional > parameters.length) {
    throw typeError(`macro ${quoted(definition.name)} takes not more than ${parameters.length} argument(s)`);
  }
  return bound;
}

/** The arguments of a call that have names, and which of them were not taken yet. */
class NamedArguments {
  /** How many arguments stand before them. */
  readonly positional: number;
  readonly #args: readonly unknown[];
  readonly #names: readonly string[];
  readonly #taken: boolean[] = [];
  #count = 0;

  constructor(args: readonly unknown[], names: readonly string[]) {
    this.#args = args;
    this.#names = names;
    this.positional = args.length - names.length;
  }

  get allTaken(): boolean {
    return this.#count === this.#names.length;
  }

  take(name: string): unknown {
    const index = this.#names.indexOf(name);
    if (index === -1) return undefined;
    this.#taken[index] = true;
    this.#count++;
    return this.#args[this.positional + index];
  }

  left(): Readonly<Record<string, unknown>> {
    const left: Record<string, unknown> = Object.create(null);
    this.#names.forEach((name, index) => {
      if (this.#taken[index] !== true) left[name] = this.#args[this.positional + index];
    });
    return left;
  }
}

function refuse({ name }: MacroDefinition, left: Readonly<Record<string, unknown>>): never {
  if (Object.hasOwn(left, "caller")) {
    throw typeError(
      `macro ${quoted(name)} was invoked with two values for the special caller argument. This is most likely a bug.`,
    );
  }
  const [keyword] = Object.keys(left);
  throw typeError(`macro ${quoted(name)} takes no keyword argument ${quoted(keyword ?? "")}`);
}
