import { type Call, FILTERS, METHODS, type Parameter, TESTS } from "./calls.ts";
import { literal } from "./literals.ts";
import { atom, expression, joined, option, type Piece, piece } from "./piece.ts";
import type { Random } from "./random.ts";
import { type Kind, NAMES } from "./values.ts";

const KINDS: readonly Kind[] = ["int", "float", "str", "bool", "list", "dict", "any"];

type Production = (make: Expressions) => Piece;

/** Makes random expressions, most of which make sense, of a kind that is asked for. */
export class Expressions {
  readonly random: Random;
  readonly #names: readonly string[];
  readonly #hostility: number;
  #depth = 0;

  /**
   * @param names Further names that an expression of any kind may use.
   * @param hostility How often an expression of another kind stands where one kind would make sense.
   */
  constructor(random: Random, names: readonly string[] = [], hostility = 0.06) {
    this.random = random;
    this.#names = names;
    this.#hostility = hostility;
  }

  /** @returns An expression, in parentheses or not, that is meant to be of the kind. */
  of(wanted: Kind): Piece {
    const kind = this.random.chance(this.#hostility) ? this.random.pick(KINDS) : wanted;
    if (this.#depth >= 3 || this.random.chance(0.35)) return this.#leaf(kind);
    this.#depth += 1;
    const made = this.random.pick(this.random.chance(0.8) ? PRODUCTIONS[kind] : ANY_KIND)(this);
    this.#depth -= 1;
    return this.random.chance(0.4) ? expression`(${made})` : made;
  }

  /** @returns An expression of one of the kinds. */
  oneOf(...kinds: readonly Kind[]): Piece {
    return this.of(this.random.pick(kinds));
  }

  /** @returns One of the operators. */
  operator(operators: string): string {
    return this.random.pick(operators.split(" "));
  }

  #leaf(kind: Kind): Piece {
    const { random } = this;
    if (this.#names.length > 0 && random.chance(0.15)) return atom(random.pick(this.#names));
    return atom(random.chance(0.6) ? random.pick(NAMES[kind]) : literal(random, kind));
  }

  /** @returns `value|name(arguments)` with a filter that gives the kind. */
  filtered(kind: Kind): Piece {
    const call = this.random.pick(FILTERS[kind]);
    return expression`${this.#operand(call)}|${call.name}${this.#arguments(call, 0.25)}`;
  }

  /** @returns `value is name(arguments)`, negated or not. */
  tested(): Piece {
    const call = this.random.pick(TESTS);
    const not = this.random.chance(0.2) ? "not " : "";
    return expression`${this.#operand(call)} is ${not}${call.name}${this.#arguments(call, 0.05)}`;
  }

  /** @returns `value.name(arguments)` with a method that gives the kind. */
  method(kind: Kind): Piece {
    const call = this.random.pick(METHODS[kind]);
    const parameters = this.#arguments(call, 0.02);
    return expression`(${this.#operand(call)}).${call.name}${parameters.parts.length > 0 ? parameters : "()"}`;
  }

  #operand(call: Call): Piece {
    const operand = this.of(call.on);
    return operand.sort === "atom" ? operand : expression`(${operand})`;
  }

  #arguments({ parameters }: Call, keywords: number): Piece {
    const { random } = this;
    if (parameters.length === 0 && !random.chance(0.02)) return piece("fixed", []);
    const count = random.below(parameters.length + 1);
    const positional = parameters.slice(0, count).map((parameter) => this.#argument(parameter));
    const named = parameters
      .slice(count)
      .filter(() => random.chance(keywords))
      .map((parameter) => option`${parameter.name}=${this.#argument(parameter)}`);
    if (random.chance(0.01)) named.push(option`unknown=1`);
    if (random.chance(0.01)) named.push(option`*xs`);
    if (random.chance(0.01)) named.push(option`**d`);
    const all = [...positional, ...named];
    return all.length === 0 ? piece("fixed", []) : option`(${joined(all, ", ")})`;
  }

  #argument({ kind, literals }: Parameter): Piece {
    const isLiteral = literals.length > 0 && !this.random.chance(0.08);
    return isLiteral ? atom(this.random.pick(literals)) : this.of(kind);
  }

  /** @returns The inside of a subscript that cuts a sequence. */
  sliceBounds(): Piece {
    const bound = (): Piece => (this.random.chance(0.5) ? option`${this.of("int")}` : piece("fixed", []));
    const [start, stop, step] = [bound(), bound(), bound()];
    return this.random.chance(0.5)
      ? piece("fixed", [start, ":", stop])
      : piece("fixed", [start, ":", stop, ":", step]);
  }
}

const filtered =
  (kind: Kind): Production =>
  (make) =>
    make.filtered(kind);
const method =
  (kind: Kind): Production =>
  (make) =>
    make.method(kind);

