/** Common lines shown before and after the lines that differ. */
const CONTEXT = 2;

/**
 * Shows how two texts differ: `-` marks the expected lines, `+` the actual ones, and a caret the first
 * character that differs where one line stands against one line.
 *
 * @returns Lines joined with a newline, without one at the end.
 * @example
 * difference("a b", "a c");
 */
export function difference(expected: string, actual: string): string {
  const wanted = expected.split("\n");
  const got = actual.split("\n");
  const before = commonPrefix(wanted, got);
  const after = commonPrefix(wanted.slice(before).reverse(), got.slice(before).reverse());
  const missing = wanted.slice(before, wanted.length - after);
  const added = got.slice(before, got.length - after);
  return [
    ...wanted.slice(Math.max(0, before - CONTEXT), before).map((line) => `  ${line}`),
    ...missing.map((line) => `- ${line}`),
    ...added.map((line) => `+ ${line}`),
    ...caretUnder(missing, added),
    ...wanted.slice(wanted.length - after, wanted.length - after + CONTEXT).map((line) => `  ${line}`),
  ].join("\n");
}

function caretUnder(missing: readonly string[], added: readonly string[]): string[] {
  const [left, right] = [missing[0], added[0]];
  if (missing.length !== 1 || added.length !== 1 || left === undefined || right === undefined) return [];
  return [`  ${" ".repeat(commonPrefix(left, right))}^`];
}

function commonPrefix(left: ArrayLike<string>, right: ArrayLike<string>): number {
  const end = Math.min(left.length, right.length);
  let index = 0;
  while (index < end && left[index] === right[index]) index++;
  return index;
}
