import { parseSync } from "vite";

/** A name that an example may use without importing it. */
export interface ScopeName {
  readonly name: string;
  readonly isType: boolean;
  /** The module that exports it, as the example's module would import it. */
  readonly from: string;
}

/** An example as a module that checks what its comments promise. */
export interface CompiledExample {
  readonly code: string;
  readonly expectations: number;
}

/**
 * Turns an example into a module. `value; // => expected` and `const name = value; // => expected` compare,
 * `call(); // throws Name` and `call(); // throws Name: words` catch. A comment that makes a promise may also stand
 * on the line below. The code begins on the second line, so that positions are easily found.
 *
 * @param code - The example.
 * @param scope - The names in scope; those the example declares or imports itself are left to it.
 * @param checks - The module specifier of `checks.ts`.
 * @throws SyntaxError for code that cannot be parsed, and for a promise beside no statement.
 */
export function compileExample(code: string, scope: readonly ScopeName[], checks: string): CompiledExample {
  const { program, comments, errors } = parseSync("example.ts", code);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(error.message);
  const promises = comments.flatMap(promiseOf);
  const edits = promises.map((promise) => editOf(promise, program.body, code));
  const own = new Set(program.body.flatMap(declaredNames));
  const used = scope.filter(({ name }) => !own.has(name) && mentions(code, name));
  const imports = [`import { equal, throws } from ${JSON.stringify(checks)};`, ...used.map(importOf)];
  return { code: `${imports.join(" ")}\n${apply(edits, code)}\n`, expectations: promises.length };
}

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Promised extends Span {
  readonly kind: "equals" | "throws";
  readonly text: string;
}

interface Edit extends Span {
  readonly text: string;
}

type Statement = ReturnType<typeof parseSync>["program"]["body"][number];

function promiseOf(comment: Span & { readonly value: string }): Promised[] {
  const match = /^ *(=>|throws) +(.+)$/.exec(comment.value);
  if (match === null) return [];
  return [
    {
      kind: match[1] === "=>" ? "equals" : "throws",
      text: match[2] ?? "",
      start: comment.start,
      end: comment.end,
    },
  ];
}

function editOf(promise: Promised, body: readonly Statement[], code: string): Edit {
  const statement = body.findLast(({ end }) => end <= promise.start);
  const between = statement === undefined ? "none" : code.slice(statement.end, promise.start);
  if (statement === undefined || !/^[ \t]*\n?[ \t]*$/.test(between)) {
    throw new SyntaxError(`The comment "${promise.text}" stands beside no statement.`);
  }
  if (statement.type === "ExpressionStatement") {
    const { expression } = statement;
    return {
      start: statement.start,
      end: statement.end,
      text: checkOf(promise, code.slice(expression.start, expression.end)),
    };
  }
  if (statement.type === "VariableDeclaration" && promise.kind === "equals") {
    const { id } = statement.declarations[0] ?? {};
    if (id?.type === "Identifier")
      return { start: statement.end, end: statement.end, text: ` ${checkOf(promise, id.name)}` };
  }
  throw new SyntaxError(`The comment "${promise.text}" stands beside a statement without a value.`);
}

function checkOf({ kind, text }: Promised, expression: string): string {
  if (kind === "equals") return `equal((${expression}), (${text}));`;
  const [name = "", ...words] = text.split(": ");
  return `await throws(async () => (${expression}), ${JSON.stringify(name.trim())}, ${JSON.stringify(words.join(": "))});`;
}

function declaredNames(statement: Statement): string[] {
  switch (statement.type) {
    case "ImportDeclaration":
      return statement.specifiers.map(({ local }) => local.name);
    case "VariableDeclaration":
      return statement.declarations.flatMap(({ id }) => namesOfPattern(id));
    case "FunctionDeclaration":
    case "ClassDeclaration":
    case "TSTypeAliasDeclaration":
    case "TSInterfaceDeclaration":
      return statement.id === null ? [] : [statement.id.name];
    case "ExportNamedDeclaration":
      return statement.declaration === null ? [] : declaredNames(statement.declaration);
    default:
      return [];
  }
}

type Pattern = Extract<Statement, { type: "VariableDeclaration" }>["declarations"][number]["id"];

function namesOfPattern(pattern: Pattern): string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        namesOfPattern(property.type === "RestElement" ? property.argument : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap((element) => {
        if (element === null) return [];
        return namesOfPattern(element.type === "RestElement" ? element.argument : element);
      });
    case "AssignmentPattern":
      return namesOfPattern(pattern.left);
    default:
      return [];
  }
}

function mentions(code: string, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name.replaceAll("$", "\\$")}(?![\\w$])`).test(code);
}

function importOf({ name, isType, from }: ScopeName): string {
  return `import { ${isType ? "type " : ""}${name} } from ${JSON.stringify(from)};`;
}

function apply(edits: readonly Edit[], code: string): string {
  return [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), code);
}
