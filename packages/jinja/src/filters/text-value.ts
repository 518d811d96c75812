import { Markup } from "@dewar/markup";
import { str } from "../values/str.ts";

/** A value as text, safe HTML left as it is. */
export function softText(value: unknown): string | Markup {
  return value instanceof Markup ? value : str(value);
}

/** Changes a value's text; what was safe HTML is so afterwards. */
export function changeText(value: unknown, change: (text: string) => string): string | Markup {
  if (typeof value === "string") return change(value);
  if (value instanceof Markup) return new Markup(change(value.toString()));
  return change(str(value));
}
