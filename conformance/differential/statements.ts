import { Expressions } from "./expressions.ts";
import { atom, joined, option, type Piece, piece } from "./piece.ts";
import type { Random } from "./random.ts";
import type { Syntax } from "./syntax.ts";

type Part = string | Piece;
type Production = (make: Statements) => readonly Part[];

const TEXTS = [
  "text ",
  "\n",
  "  ",
  "<p>\n  ",
  " \n\n ",
  "é𝒳",
  "a\r\nb",
  "{",
  "%}",
  "} ",
  "# ",
  "\t",
  "{ { ",
  "</p>\n",
];
const TARGETS = ["x", "y", "n", "s", "xs", "v", "loop_", "k"];
const BLOCKS = ["title", "body", "foot"];
const MACROS = ["show", "wrap", "item"];

/** Makes random statements and whole template bodies. */
export class Statements {
  readonly random: Random;
  readonly syntax: Syntax;
  readonly expressions: Expressions;
  readonly #blocks = new Set<string>();
  #depth = 0;

  constructor(random: Random, syntax: Syntax) {
    this.random = random;
    this.syntax = syntax;
    this.expressions = new Expressions(random, [
      ...TARGETS,
      "loop.index",
      "loop.index0",
      "loop.length",
      "ns.a",
    ]);
  }

