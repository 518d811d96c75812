import { HOUSE_STYLES } from "./house-styles.ts";
import { Expressions } from "./expressions.ts";
import { atom, expression, isPiece, type Piece, piece, sourceOf } from "./piece.ts";
import type { Mutants } from "./mutants.ts";
import { Random } from "./random.ts";
import { Statements } from "./statements.ts";
import { makeOptions, Syntax } from "./syntax.ts";
import { type Kind, makeContext } from "./values.ts";

type Json = Readonly<Record<string, unknown>>;

/** A case in the making: what a record of the conformance files holds, with sources that can be shrunk. */
export interface Sample extends Json {
  readonly env: Json;
  readonly context: Json;
  /** The source, or the name of a template as records carry it. */
  readonly main: Piece | Json;
  /** Absent where the environment has no loader. */
  readonly templates?: Readonly<Record<string, Piece>> | undefined;
}

/** A case as both sides read it. */
export interface SampleRecord extends Json {
  readonly env: Json;
  readonly context: Json;
  readonly main: string | Json;
  readonly templates?: Readonly<Record<string, string>>;
}

export function recordOf({ main, templates, ...rest }: Sample): SampleRecord {
  const record = { ...rest, main: isPiece(main) ? sourceOf(main) : main };
  if (templates === undefined) return record;
  const sources = Object.entries(templates).map(([name, source]) => [name, sourceOf(source)]);
  return { ...record, templates: Object.fromEntries(sources) };
}

/** Makes the sample that has this number among those of a seed. */
export function makeSample(seed: number, number: number, mutants?: Mutants): Sample {
  const random = new Random(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b));
  if (mutants !== undefined) return mutants.make(random);
  const env = makeOptions(random);
  const make = random.pick(MAKERS);
  return { env, context: makeContext(random), ...make(random, new Syntax(random, env), env) };
}

type Maker = (
  random: Random,
  syntax: Syntax,
  env: Json,
) => Pick<Sample, "main" | "templates"> & Partial<Sample>;

const MAKERS: readonly Maker[] = [
  ...Array.from({ length: 8 }, (): Maker => oneExpression),
  ...Array.from({ length: 6 }, (): Maker => oneTemplate),
  hostileExpression,
  hostileExpression,
  formatting,
  formatting,
  inheritance,
  inheritance,
  modules,
  modules,
  broken,
  broken,
  houseStyle,
  houseStyle,
];

function oneExpression(random: Random, syntax: Syntax): Pick<Sample, "main" | "templates"> {
  const expressions = new Expressions(random);
  return {
    main: syntax.value(expressions.oneOf("int", "float", "str", "bool", "list", "dict", "any", "str")),
    templates: {},
  };
}

function hostileExpression(random: Random, syntax: Syntax): Pick<Sample, "main" | "templates"> {
  const make = new Expressions(random, [], 0.4);
  const kind = random.pick<Kind>(["int", "float", "str", "list", "dict", "any"]);
  return { main: syntax.value(random.chance(0.7) ? make.filtered(kind) : make.method(kind)), templates: {} };
}

// Every field of the two small languages of formats, in any combination.
function formatting(random: Random, syntax: Syntax): Pick<Sample, "main" | "templates"> {
  const make = new Expressions(random);
  const value = (): Piece => make.oneOf("int", "float", "int", "float", "str", "any");
  const maybe = (...choices: readonly string[]): string => (random.chance(0.4) ? random.pick(choices) : "");
  const percent = (): string =>
    `%${maybe("-", "+", " ", "0", "#", "-0", "+ ")}${maybe("1", "5", "12")}${maybe(".0", ".1", ".3", ".")}${random.pick("s r a d i x X o u c e E f F g G %".split(" "))}`;
  const spec = (): string =>
    `${maybe("<", ">", "^", "=", "*^", "0=", "é<")}${maybe("+", "-", " ")}${maybe("z", "#")}${maybe("0")}${maybe("1", "5", "12")}${maybe(",", "_")}${maybe(".0", ".1", ".3")}${maybe(..."b c d e E f F g G n o s x X %".split(" "))}`;
  const field = (): string =>
    `{${maybe("0", "1", "a", "0.real", "1[0]")}${maybe("!r", "!s", "!a")}${random.chance(0.7) ? `:${spec()}` : ""}}`;
  const text = (make: () => string): string =>
    JSON.stringify(random.many(1, 2, make).join(random.pick(["", "|", " é "])));
  const main = random.pick([
    () => expression`${text(percent)} % ${value()}`,
    () => expression`${text(percent)} % (${value()}, ${value()})`,
    () => expression`${text(percent)}|format(${value()}, ${value()})`,
    () => expression`${text(field)}.format(${value()}, ${value()}, a=${value()})`,
    () => expression`${text(field)}.format(${value()})`,
    () =>
      expression`(${value()}, ${value()} / 3, ${value()} * 1.1, ${value()}|round(${String(random.below(5) - 1)}))`,
  ]);
  return { main: syntax.value(main()), templates: {} };
}

