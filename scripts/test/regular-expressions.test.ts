import { relative } from "node:path";
import { checkSync } from "recheck";
import { describe, expect, test } from "vitest";
import { filesBelow, packages, parseFile, ROOT } from "./workspace.ts";

// Every regular expression of every package is found in the parsed sources and must be linear, or stand here with
// the reason why no text from outside can make it slow.
const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ["debugger/src/console/complete.ts", "the line that the developer types"],
  ["dewar/src/blueprint.ts", "the URL prefix of a blueprint, from the program"],
  ["dewar/src/scaffold.ts", "the URL path of static files, from the program"],
  ["dewar/src/caller.ts", "one line of the program's own stack"],
  ["dewar/src/cli/app-file.ts", "the command line of the person who starts the program"],
  ["dewar/src/testing/client.ts", "the base URL that a test gives"],
  ["http/src/routing/converter-arguments.ts", "the arguments in a rule, from the program"],
  ["jinja/src/extensions/trans.ts", "the source of a template, from the program"],
  ["jinja/src/values/float-format.ts", "the digits of one number, a few hundred at most"],
  [
    "jinja/src/values/methods/str-case.ts",
    "a space is of the class Z, so that the two choices have nothing in common",
  ],
]);

/** Files that make regular expressions of text; what the text is. */
const MADE_AT_RUN_TIME: ReadonlyMap<string, string> = new Map([
  ["http/src/routing/pattern.ts", "rules and converters, from the program; what repeats runs in linear time"],
  ["http/src/routing/pattern-syntax.ts", "one character or class of a converter, from the program"],
  ["http/src/urls/iri.ts", "constants of the file"],
  ["jinja/src/lex/lexer.ts", "the delimiters of an environment, from the program"],
  ["jinja/src/lex/expression-lexer.ts", "constants of the file"],
  ["jinja/src/native/literal-eval.ts", "constants of the file"],
  ["jinja/src/values/methods/str-case.ts", "one class, of white space"],
  ["jinja/src/values/methods/str-shape.ts", "one class, of white space"],
  ["jinja/src/values/methods/str-split.ts", "one class, of white space or of line ends"],
  ["jinja/src/filters/urlize.ts", "one class, of white space"],
]);

interface Found {
  readonly file: string;
  readonly pattern: string;
  readonly flags: string;
}

const sources = packages().flatMap(({ folder }) =>
  filesBelow(`${folder}/src`, ".ts").map((path) => ({
    file: relative(`${ROOT}/packages`, path),
    nodes: [...nodesOf(parseFile(path).program)],
  })),
);

const literals = sources.flatMap(({ file, nodes }): Found[] =>
  nodes.flatMap((node) => ("regex" in node ? [{ file, ...(node.regex as Omit<Found, "file">) }] : [])),
);

describe("regular expressions", () => {
  test("are found in every package that has some", () => {
    const packagesWithSome = new Set(literals.map(({ file }) => file.split("/")[0]));
    expect([...packagesWithSome]).toEqual(
      expect.arrayContaining(["dewar", "http", "jinja", "markup", "signing"]),
    );
  });

  test.each(literals.filter(({ file }) => !EXCEPTIONS.has(file)))(
    "[security 5] [security 10] $file: /$pattern/$flags is linear",
    (found) => expect(statusOf(found)).toBe("safe"),
  );

  test.each([...EXCEPTIONS.keys()])("of %s need their exception", (file) => {
    const unsafe = literals.filter((found) => found.file === file && statusOf(found) !== "safe");
    expect(unsafe).not.toEqual([]);
  });

  test("are made at run time where it is known of what", () => {
    const makers = sources.filter(({ nodes }) => nodes.some(makesRegExp)).map(({ file }) => file);
    expect(makers.sort()).toEqual([...MADE_AT_RUN_TIME.keys()].sort());
  });
});

function statusOf({ pattern, flags }: Found): string {
  // A sticky expression is tried at one place only, as an anchored one is.
  const tried = flags.includes("y") ? `^(?:${pattern})` : pattern;
  return checkSync(tried, flags.replace("y", ""), { timeout: 20_000 }).status;
}

/** A node of the parser's tree and all below it. */
function* nodesOf(node: unknown): Generator<object> {
  if (typeof node !== "object" || node === null) return;
  yield node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}

function makesRegExp(node: object): boolean {
  const { type, callee } = node as { readonly type?: string; readonly callee?: { readonly name?: string } };
  return (type === "NewExpression" || type === "CallExpression") && callee?.name === "RegExp";
}
