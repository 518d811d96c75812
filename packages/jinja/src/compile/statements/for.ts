import type { For, Target } from "../../ast/statements.ts";
import type { LoopScopes } from "../../analyze/analyze.ts";
import { visitBody, visitTarget } from "../../analyze/names.ts";
import { identifierOf } from "../function-builder.ts";
import { type Frame, innerFrame } from "../frame.ts";
import type { StatementCompiler } from "../statement-compiler.ts";

/** A loop: in place, or as a function of its own when it is recursive. */
export function compileFor(node: For, frame: Frame, compiler: StatementCompiler): void {
  const { compilation } = compiler;
  refuseLoopAssignment(node, compiler);
  const iterable = `${compilation.mode.async ? "await itemsAsync" : "items"}(${compiler.value(node.iterable, frame)})`;
  compilation.writer.line(`at = ${node.iterable.start};`);
  if (!node.recursive) {
    compilation.writer.block("", () => compileLoop(node, iterable, null, frame, compiler));
    return;
  }
  const name = compilation.name("loop");
  compilation.writer.block("", () => {
    const head = `const ${name} = ${compilation.mode.async ? "async " : ""}(list, depth) =>`;
    compiler.renderFunction(head, frame, (inner) => compileLoop(node, "list", name, inner, compiler), "};");
    const rendered = compilation.mode.async ? `await ${name}` : name;
    compiler.write(`${rendered}(${iterable}, 0)`, frame);
  });
}

function compileLoop(
  node: For,
  iterable: string,
  recursive: string | null,
  frame: Frame,
  compiler: StatementCompiler,
): void {
  const { writer, analysis } = compiler.compilation;
  const scopes = analysis.loopScopes(node);
  const items = compiler.compilation.name("s");
  const index = compiler.compilation.name("i");
  const hasElse = node.otherwise.length > 0;
  const empty = hasElse ? compiler.compilation.name("e") : "";
  if (hasElse) writer.line(`let ${empty} = true;`);
  if (scopes.usesLoop && node.filter !== null)
    writeFilteredItems(node, scopes, items, iterable, frame, compiler);
  else writer.line(`const ${items} = ${iterable};`);
  const loop = scopes.usesLoop ? declareLoop(scopes, items, recursive, compiler) : null;
  writer.block(`for (let ${index} = 0; ${index} < ${items}.length || takeMore(${items}); ${index}++)`, () => {
    if (compiler.compilation.settings.guarded) writer.line("budget.step();");
    const item = `${items}[${index}]`;
    if (node.filter !== null && loop === null) {
      writeFilter(node, scopes, item, frame, compiler, (test) => writer.line(`if (!${test}) continue;`));
    }
    if (loop !== null) writer.line(`moveTo(${loop}, ${index});`);
    if (hasElse) writer.line(`${empty} = false;`);
    const body = innerFrame(frame, scopes.body, {
      inLoop: true,
      showsLocals: true,
      checksParent: frame.checksParent,
    });
    compiler.assign(node.target, item, body, true);
    compiler.declare(body);
    compiler.body(node.body, body);
  });
  if (hasElse) {
    writer.block(`if (${empty})`, () => {
      const otherwise = innerFrame(frame, scopes.otherwise);
      compiler.declare(otherwise);
      compiler.body(node.otherwise, otherwise);
    });
  }
}

// `loop` counts the items that pass. They are looked for one by one as the loop goes on, but where that would have to be
// awaited: there all are known before it begins.
function writeFilteredItems(
  node: For,
  scopes: LoopScopes,
  items: string,
  iterable: string,
  frame: Frame,
  compiler: StatementCompiler,
): void {
  const { writer, mode, settings } = compiler.compilation;
  const item = compiler.compilation.name("i");
  const walk = (list: string, pass: string): void => {
    writer.block(`for (const ${item} of ${list})`, () => {
      if (settings.guarded) writer.line("budget.step();");
      writeFilter(node, scopes, item, frame, compiler, (test) => writer.line(`if (${test}) ${pass};`));
    });
  };
  if (mode.async) {
    writer.line(`const ${items} = [];`);
    walk(iterable, `${items}.push(${item})`);
    return;
  }
  const filtered = (): void => {
    writer.line("let t, u;");
    walk("list", `yield ${item}`);
  };
  writer.block(`const ${items} = items((function* (list)`, filtered, `})(${iterable}));`);
}

function writeFilter(
  { target, filter }: For,
  scopes: LoopScopes,
  item: string,
  frame: Frame,
  compiler: StatementCompiler,
  write: (test: string) => void,
): void {
  if (filter === null) return;
  const inner = innerFrame(frame, scopes.filter);
  compiler.assign(target, item, inner, true);
  compiler.declare(inner);
  write(compiler.expressions(inner).condition(filter));
}

function declareLoop(
  scopes: LoopScopes,
  items: string,
  recursive: string | null,
  compiler: StatementCompiler,
): string {
  const { compilation } = compiler;
  const variable = scopes.body.find("loop");
  if (variable === undefined) throw new Error("a loop that is used has no variable");
  compilation.loopVariables.add(variable);
  const name = identifierOf(variable, compilation.identifiers);
  const { async } = compilation.mode;
  const deeper = async
    ? `async (list, depth) => rt.loopOutput(context, await ${recursive}(await itemsAsync(list), depth))`
    : `(list, depth) => rt.loopOutput(context, ${recursive}(items(list), depth))`;
  const further = recursive === null ? "" : `, depth, ${deeper}`;
  compilation.writer.line(`const ${name} = new Loop(${items}, rt.environment${further});`);
  return name;
}

function refuseLoopAssignment(node: For, { compilation }: StatementCompiler): void {
  const visitor = {
    read: () => {},
    store: (name: Extract<Target, { kind: "Name" }>): void => {
      if (name.name === "loop")
        compilation.fail("Can't assign to special loop variable in for-loop target", name);
    },
  };
  visitTarget(node.target, visitor);
  visitBody(node.body, visitor);
  visitBody(node.otherwise, visitor);
}
