import type { Expression, ExpressionOf } from "../ast/expressions.ts";
import { literal } from "./code-writer.ts";
import type { ExpressionCompiler } from "./expression-compiler.ts";

/** Own properties of JavaScript's objects that are no attributes in a template, and names never to be read. */
const SLOW_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "items", "length", "prototype"]);

const INTEGER_LIKE = /^(?:0|[1-9]\d*)$/;

/** `object.name` */
export function compileAttribute(node: ExpressionOf<"GetAttribute">, compiler: ExpressionCompiler): string {
  const { compilation } = compiler;
  const { object, name } = node;
  if (isLoop(object, compiler) && LOOP_ATTRIBUTES.has(name)) return `${compiler.value(object)}.${name}`;
  const key = literal(name);
  const slow = (value: string): string => compilation.located(node, `attr(${value}, ${key})`);
  return compilation.awaited(ownProperty(object, name, slow, compiler));
}

/** `object[key]` */
export function compileItem(node: ExpressionOf<"GetItem">, compiler: ExpressionCompiler): string {
  const { compilation } = compiler;
  const { object, key } = node;
  if (key.kind === "Slice") {
    const parts = [key.from, key.to, key.step].map((part) => (part === null ? "null" : compiler.value(part)));
    return compilation.located(node, `slice(${compiler.value(object)}, ${parts.join(", ")})`);
  }
  const slow = (value: string): string => compilation.located(node, `item(${value}, ${compiler.value(key)})`);
  if (key.kind === "Literal" && typeof key.value === "string") {
    return compilation.awaited(ownProperty(object, key.value, slow, compiler));
  }
  return compilation.awaited(slow(compiler.value(object)));
}

// An own property of an object is read in place, where the engine can learn the shape of the object; all else is left
// to the function that knows every kind of value.
function ownProperty(
  object: Expression,
  name: string,
  slow: (value: string) => string,
  compiler: ExpressionCompiler,
): string {
  const value = compiler.value(object);
  const { guarded } = compiler.compilation.settings;
  if (guarded || SLOW_NAMES.has(name) || INTEGER_LIKE.test(name)) return slow(value);
  const key = literal(name);
  // `in` and the prototype's identity cost nothing once the engine has seen the object's shape; `hasOwn` is a search.
  const owns = `(${key} in t && plain(t) ? !(${key} in inherited) : hasOwn(t, ${key}))`;
  const own = `typeof (t = ${value}) === "object" && t !== null && ${owns} && (u = t[${key}]) !== undefined`;
  return `(${own} ? u : ${slow("t")})`;
}

/** The members of `loop` that are plain values. */
const LOOP_ATTRIBUTES: ReadonlySet<string> = new Set([
  "depth",
  "depth0",
  "first",
  "index",
  "index0",
  "last",
  "length",
  "nextitem",
  "previtem",
  "revindex",
  "revindex0",
]);

// Nothing can be assigned to `loop` inside of a loop, so that a parameter of this name is the loop itself.
function isLoop(node: Expression, { compilation, frame }: ExpressionCompiler): boolean {
  if (node.kind !== "Name" || node.name !== "loop") return false;
  const variable = frame.scope.find("loop");
  return variable !== undefined && compilation.loopVariables.has(variable);
}