// What may stand for any kind of value.
const ANY_KIND: readonly Production[] = [
  (make) => expression`${make.of("any")} if ${make.of("bool")} else ${make.of("any")}`,
  (make) => expression`${make.of("any")} if ${make.of("any")}`,
  (make) => expression`${make.of("any")} ${make.operator("or and")} ${make.of("any")}`,
  (make) => expression`(${make.of("dict")})[${make.oneOf("str", "any")}]`,
  (make) => expression`(${make.of("dict")}).${make.operator("a b name items keys age address nope 0")}`,
  (make) => expression`(${make.of("list")})[${make.of("int")}]`,
  (make) => expression`(${make.of("list")}).${make.operator("0 1 5")}`,
  (make) => expression`o.${make.operator("a name xs nope")}`,
  (make) => expression`(${make.of("any")}).${make.operator("a name upper nope real")}`,
  (make) => expression`${make.of("any")} ${make.operator("+ - * / // % ~ < == in")} ${make.of("any")}`,
  (make) => expression`${make.operator("- +")}${make.of("any")}`,
  (make) => expression`(${make.of("any")})[${make.of("any")}]`,
  (make) => expression`(${make.of("any")})[${make.sliceBounds()}]`,
  (make) => expression`(${make.of("any")})()`,
  filtered("any"),
  filtered("any"),
  method("any"),
];

const PRODUCTIONS: Readonly<Record<Kind, readonly Production[]>> = {
  int: [
    (make) => expression`${make.of("int")} ${make.operator("+ - * // %")} ${make.of("int")}`,
    (make) => expression`${make.of("int")} + ${make.of("int")} * ${make.of("int")} - ${make.of("int")}`,
    (make) => expression`${make.of("int")} ** ${make.operator("0 1 2 3 -1 0.5")}`,
    (make) => expression`-${make.of("int")} // ${make.of("int")}`,
    (make) => expression`${make.operator("- + --")}${make.of("int")}`,
    filtered("int"),
    filtered("int"),
    method("int"),
  ],
  float: [
    (make) =>
      expression`${make.oneOf("float", "int")} ${make.operator("+ - * / // %")} ${make.oneOf("float", "int")}`,
    (make) => expression`${make.of("int")} / ${make.of("int")}`,
    (make) => expression`${make.of("float")} ** ${make.operator("0 1 2 -2 0.5")}`,
    (make) => expression`-${make.of("float")}`,
    filtered("float"),
    filtered("float"),
    method("float"),
  ],
  str: [
    (make) => expression`${make.of("str")} ~ ${make.of("any")}`,
    (make) => expression`${make.of("any")} ~ ${make.of("any")} ~ ${make.of("str")}`,
    (make) => expression`${make.of("str")} + ${make.of("str")}`,
    (make) => expression`${make.of("str")} * ${make.operator("0 1 3 -1")}`,
    (make) => expression`${make.of("str")} % ${make.of("any")}`,
    (make) => expression`${make.of("str")} % (${make.of("any")}, ${make.of("any")})`,
    (make) => expression`${make.of("str")} % ${make.of("dict")}`,
    (make) => expression`(${make.of("str")})[${make.of("int")}]`,
    (make) => expression`(${make.of("str")})[${make.sliceBounds()}]`,
    filtered("str"),
    filtered("str"),
    filtered("str"),
    method("str"),
    method("str"),
  ],
  bool: [
    (make) => expression`${make.of("any")} ${make.operator("== !=")} ${make.of("any")}`,
    (make) =>
      expression`${make.oneOf("int", "float")} ${make.operator("== != < <= > >=")} ${make.oneOf("float", "int")}`,
    (make) => expression`${make.of("str")} ${make.operator("< <= > >=")} ${make.of("str")}`,
    (make) => expression`${make.of("list")} ${make.operator("< <= > >= ==")} ${make.of("list")}`,
    (make) =>
      expression`${make.of("int")} ${make.operator("< <= ==")} ${make.of("int")} ${make.operator("< > != in")} ${make.oneOf("float", "list")}`,
    (make) => expression`${make.of("any")} in ${make.oneOf("list", "dict", "str")}`,
    (make) => expression`${make.of("str")} not in ${make.oneOf("list", "dict", "str")}`,
    (make) => expression`${make.of("bool")} ${make.operator("and or")} ${make.of("bool")}`,
    (make) => expression`not ${make.of("any")}`,
    (make) => make.tested(),
    (make) => make.tested(),
    (make) => make.tested(),
    method("bool"),
    filtered("bool"),
  ],
  list: [
    (make) => expression`[${make.of("any")}, ${make.of("any")}]`,
    (make) => expression`(${make.of("any")}, ${make.of("any")})`,
    (make) => expression`${make.of("list")} + ${make.of("list")}`,
    (make) => expression`${make.of("list")} * ${make.operator("0 2 -1")}`,
    (make) => expression`(${make.of("list")})[${make.sliceBounds()}]`,
    filtered("list"),
    filtered("list"),
    filtered("list"),
    filtered("list"),
    method("list"),
  ],
  dict: [
    (make) =>
      expression`{${make.oneOf("str", "any")}: ${make.of("any")}, ${make.of("str")}: ${make.of("any")}}`,
    (make) => expression`dict(${make.of("dict")}, a=${make.of("any")})`,
    (make) => expression`(${make.of("list")}|groupby('age')|list)[0]`,
    (make) => expression`users[${make.of("int")}]`,
    filtered("dict"),
    method("dict"),
  ],
  any: KINDS.filter((kind) => kind !== "any").map(
    (kind): Production =>
      (make) =>
        make.of(kind),
  ),
};
