import type { Random } from "./random.ts";

/** The kinds of value that a generated expression may be asked for. */
export type Kind = "int" | "float" | "str" | "bool" | "list" | "dict" | "any";

/** The names that every context defines, by the kind of their values. `nope` and `loop` are defined nowhere. */
export const NAMES: Readonly<Record<Kind, readonly string[]>> = {
  int: ["n", "i", "big"],
  float: ["f", "g"],
  str: ["s", "t", "m"],
  bool: ["ok"],
  list: ["xs", "words", "users", "tup", "rng"],
  dict: ["d", "user", "odd"],
  any: ["v", "w", "z", "nope", "o", "uniq", "n", "s", "xs", "d"],
};

const WORDS = [
  "",
  "a",
  "b",
  "Ab c",
  "hello world",
  'x<y & "z"\'',
  "ß",
  "éa",
  "𝒳🐍",
  "1",
  "-2.5",
  " \t pad \n",
  "line one\nline two\n\nthree",
  "a-b_c.d",
  "http://example.com/?a=1&b=<2>",
  "%s %d",
  "{0} {a}",
  "foo/bar baz",
  "İI",
  "12_3",
  "0x1f",
  "ǆ",
  "a,b,,c",
  "True",
  "a\\b",
];
const INTS = [0, 1, -1, 2, 3, 7, -7, 10, 42, 100, 255, 1000, 123456, -9007199254740991];
const BIG = ["9007199254740993", "-18446744073709551616", "123456789012345678901234567890"];
const FLOATS: unknown[] = [
  0.5,
  -1.5,
  2.5,
  1234.5,
  1e-7,
  1.5e300,
  0.1,
  { $float: 2 },
  { $float: 0 },
  { $float: "-0.0" },
  { $float: 1e16 },
  { $float: 1e22 },
  { $float: "nan" },
  { $float: "inf" },
  { $float: "-inf" },
  123456.789,
  2.675,
  { $float: -3 },
];

const FRAGMENTS = [
  "http://",
  "https://a.b/c?d=e&f#g",
  "www.example.org",
  "me@example.com",
  "mailto:",
  "(",
  ")",
  "<",
  ">",
  "</p>",
  "<!--",
  "-->",
  "&amp;",
  "&lt",
  "&#x41;",
  ".",
  ",",
  "-",
  "--",
  "'",
  '"',
  " ",
  "  ",
  "\n",
  "\t",
  "\u00a0",
  "well-known",
  "Lorem",
  "ipsum",
  "x",
  "É",
  "ß",
  "\u{1d4b3}",
  "\u0301",
  "7",
  "_",
  "/",
  "\\",
  "{{",
  "%",
];

function textOf(random: Random): string {
  return random.many(0, 12, () => random.pick(FRAGMENTS)).join("");
}

/** Makes a context of tagged values, as a record carries it: a value for each of the names. */
export function makeContext(random: Random): Record<string, unknown> {
  const int = (): unknown => random.pick(INTS);
  const str = (): string => (random.chance(0.6) ? random.pick(WORDS) : textOf(random));
  const any = (): unknown => scalar(random);
  return {
    n: int(),
    i: random.below(5),
    big: random.chance(0.7) ? { $int: random.pick(BIG) } : int(),
    f: random.pick(FLOATS),
    g: random.pick(FLOATS),
    s: str(),
    t: str(),
    m: { $markup: random.pick(["", "<b>x</b>", "a &amp; b", "<i>é</i> <p a='1'>"]) },
    ok: random.chance(0.5),
    xs: random.many(0, 5, random.chance(0.7) ? int : any),
    words: random.many(0, 4, str),
    users: random.many(0, 4, () => userOf(random)),
    tup: { $tuple: random.many(0, 3, any) },
    rng: { $range: [random.below(3), random.below(8), 1 + random.below(3)] },
    d: Object.fromEntries(
      random.many(0, 4, () => [random.pick(["a", "b", "B", "items", "c d", "<k>", "1x"]), any()]),
    ),
    user: userOf(random),
    odd: { $dict: dictPairs(random) },
    v: random.chance(0.5) ? any() : container(random),
    w: random.chance(0.5) ? any() : container(random),
    z: null,
    o: { $object: { a: any(), name: str(), xs: [1, 2] } },
    uniq: { $set: random.chance(0.5) ? [int()] : [] },
  };
}

function userOf(random: Random): unknown {
  return {
    name: random.pick(["Ann", "bob", "Cy", "ann", "Éve", "", "<Dan>"]),
    age: random.pick([3, 20, 20, 41, -1]),
    ...(random.chance(0.8) ? { active: random.chance(0.5) } : {}),
    ...(random.chance(0.6) ? { address: { city: random.pick(["Rome", "Oslo", "rome"]) } } : {}),
  };
}

function scalar(random: Random): unknown {
  const make = random.pick([
    () => random.pick(INTS),
    () => random.pick(FLOATS),
    () => random.pick(WORDS),
    () => null,
    () => random.chance(0.5),
    () => ({ $int: random.pick(BIG) }),
    () => ({ $markup: random.pick(["<b>", "&lt;"]) }),
  ]);
  return make();
}

function container(random: Random): unknown {
  const inner = (): unknown => (random.chance(0.3) ? container(random) : scalar(random));
  const items = random.many(0, 3, inner);
  return random.pick<unknown>([
    items,
    { $tuple: items },
    { k: items, s: scalar(random) },
    [items, items],
    { $dict: dictPairs(random) },
    { $range: [0, 3, 1] },
  ]);
}

// The keys are of many kinds but never equal to each other.
function dictPairs(random: Random): unknown[] {
  const keys: unknown[] = [
    1,
    "1",
    null,
    { $tuple: [1, "a"] },
    { $float: 2.5 },
    "key",
    false,
    { $int: "9007199254740993" },
  ];
  return keys.filter(() => random.chance(0.4)).map((key) => [key, scalar(random)]);
}
