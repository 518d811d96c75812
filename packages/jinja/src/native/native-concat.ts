import { str } from "../values/str.ts";
import { isString } from "../values/types.ts";
import { literalEval } from "./literal-eval.ts";

/**
 * The value a native template makes of what it printed: a single value is itself, several are text; text which is a
 * literal of Python is that literal's value.
 */
export function nativeConcat(values: readonly unknown[]): unknown {
  const [only] = values;
  if (values.length === 0) return null;
  if (values.length === 1 && !isString(only)) return only;
  const text = values.map(str).join("");
  const value = literalEval(text);
  return values.length === 1 && value === text ? only : value;
}
