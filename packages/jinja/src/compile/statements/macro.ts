import type { CallBlock, Macro, Parameter } from "../../ast/statements.ts";
import type { MacroScope } from "../../analyze/analyze.ts";
import { literal } from "../code-writer.ts";
import { compileCall } from "../calls.ts";
import { type Frame, innerFrame } from "../frame.ts";
import { quoted } from "../../errors/quoted.ts";
import { identifierOf } from "../function-builder.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** A macro: a variable that holds its function. */
export function compileMacro(node: Macro, frame: Frame, compiler: StatementCompiler): void {
  const name = writeMacro(node, node.name, frame, compiler);
  compiler.assign({ kind: "Name", name: node.name, start: node.start, end: node.end }, name, frame, false);
}

/** A call whose macro is handed the body as `caller`. */
export function compileCallBlock(node: CallBlock, frame: Frame, compiler: StatementCompiler): void {
  compiler.compilation.writer.block("", () => {
    const caller = writeMacro(node, null, frame, compiler);
    const call = compileCall(node.call, compiler.expressions(frame), [{ name: "caller", code: caller }]);
    const output = compiler.compilation.name("o");
    // The call is made even where its output goes nowhere.
    compiler.compilation.writer.line(`const ${output} = ${call};`);
    const text = frame.sink.kind === "native" ? output : `str(${output})`;
    compiler.unlessExtended(frame, () => compiler.write(text, frame));
  });
}

// Writes the declaration of a macro's function and returns the variable that holds it.
function writeMacro(
  node: Macro | CallBlock,
  name: string | null,
  frame: Frame,
  compiler: StatementCompiler,
): string {
  const { compilation } = compiler;
  const macro = compilation.analysis.macroScope(node);
  refuseCallerWithoutDefault(node, macro, compiler);
  const declared = node.parameters.map((parameter) => parameter.name.name);
  const specials = (["caller", "kwargs", "varargs"] as const).filter(
    (special) => macro.specials.has(special) && !declared.includes(special),
  );
  const identifiers = [...declared, ...specials].map((parameter) =>
    parameterIdentifier(parameter, macro, compiler),
  );
  const definition = compilation.constant(
    `{ name: ${literal(name)}, parameters: [${declared.map((parameter) => literal(parameter)).join(", ")}], ` +
      `usesCaller: ${macro.specials.has("caller")}, usesKeywords: ${specials.includes("kwargs")}, ` +
      `usesRest: ${specials.includes("varargs")} }`,
  );
  const variable = compilation.name("m");
  const asynchronous = compilation.mode.async ? "async " : "";
  compiler.renderFunction(
    `const ${variable} = rt.macro(context, ${definition}, ${asynchronous}(${identifiers.join(", ")}) =>`,
    innerFrame(frame, macro.scope, { checksParent: false, inLoop: false, showsLocals: false }),
    (inner) => {
      compiler.declare(inner);
      writeDefaults(node.parameters, macro, inner, compiler);
      compiler.body(node.body, inner);
    },
    "});",
  );
  return variable;
}

function writeDefaults(
  parameters: readonly Parameter[],
  macro: MacroScope,
  frame: Frame,
  compiler: StatementCompiler,
): void {
  const unset: Frame = { ...frame, parametersMayBeUnset: true };
  for (const { name, fallback } of parameters) {
    const identifier = parameterIdentifier(name.name, macro, compiler);
    const value =
      fallback === null
        ? `rt.undefined(${literal(name.name)}, ${literal(`parameter ${quoted(name.name)} was not provided`)})`
        : compiler.value(fallback, unset);
    compiler.compilation.writer.line(`if (${identifier} === undefined) ${identifier} = ${value};`);
  }
}

function parameterIdentifier(
  name: string,
  { scope }: MacroScope,
  { compilation }: StatementCompiler,
): string {
  const variable = scope.find(name);
  if (variable === undefined) throw new Error("a parameter has no variable");
  return identifierOf(variable, compilation.identifiers);
}

function refuseCallerWithoutDefault(
  node: Macro | CallBlock,
  macro: MacroScope,
  compiler: StatementCompiler,
): void {
  const caller = node.parameters.find(({ name }) => name.name === "caller");
  if (caller === undefined || caller.fallback !== null || !macro.specials.has("caller")) return;
  compiler.compilation.fail(
    'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.',
    node,
  );
}
