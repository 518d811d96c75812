import { readdirSync, readFileSync } from "node:fs";
import * as nodeModule from "node:module";
import { join } from "node:path";
import { type AnyNode, type BlockStatement, parse } from "acorn";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RewrittenModule, rewriteAwaits } from "../../src/awaits/rewrite.ts";

const later = nodeModule as {
  readonly stripTypeScriptTypes?: (source: string, options: { mode: "strip" }) => string;
};

// Places; and modules are strict without being told so.
const PASSED_OVER: readonly string[] = ["start", "end", "loc", "directive"];

/** How acorn reads a program, without places. What was put in is passed over. */
function shape(code: string): string {
  const told = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(told);
    if (value instanceof RegExp || typeof value === "bigint") return String(value);
    if (typeof value !== "object" || value === null) return value;
    const node = unwrapped(value as AnyNode);
    const members = Object.entries(node).filter(([key]) => !PASSED_OVER.includes(key));
    return Object.fromEntries(members.map(([key, member]) => [key, told(member)]));
  };
  return JSON.stringify(told(parse(code, { ecmaVersion: "latest", sourceType: "module" })), null, 1);
}

function unwrapped(node: AnyNode): AnyNode {
  if (node.type === "CallExpression" && isOwn(node.callee)) return unwrapped(node.arguments[0] as AnyNode);
  if (node.type === "ArrowFunctionExpression" && node.expression) {
    // One that gives an expression gets a block that returns it.
    const body = { type: "BlockStatement", body: [{ type: "ReturnStatement", argument: node.body }] };
    return { ...node, expression: false, body: body as unknown as BlockStatement };
  }
  if (node.type !== "BlockStatement") return node;
  const [first, attempt] = node.body;
  if (first !== undefined && isOwn(first) && attempt?.type === "TryStatement") return attempt.block;
  return {
    ...node,
    body: node.body.filter((statement) => !isOwn(statement) && statement.type !== "EmptyStatement"),
  };
}

/** Whether a node begins with a name that was put in. */
function isOwn(node: AnyNode): boolean {
  switch (node.type) {
    case "Identifier":
      return node.name.startsWith("$dewar");
    case "MemberExpression":
      return isOwn(node.object);
    case "CallExpression":
      return isOwn(node.callee);
    case "ExpressionStatement":
      return isOwn(node.expression);
    case "AssignmentExpression":
      return isOwn(node.left);
    case "VariableDeclaration":
      return node.declarations.some(({ id }) => isOwn(id));
    default:
      return false;
  }
}

/** The source again, from the code and from what is known of it. */
function undone({ code, insertions }: RewrittenModule): string {
  const lines = code.split(/(?<=\r\n|[\n\u2028\u2029]|\r(?!\n))/);
  for (const { line, column, length } of insertions) {
    const text = lines[line - 1] ?? "";
    lines[line - 1] = text.slice(0, column) + text.slice(column + length);
  }
  return lines.join("");
}

function expectSame(source: string): RewrittenModule {
  const rewritten = rewriteAwaits(source, 0);
  if (rewritten === undefined) throw new Error(`Nothing waits in ${source}`);
  expect(undone(rewritten)).toBe(source);
  expect(shape(rewritten.code)).toBe(shape(source));
  return rewritten;
}

describe("a function that waits", () => {
  it("tells where, and all of it stays in its line", () => {
    const { code } = expectSame("async function f() {\n  return await g();\n}\n");
    expect(code.split("\n")).toEqual([
      "async function f() {const $dewar=$dewarCall(0);try{",
      "  return await $dewar.wait(g(),0,($dewarCode)=>eval($dewarCode));",
      "}catch($dewarError){$dewar.fail($dewarError)}}",
      "",
    ]);
  });

  it.each([
    ["an await in an await", "async function f() { (await (await a()).b()).c; }"],
    ["awaits without blanks", "async function f() { await(x); await[x]; await-x; await/re/; await`t` }"],
    [
      "awaits as parts of operators",
      "async function f() { typeof await x; -await x; (await x)?.y; new (await x)(); }",
    ],
    ["a template and its tag", "async function f() { return (await tag)`a ${await b} c`; }"],
    [
      "an await in the pattern of a variable",
      "async function f() { const { a = await x, [await y]: z } = await w; }",
    ],
    [
      "a statement without a semicolon before",
      "async function f() {\n  const a = 1\n  await x\n  let b\n  await (y)\n}",
    ],
    ["a comment between", "async function f() { await /* soon */ x // later\n await\n y }"],
    ["lines that end as on Windows", "async function f() {\r\n  await x\r\n}\r\n"],
    ["a shebang", "#!/usr/bin/env node\nasync function f() { await x }"],
    [
      "attributes of imports",
      'import j from "./j.json" with { type: "json" };\nasync function f() { await x }',
    ],
    [
      "a method, a private one and a static one",
      "class A { #x; async m() { await x } async #p() { await this.#x } static async s() { await x } }",
    ],
    [
      "a class within",
      "async function f() { class A extends (await B) { [await k]() {} y = 1; static { z(); } } }",
    ],
    ["an async generator", "async function* f() { yield await x; yield* y; return a, b; }"],
    [
      "loops",
      "async function f() { for await (const x of xs) await x; for await (y of[1]) ; for (const z of await zs) {} }",
    ],
    ["attempts", "async function f() { try { await x } catch (e) { throw e } finally { await y } }"],
    [
      "attempts without a name",
      "async function f() { try { await x } catch { } try { await x } catch ({ message }) { } }",
    ],
    ["a directive", 'async function f() { "use strict"; await x; }'],
    ["functions in one another", "async function f() { await g(async function () { await h }); }"],
    ["`using`", "async function f() { using a = await b; }"],
  ])("may hold %s", (_, source) => {
    expectSame(source);
  });

  it.each([
    ["in a line", "const f = async () => await x"],
    ["before a line that begins with a bracket", "const f = async () => ({ a: await x })\n;[1].map(f)"],
    ["in parentheses", "call((async (x) => (await x, y)), 1)"],
    ["in one another", "const f = async () => await g(async () => await h)"],
    ["in a choice", "const f = async (c) => c ? await a : await b"],
  ])("may be an arrow with an expression: %s", (_, source) => {
    expectSame(source);
  });
});

