import { Undefined } from "../values/undefined.ts";
import { typeError } from "../values/errors.ts";
import { describeType } from "../values/types.ts";
import { callFunction, type Keywords, type RenderContext, type TemplateFunction } from "./calling.ts";

/** An object, or a function that stands for one, which decides itself what a template's call of it means. */
export interface TemplateCallable {
  __call__(args: readonly unknown[], keywords: Keywords | null, context: RenderContext | null): unknown;
}

function isTemplateCallable(value: object): value is TemplateCallable {
  return "__call__" in value && typeof value.__call__ === "function";
}

/** Whether a template can call the value. */
export function isCallable(value: unknown): boolean {
  return (
    typeof value === "function" || (typeof value === "object" && value !== null && isTemplateCallable(value))
  );
}

/** Calls what a template wrote parentheses after. */
export function callValue(
  callee: unknown,
  receiver: unknown,
  args: readonly unknown[],
  keywords: Keywords | null,
  context: RenderContext | null,
): unknown {
  if (isFunction(callee)) {
    if (isTemplateCallable(callee)) return callee.__call__(args, keywords, context);
    return callFunction(callee, receiver, args, keywords, context);
  }
  if (callee instanceof Undefined) return callee.fail();
  if (typeof callee === "object" && callee !== null && isTemplateCallable(callee)) {
    return callee.__call__(args, keywords, context);
  }
  throw typeError(
    `'${describeType(callee)
      .replace(/^None$/, "NoneType object")
      .replace(/ object$/, "")}' object is not callable`,
  );
}

function isFunction(value: unknown): value is TemplateFunction {
  return typeof value === "function";
}
