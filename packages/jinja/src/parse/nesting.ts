import type { SourceText } from "../errors/source-text.ts";
import { TemplateSyntaxError } from "../errors/syntax-error.ts";
import { positionOf } from "./token-stream.ts";

/**
 * Does what works through a template's nesting. Where that exhausts the stack the template is wrong, and not who
 * reads it.
 *
 * @throws TemplateSyntaxError
 */
export function refusingDepth<T>(source: SourceText, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new TemplateSyntaxError("the template is nested too deeply", positionOf(source, 0), {
      cause: error,
    });
  }
}