  /** @returns A body of a few statements. */
  body(): Piece {
    const { random } = this;
    if (this.#depth > 3) return this.print();
    this.#depth += 1;
    const parts = random.many(1, this.#depth === 1 ? 5 : 3, () => this.#statement());
    this.#depth -= 1;
    return piece("fixed", parts);
  }

  #statement(): Piece {
    const { random } = this;
    if (random.chance(0.3)) return piece("statement", [random.pick(TEXTS)]);
    if (random.chance(0.4)) return this.print();
    return piece("statement", random.pick(PRODUCTIONS)(this));
  }

  print(): Piece {
    return piece("statement", [this.syntax.value(this.expressions.of("any"))]);
  }

  target(): string {
    return this.random.pick(TARGETS);
  }

  macroName(): string {
    return this.random.pick(MACROS);
  }

  /** @returns A block that no other of this template has the name of, or text when all names are taken. */
  block(scoped: string): Part[] {
    const name = BLOCKS.find((candidate) => !this.#blocks.has(candidate));
    if (name === undefined) return ["-"];
    this.#blocks.add(name);
    return [
      this.syntax.tag("block ", name, scoped),
      this.body(),
      this.random.chance(0.3) ? piece("statement", [this.syntax.value(atom("super()"))]) : "",
      this.syntax.tag(this.random.pick(["endblock", `endblock ${name}`])),
    ];
  }

  /** @returns The parameters of a macro, some with defaults. */
  parameters(): Part[] {
    const { random, expressions } = this;
    const plain = random.many(0, 2, () => this.target());
    const parameters: Part[] = [...new Set(plain)];
    if (random.chance(0.5)) parameters.push(option`p=${expressions.of("any")}`);
    if (random.chance(0.2)) parameters.push(option`q=p`);
    return [joined(parameters, ", ")];
  }

  /** @returns `name(arguments)` of a macro. */
  call(name: string): Piece {
    const { random, expressions } = this;
    const positional: Part[] = random.many(0, 3, () => option`${expressions.of("any")}`);
    if (random.chance(0.3)) positional.push(option`p=${expressions.of("any")}`);
    if (random.chance(0.1)) positional.push(option`other=1`);
    if (random.chance(0.05)) positional.push(option`*xs`);
    if (random.chance(0.05)) positional.push(option`**d`);
    return piece("expression", [name, "(", joined(positional, ", "), ")"]);
  }
}

const PRODUCTIONS: readonly Production[] = [
  (make) => conditional(make),
  (make) => conditional(make),
  (make) => loop(make),
  (make) => loop(make),
  (make) => loop(make),
  (make) => recursiveLoop(make),
  (make) => assignment(make),
  (make) => assignment(make),
  (make) => namespaceLoop(make),
  (make) => macro(make),
  (make) => macro(make),
  (make) => callBlock(make),
  (make) => [
    make.syntax.tag(
      "filter ",
      make.random.pick(["upper", "replace('a', 'b')", "indent(2, true)", "trim|title", "e"]),
    ),
    make.body(),
    make.syntax.tag("endfilter"),
  ],
  (make) => [
    make.syntax.tag(
      "with ",
      make.target(),
      " = ",
      make.expressions.of("any"),
      ", y = ",
      make.expressions.of("any"),
    ),
    make.body(),
    make.syntax.tag("endwith"),
  ],
  (make) => [
    make.syntax.tag("autoescape ", make.random.pick(["true", "false", "ok"])),
    make.body(),
    make.syntax.tag("endautoescape"),
  ],
  (make) => make.block(make.random.pick(["", "", " scoped"])),
  (make) => [make.syntax.tag("do ", make.expressions.method("any"))],
  (make) => [make.syntax.comment(make.random.pick(["a comment", "\n lines \n", "{{ nope.x }}"]))],
  (make) => [
    make.syntax.tag("raw"),
    make.random.pick([" {{ x }} ", "\n{% if %}\n", "{# #}"]),
    make.syntax.tag("endraw"),
  ],
];

function conditional(make: Statements): Part[] {
  const { syntax, expressions, random } = make;
  const branch = (): Piece =>
    piece("option", [syntax.tag("elif ", expressions.oneOf("bool", "any")), make.body()]);
  return [
    syntax.tag("if ", expressions.oneOf("bool", "any")),
    make.body(),
    ...random.many(0, 1, branch),
    random.chance(0.5) ? piece("option", [syntax.tag("else"), make.body()]) : "",
    syntax.tag("endif"),
  ];
}

const LOOP_MEMBERS = [
  "loop.index",
  "loop.index0",
  "loop.revindex",
  "loop.revindex0",
  "loop.first",
  "loop.last",
  "loop.length",
  "loop.depth",
  "loop.depth0",
  "loop.previtem",
  "loop.nextitem",
  "loop.cycle('odd', 'even')",
  "loop.changed(x)",
  "loop",
  "loop.nope",
];

function loop(make: Statements): Part[] {
  const { syntax, expressions, random } = make;
  const isPair = random.chance(0.25);
  const target = isPair ? random.pick(["x, y", "(x, v)", "x, (y, k)", "k, v"]) : make.target();
  const items = isPair
    ? atom(
        random.pick([
          "d.items()",
          "d|items",
          "d|dictsort",
          "users|groupby('age')",
          "[(1, 2), (3, 4)]",
          "odd.items()",
          "'ab', 'cd'",
          "[[1, [2, 3]]]",
        ]),
      )
    : expressions.of("list");
  const member = (): Piece => piece("statement", [syntax.value(atom(random.pick(LOOP_MEMBERS)))]);
  return [
    syntax.tag(
      "for ",
      target,
      " in ",
      items,
      random.chance(0.25) ? option` if ${expressions.of("bool")}` : "",
    ),
    ...random.many(0, 2, member),
    make.body(),
    random.chance(0.15)
      ? piece("statement", [
          syntax.tag("if ", expressions.of("bool")),
          syntax.tag(random.pick(["break", "continue"])),
          syntax.tag("endif"),
        ])
      : "",
    random.chance(0.3) ? piece("option", [syntax.tag("else"), make.body()]) : "",
    syntax.tag("endfor"),
  ];
}

function recursiveLoop(make: Statements): Part[] {
  const { syntax, expressions } = make;
  return [
    syntax.tag("for x in ", expressions.of("list"), " recursive"),
    make.body(),
    piece("statement", [
      syntax.tag("if loop.depth < 3"),
      syntax.value(piece("expression", ["loop(", expressions.of("list"), ")"])),
      syntax.tag("endif"),
    ]),
    syntax.tag("endfor"),
  ];
}

function assignment(make: Statements): readonly Part[] {
  const { syntax, expressions, random } = make;
  const target = make.target();
  return random.pick<() => readonly Part[]>([
    () => [syntax.tag("set ", target, " = ", expressions.of("any"))],
    () => [syntax.tag("set x, y = ", expressions.of("list"))],
    () => [syntax.tag("set ", target), make.body(), syntax.tag("endset")],
    () => [syntax.tag("set ", target, " | upper | replace('A', 'b')"), make.body(), syntax.tag("endset")],
    () => [
      syntax.tag("set ns = namespace(a=", expressions.of("any"), ")"),
      syntax.tag("set ns.b = ", expressions.of("any")),
      syntax.value(atom("ns.a ~ ns.b")),
    ],
  ])();
}

function namespaceLoop(make: Statements): Part[] {
  const { syntax, expressions } = make;
  return [
    syntax.tag("set ns = namespace(a=0)"),
    syntax.tag("for x in ", expressions.of("list")),
    syntax.tag("set ns.a = ns.a + 1"),
    make.body(),
    syntax.tag("endfor"),
    syntax.value(atom("ns.a")),
  ];
}

const MACRO_SAYS = [
  "varargs",
  "kwargs",
  "kwargs|dictsort",
  "caller",
  "caller()",
  "caller(1)",
  "caller is defined",
  "p",
  "q",
  "x ~ y",
];

function macro(make: Statements): Part[] {
  const { syntax, random } = make;
  const name = make.macroName();
  const say = (): Piece => piece("statement", [syntax.value(atom(random.pick(MACRO_SAYS)))]);
  return [
    piece("statement", [
      syntax.tag("macro ", name, "(", ...make.parameters(), ")"),
      make.body(),
      ...random.many(0, 2, say),
      syntax.tag("endmacro"),
    ]),
    ...random.many(0, 2, () => piece("statement", [syntax.value(make.call(name))])),
    random.chance(0.1)
      ? syntax.value(atom(`${name}.${random.pick(["name", "arguments", "caller", "catch_varargs", "nope"])}`))
      : "",
  ];
}

function callBlock(make: Statements): Part[] {
  const { syntax, random } = make;
  return [
    syntax.tag("call", random.pick(["", "", "(x)", "(x, y=2)"]), " ", make.call(make.macroName())),
    make.body(),
    syntax.tag("endcall"),
  ];
}
