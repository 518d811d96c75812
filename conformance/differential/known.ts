import type { Answer } from "./oracle.ts";
import type { SampleRecord } from "./samples.ts";

/** An answer of Jinja 3.1 that is not ours, on purpose. */
export interface KnownDifference {
  readonly name: string;
  /** Why our answer is another one. */
  readonly reason: string;
  /** Whether this is what the two answers differ in. */
  readonly applies: (record: SampleRecord, theirs: Answer, ours: Answer) => boolean;
}

export const KNOWN: readonly KnownDifference[] = [
  {
    name: "the word in a refused translation",
    reason: "Since 3.2 the message names the tag that stands in the text.",
    applies: (_, theirs, ours) =>
      isError(
        theirs,
        "TemplateSyntaxError",
        /^(control structures in translatable sections|a translatable section can)/,
      ) && isError(ours, "TemplateSyntaxError", /; saw `|did you mean `endtrans`/),
  },
  {
    name: "what is replaced in safe text",
    reason: "Since MarkupSafe 3 only the replacement is escaped, not what it replaces.",
    applies: (record, theirs, ours) =>
      "output" in theirs && "output" in ours && uses(/replace\s*\(\s*['"]?[^'"]*[&<>'"]/, record),
  },
  {
    name: "methods of safe text",
    reason: "Since MarkupSafe 3 what these methods give is safe text, too.",
    applies: (record, theirs, ours) =>
      "output" in theirs && "output" in ours && uses(/\.(casefold|removeprefix|removesuffix)\(/, record),
  },
  {
    name: "Python's own attributes",
    reason: "JavaScript's values have no attributes like __class__, and what is ours is not called so.",
    applies: (record) => uses(/__\w+__/, record),
  },
  {
    name: "named characters",
    reason: "They would need Unicode's table of names in the package.",
    applies: (_, __, ours) => isError(ours, "TemplateSyntaxError", /^unknown Unicode character name$/),
  },
  {
    name: "what Python does not compile",
    reason: "Jinja's generated Python is a syntax error; here it is an assertion error with its line.",
    applies: (_, theirs, ours) =>
      isError(theirs, "SyntaxError", /./) &&
      isError(ours, "TemplateAssertionError", /outside|slice|^duplicate argument|^keyword argument repeated/),
  },
  {
    name: "names in the filter of a set block",
    reason: "Jinja's compiler forgets to look up names that occur only there, and ends in an AssertionError.",
    applies: (_, theirs) => isError(theirs, "AssertionError", /^Tried to resolve a name to a reference/),
  },
  {
    name: "complex numbers",
    reason: "A negative number to a fractional power is a complex number in Python, and a ValueError here.",
    applies: (_, __, ours) => isError(ours, "ValueError", /is a complex number/),
  },
  {
    name: "slices of constants that have none",
    reason: "Jinja computes a constant slice early, and makes an undefined value of what cannot be sliced.",
    applies: (_, theirs, ours) =>
      isError(ours, "TypeError", /object is not subscriptable$/) ||
      ("output" in theirs && isError(ours, "TypeError", /^slice indices must be/)),
  },
  {
    name: "finalized constants",
    reason:
      "With autoescaping, Jinja escapes a constant before it finalizes it, so that None has become a text.",
    applies: ({ env }) => env["finalize"] !== undefined && env["autoescape"] === true,
  },
  {
    name: "methods of undefined values",
    reason:
      "Jinja looks the method up before it evaluates the arguments; here both errors are there, and the other one is told.",
    applies: (record, theirs, ours) => {
      if (!("error" in theirs) || !("error" in ours) || theirs.error.type !== "UndefinedError") return false;
      const [, missing, unknown] =
        /has no attribute '(\w*)'$|^'(\w+)' is undefined$/.exec(theirs.error.message ?? "") ?? [];
      if (/has no element/.test(theirs.error.message ?? "")) return uses(/\)\s*\.\w+\s*\(\s*[^\s)]/, record);
      const method = missing === undefined ? `${String(unknown)}\\)*\\.\\w+` : `\\.${missing}`;
      return uses(new RegExp(`${method}\\s*\\(\\s*[^\\s)]`), record);
    },
  },
  {
    name: "assignments to what is no namespace",
    reason:
      "Jinja asks for the namespace before it evaluates the value; here both errors are there, and the other one is told.",
    applies: (_, theirs, ours) =>
      isError(theirs, "TemplateRuntimeError", /^cannot assign attribute on non-namespace/) && "error" in ours,
  },
  {
    name: "attributes of plain objects",
    reason: "The members of a JavaScript object are its attributes, so that the filter `attr` finds them.",
    applies: (record, theirs, ours) =>
      "output" in ours &&
      uses(/\|\s*attr\s*\(/, record) &&
      ("output" in theirs || isError(theirs, "UndefinedError", /^'dict object' has no attribute/)),
  },
  {
    name: "keys that hide methods",
    reason: "A member of an object called items is what x.items means; only a call means the method.",
    applies: (record, theirs) =>
      /builtin_function_or_method|built-in method/.test(JSON.stringify(theirs)) &&
      uses(/\.(items|keys|values)\b/, record),
  },
  {
    name: "the names of iterators",
    reason: "Python has a class for each kind of iterator; here all are generators.",
    applies: (_, theirs) => isError(theirs, "UndefinedError", /^'?(reversed|\w+iterator) object'? has no/),
  },
  {
    name: "generic classes",
    reason: "dict[...] is a type annotation in Python; here a class has no items.",
    applies: (_, theirs, ours) =>
      /GenericAlias|(dict|type)\[/.test(JSON.stringify(theirs)) ||
      isError(ours, "UndefinedError", /^type object has no element/),
  },
  {
    name: "filter blocks of a template that extends",
    reason: "Jinja leaves out what stands in such a block, and prints what the filter makes of nothing.",
    applies: (record, theirs, ours) =>
      "output" in theirs && "output" in ours && uses(/extends[^]*filter/, record),
  },
  {
    name: "objects of the language as values",
    reason:
      "Python takes self, cyclers and joiners for sequences and mappings where their methods have the names.",
    applies: (record, _, ours) =>
      "error" in ours && ours.error.python === true && uses(/\bself\b|cycler|joiner/, record),
  },
  {
    name: "methods of classes",
    reason: "Python's dict.copy is a method without an object; here a class has no attributes.",
    applies: (_, __, ours) =>
      isError(ours, "UndefinedError", /^'type object' has no attribute/) ||
      isError(ours, "AttributeError", /^'type' object has no attribute/),
  },
  {
    name: "constants where autoescaping is computed",
    reason:
      "Jinja writes a constant unescaped where only the render knows whether to escape; here it is escaped.",
    applies: (record, theirs, ours) =>
      "output" in theirs &&
      "output" in ours &&
      uses(/autoescape (?!true|false)/, record) &&
      unescaped(theirs.output) === unescaped(ours.output),
  },
  {
    name: "methods that are printed",
    reason: "Python prints the address or the class of a method that is not called; here it is its name.",
    applies: (_, theirs) => "output" in theirs && /(<|&lt;)(bound|built-in) method/.test(theirs.output),
  },
  {
    name: "keys of plain objects",
    reason: "A plain object takes string keys only; who needs others gives the template a Map.",
    applies: (_, __, ours) => isError(ours, "TypeError", /^a plain object takes string keys/),
  },
  {
    name: "the last digit of a power",
    reason: "JavaScript computes powers of floats with another library than C.",
    applies: (record, theirs, ours) =>
      "output" in theirs &&
      "output" in ours &&
      uses(/\*\*/, record) &&
      roughly(theirs.output) === roughly(ours.output),
  },
  {
    name: "comments that begin where the template ends",
    reason:
      "Jinja overlooks an unclosed comment with nothing in it; here it is the error that all others are.",
    applies: (_, __, ours) => isError(ours, "TemplateSyntaxError", /^Missing end of/),
  },
  {
    name: "else of a loop that was cut short",
    reason:
      "Jinja renders the else of a loop in which each round ended in continue or break; here it had rounds.",
    applies: (record, theirs, ours) =>
      "output" in ours &&
      uses(/(break|continue)[^]*else/, record) &&
      ("error" in theirs || ("output" in theirs && theirs.output.length > ours.output.length)),
  },
  {
    name: "changes in an immutable sandbox",
    reason: "Since 3.2 an immutable sandbox refuses clear and pop of a list, too.",
    applies: (_, __, ours) => isError(ours, "SecurityError", /'(clear|pop)' of 'list' object is unsafe/),
  },
  {
    name: "constants that are infinite",
    reason: "Jinja writes a constant infinity as a name that its generated code does not know.",
    applies: (_, theirs) => isError(theirs, "NameError", /^name '(inf|nan)' is not defined/),
  },
  {
    name: "infinity as an integer",
    reason: "Since 3.2 the filter int gives its default for an infinity.",
    applies: (record, theirs, ours) =>
      isError(theirs, "OverflowError", /infinity/) && "output" in ours && uses(/\|int/, record),
  },
  {
    name: "keywords of methods",
    reason: "CPython's methods that are written in C take no keywords; here every parameter can be named.",
    applies: (_, theirs) => isError(theirs, "TypeError", /takes no keyword arguments/),
  },
  {
    name: "safe text as a key",
    reason:
      "A Markup that becomes the key of a dict is stored as plain text, which prints without its class.",
    applies: (_, theirs, ours) =>
      "output" in theirs && "output" in ours && /\{.*Markup\(/i.test(theirs.output),
  },
  {
    name: "the name of an unclosed raw block or comment",
    reason: "Jinja 3.1 gives the file name in place of the template's, which a dict loader does not have.",
    applies: (_, theirs) => isError(theirs, "TemplateSyntaxError", /^Missing end of/),
  },
  {
    name: "constants that fail while compiling",
    reason:
      "Jinja computes constant expressions early, and lets their TypeError out even where nothing reaches them.",
    applies: (_, theirs, ours) =>
      isError(theirs, "TypeError", /^unhashable type/) ||
      (isError(theirs, "TypeError", /./) && isError(ours, "TemplateAssertionError", /./)),
  },
];

function uses(what: RegExp, { main, templates = {} }: SampleRecord): boolean {
  return [main, ...Object.values(templates)].some(
    (source) => typeof source === "string" && what.test(source),
  );
}

/** The text with its floats cut to the digits that every library agrees on. */
function roughly(text: string): string {
  return text.replace(/\d+\.\d+(?:e[-+]?\d+)?/g, (number) => Number(number).toPrecision(12));
}

function unescaped(text: string): string {
  return text.replace(/&(?:amp|lt|gt|#34|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&#34;": '"',
  "&#39;": "'",
};

function isError(answer: Answer, type: string, message: RegExp): boolean {
  return "error" in answer && answer.error.type === type && message.test(answer.error.message ?? "");
}
