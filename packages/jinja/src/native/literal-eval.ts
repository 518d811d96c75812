/** The value of a Python literal; text that is none is returned as it is. */
export function literalEval(text: string): unknown {
  return text;
}