function oneTemplate(random: Random, syntax: Syntax): Pick<Sample, "main" | "templates"> {
  return { main: new Statements(random, syntax).body(), templates: {} };
}

function inheritance(random: Random, syntax: Syntax): Pick<Sample, "main" | "templates"> {
  const blocks = (extended: string): Piece => {
    const make = new Statements(random, syntax);
    const scoped = (): string => random.pick(["", "", " scoped"]);
    const block = (): Piece => piece("statement", make.block(scoped()));
    const extend = extended === "" ? "" : syntax.tag("extends ", atom(extended));
    const parts = random.many(1, 3, () => (random.chance(0.7) ? block() : make.body()));
    const self = random.chance(0.2)
      ? syntax.value(atom(random.pick(["self.title()", "self.body()", "self.nope()"])))
      : "";
    return piece("fixed", [random.chance(0.1) ? "before" : "", extend, ...parts, self]);
  };
  const parent = random.pick(["'base'", "'middle'", "'middle'", "'base' if ok else 'middle'", "'nope'"]);
  return { main: blocks(parent), templates: { base: blocks(""), middle: blocks("'base'") } };
}

const USES = ["lib.show()", "lib.wrap(1, 2)", "lib.x", "lib.nope", "lib", "show(n)", "shown(1)", "x"];

function modules(random: Random, syntax: Syntax): Pick<Sample, "main" | "templates"> {
  const body = (): Piece => new Statements(random, syntax).body();
  const context = (): string => random.pick(["", "", " with context", " without context"]);
  const uses: (() => Piece)[] = [
    () =>
      syntax.tag(
        "include ",
        random.pick([
          "'part'",
          "'part'",
          "['nope', 'part']",
          "'nope'",
          "'nope' ignore missing",
          "['nope'] ignore missing",
          "s",
          "nope",
        ]),
        context(),
      ),
    () => syntax.tag("import 'lib' as lib", context()),
    () =>
      syntax.tag(
        "from 'lib' import ",
        random.pick(["show", "show, wrap", "show as shown, x", "nope", "item"]),
        context(),
      ),
    () => syntax.value(atom(random.pick(USES))),
    body,
  ];
  const main = piece(
    "fixed",
    random.many(2, 6, () => piece("statement", [random.pick(uses)()])),
  );
  const lib = piece("fixed", random.many(1, 3, body));
  return { main, templates: { lib, part: body() } };
}

const SHARDS = [
  "{%",
  "%}",
  "{{",
  "}}",
  "{#",
  "#}",
  "|",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  ".",
  "=",
  "==",
  "if",
  "else",
  "endif",
  "endfor",
  "in",
  "not",
  "is",
  "'",
  '"',
  "\\",
  "-",
  "~",
  "**",
  "!",
  "%",
  "$",
  "1",
  "x",
  "\n",
  "é",
  "and",
  "block a",
  "{% end %}",
  "{% nope %}",
  "1.",
  ".5",
  "1e",
  "0x",
  "1_",
  "&",
];

// A template with a few things missing or too many: both sides must complain in the same words.
function broken(random: Random, syntax: Syntax): Pick<Sample, "main" | "templates"> {
  const whole = random.chance(0.5)
    ? new Statements(random, syntax).body()
    : syntax.value(new Expressions(random).of("any"));
  let source = sourceOf(whole);
  for (let changes = 1 + random.below(3); changes > 0; changes--) {
    const start = random.below(source.length + 1);
    const removed = random.chance(0.6) ? random.below(4) : 0;
    const added = random.chance(0.6) ? ` ${random.pick(SHARDS)}` : "";
    source = source.slice(0, start) + added + source.slice(start + removed);
  }
  return { main: piece("text", [source.replace(/[\uD800-\uDFFF]/g, "")]), templates: {} };
}

function houseStyle(
  random: Random,
  _syntax: Syntax,
  env: Json,
): Pick<Sample, "main" | "templates"> & Partial<Sample> {
  const {
    trim_blocks = false,
    lstrip_blocks = false,
    autoescape = false,
    keep_trailing_newline = false,
    extensions,
  } = env;
  const style = random.pick(HOUSE_STYLES);
  return {
    env: { trim_blocks, lstrip_blocks, autoescape, keep_trailing_newline, extensions },
    main: piece("text", [style.source]),
    templates: {},
    context: style.context(random),
  };
}
