import { type MethodDefinition, textMethods } from "./method-table.ts";
import { WHITESPACE } from "../white-space.ts";

// The four digraphs whose title case is a character of its own, between the small and the capital form.
const TITLE_DIGRAPHS: ReadonlyMap<string, string> = new Map([
  ["\u01c4", "\u01c5"],
  ["\u01c7", "\u01c8"],
  ["\u01ca", "\u01cb"],
  ["\u01f1", "\u01f2"],
]);

/** The title case of one character: `ß` becomes `Ss`. */
function titleCharacter(character: string): string {
  const upper = character.toUpperCase();
  if (character < "\u0080") return upper;
  const digraph = TITLE_DIGRAPHS.get(upper);
  if (digraph !== undefined) return digraph;
  if (upper.length === 1) return upper;
  const [first = "", ...rest] = upper;
  return first + rest.join("").toLowerCase();
}

/** The first character in title case, the rest in lower case. */
export function capitalizeText(text: string): string {
  const code = text.codePointAt(0);
  if (code === undefined) return "";
  const first = String.fromCodePoint(code);
  return titleCharacter(first) + text.slice(first.length).toLowerCase();
}

/** Every run of cased characters begins in title case and goes on in lower case. */
function titleText(text: string): string {
  return text.replace(/(\p{Cased})(\p{Cased}*)/gu, (_, first: string, rest: string) => {
    return titleCharacter(first) + rest.toLowerCase();
  });
}

function swapText(text: string): string {
  return text.replace(/\p{Cased}/gu, (character) =>
    character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase(),
  );
}

/** Whether a text has cased characters and all of them are small. */
export function isLowerText(text: string): boolean {
  return /\p{Lowercase}/u.test(text) && !/[\p{Uppercase}\p{Lt}]/u.test(text);
}

/** Whether a text has cased characters and all of them are capitals. */
export function isUpperText(text: string): boolean {
  return /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
}

function isTitleText(text: string): boolean {
  return /\p{Cased}/u.test(text) && titleText(text) === text;
}

const CLASSES = {
  alphabetic: /^\p{L}+$/u,
  alphanumeric: /^[\p{L}\p{N}]+$/u,
  ascii: /^\p{ASCII}*$/u,
  decimal: /^\p{Nd}+$/u,
  digit:
    /^[\p{Nd}\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490]+$/u,
  identifier: /^[\p{XID_Start}_]\p{XID_Continue}*$/u,
  numeric: /^\p{N}+$/u,
  printable: /^(?:[^\p{C}\p{Z}]| )*$/u,
  space: new RegExp(`^[${WHITESPACE}]+$`),
} as const;

// Upper case undoes ligatures and final letters. Cherokee folds to upper case (Unicode, CaseFolding.txt).
function foldCharacter(character: string): string {
  if (character === "ı") return character;
  if (character === "ẞ") return "ss";
  const upper = character.toUpperCase();
  return /^\p{Script=Cherokee}$/u.test(character) ? upper : upper.toLowerCase();
}

/** The methods of `str` about letter case and kinds of characters; none takes an argument. */
export const caseMethods: readonly MethodDefinition[] = textMethods({
  upper: (text) => text.toUpperCase(),
  lower: (text) => text.toLowerCase(),
  casefold: (text) => Array.from(text, foldCharacter).join(""),
  capitalize: capitalizeText,
  title: titleText,
  swapcase: swapText,
  islower: isLowerText,
  isupper: isUpperText,
  istitle: isTitleText,
  isalpha: (text) => CLASSES.alphabetic.test(text),
  isalnum: (text) => CLASSES.alphanumeric.test(text),
  isascii: (text) => CLASSES.ascii.test(text),
  isdecimal: (text) => CLASSES.decimal.test(text),
  isdigit: (text) => CLASSES.digit.test(text),
  isidentifier: (text) => CLASSES.identifier.test(text),
  isnumeric: (text) => CLASSES.numeric.test(text),
  isprintable: (text) => CLASSES.printable.test(text),
  isspace: (text) => CLASSES.space.test(text),
});