it.each([
  ["waits for nothing", "async function f() { return x; }"],
  ["waits at the top level only", "await x; for await (const y of z) {}"],
  ["has one that disposes of something at its end", "async function f() { await using x = await y; }"],
  ["has one that can be thrown into from outside", "async function* f() { await x; yield; }"],
])("leaves a module alone that %s", (_, source) => {
  expect(rewriteAwaits(source, 0)).toBeUndefined();
});

it("refuses what it cannot read", () => {
  expect(() => rewriteAwaits("async function f() { await @x }", 0)).toThrow(SyntaxError);
});

describe("a place", () => {
  const sites = (source: string) => rewriteAwaits(source, 0)?.sites ?? [];

  it("has the name that the debugger gives to the function", () => {
    const source = `
      async function plain() { await x }
      const arrow = async () => await x;
      const object = { async method() { await x }, key: async () => { await x } };
      class Shop { async sell() { await x } async #hide() { await x } field = async () => { await x } }
      other.member = async function () { await x };
      export default async function () { await x }
      (async () => { await x })();`;
    expect(sites(source).map(({ functionName }) => functionName)).toEqual([
      "plain",
      "arrow",
      "method",
      "key",
      "sell",
      "#hide",
      "field",
      "member",
      "default",
      "",
    ]);
  });

  it("knows the variables that can be seen from it, of inner blocks first", () => {
    const [site] = sites(`
      const ofModule = 1;
      function around(used, unused) {
        return async function inner({ a, b: [c] }, ...rest) {
          for (const item of rest) {
            let block = item;
            try { block(); } catch (failure) { await used(ofModule); }
            { let elsewhere; }
          }
          var hoisted;
          function helper(own) {}
        };
      }`);
    const { locals, closure } = site?.names() ?? {};
    expect(locals).toEqual(["failure", "block", "item", "a", "c", "rest", "hoisted", "helper"]);
    expect(closure).toEqual(["used"]);
  });
});

describe("whatever the program", () => {
  const leaf = fc.constantFrom(
    "x",
    "f()",
    "a.b",
    "[1, 2]",
    "`t`",
    "/r/",
    "({ a: 1 })",
    "(function () {})",
    "1",
  );
  const { expression } = fc.letrec<{ expression: string }>((tie) => {
    const within = (before: string, after: string) =>
      tie("expression").map((inner) => `${before}${inner}${after}`);
    return {
      expression: fc.oneof(
        { maxDepth: 5 },
        leaf,
        within("await ", ""),
        within("await\n", ".b"),
        within("(await ", ").c"),
        within("[", ", await z]"),
        within("(async function g() { return ", " })"),
        within("async () => ", ""),
        within("`a${", "}b`"),
        within("-", ""),
        fc.tuple(tie("expression"), tie("expression")).map(([one, other]) => `${one} ? ${other} : await y`),
      ),
    };
  });
  const statement = fc
    .tuple(
      fc.constantFrom("", "return ", "const v = ", "throw ", "if (x) ", "label: ", "void ", "x = "),
      expression,
      fc.constantFrom("\n", ";\n", "\r\n", ";", " // end\n", "\n\n"),
    )
    .map(([before, inner, end]) => `${before}${inner}${end}`);
  const inTry = fc
    .tuple(statement, statement, statement)
    .map(([one, two, three]) => `try { ${one} } catch (e) { ${two} } finally { ${three} }`);

  it("it reads as before", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(statement, inTry), { minLength: 1 }), (statements) => {
        const source = `async function f() {\n${statements.join("")}\nawait last }`;
        fc.pre(isProgram(source));
        expectSame(source);
      }),
      { numRuns: 300 },
    );
  });

  const root = join(import.meta.dirname, "../../../..");
  const files = ["packages", "examples"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => /^[^/\\]+[/\\]src[/\\].*\.ts$/.test(file) && !file.includes("node_modules"))
      .map((file) => join(root, folder, file)),
  );

  it.skipIf(later.stripTypeScriptTypes === undefined)("of this project (where Node strips types)", () => {
    const sources = files.map(
      (file) => later.stripTypeScriptTypes?.(readFileSync(file, "utf8"), { mode: "strip" }) ?? "",
    );
    const rewritten = sources.filter((source) => rewriteAwaits(source, 0) !== undefined);
    expect(rewritten.length).toBeGreaterThan(50);
    for (const source of rewritten) expectSame(source);
  });
});

function isProgram(source: string): boolean {
  try {
    parse(source, { ecmaVersion: "latest", sourceType: "module" });
    return true;
  } catch {
    return false;
  }
}
