import {
  type AnonymousFunctionDeclaration,
  type AnyNode,
  type ArrowFunctionExpression,
  type BlockStatement,
  type Expression,
  type ForOfStatement,
  type FunctionDeclaration,
  type FunctionExpression,
  parse,
  type Position,
  type SourceLocation,
} from "acorn";
import { BEGIN, EVALUATOR, OWN_PREFIX } from "../capture/evaluator.ts";
import { nameGivenBy, Scope, type VisibleNames } from "./scope.ts";

/** A place where a function waits. */
export interface AwaitSite {
  /** As the debugger calls it: without the class of a method. */
  readonly functionName: string;
  /** Where the expression begins and ends in the source as it was: lines from one on, columns from zero on. */
  readonly start: Position;
  readonly end: Position;
  readonly names: () => VisibleNames;
}

/** A text that was put into a line. */
export interface Insertion {
  readonly line: number;
  /** Where it was put in the line as it was, from zero on. */
  readonly column: number;
  readonly length: number;
}

/** A module that tells where it waits. */
export interface RewrittenModule {
  readonly code: string;
  /** By the numbers that the code calls them. */
  readonly sites: readonly AwaitSite[];
  /** In the order of the source. */
  readonly insertions: readonly Insertion[];
}

// The variable of a function's code that holds its call.
const CALL = OWN_PREFIX;
const SCOPES: readonly string[] = [
  "BlockStatement",
  "CatchClause",
  "ForInStatement",
  "ForOfStatement",
  "ForStatement",
  "SwitchStatement",
];

/**
 * Lets each async function of a module tell where it waits, and how to evaluate text in its scope there:
 *
 *     async function f() {const $dewar=$dewarCall(7);try{
 *       return await $dewar.wait(g(),0,($dewarCode)=>eval($dewarCode));
 *     }catch($dewarError){$dewar.fail($dewarError)}}
 *
 * Everything stays in its line. What is thrown passes as before; nothing is done to a promise, so that the order of
 * things and the async stack of errors are those of the code as it was.
 *
 * @param source - A module of JavaScript.
 * @param file - The number that the code gives to the global function.
 * @returns undefined where nothing waits.
 * @throws {SyntaxError} When the source cannot be read.
 */
export function rewriteAwaits(source: string, file: number): RewrittenModule | undefined {
  const options = { ecmaVersion: "latest", sourceType: "module", locations: true } as const;
  const program = parse(source, { ...options, preserveParens: true });
  const rewriter = new Rewriter(source, file);
  rewriter.visit(program, new Scope(undefined, "function"), undefined, "");
  return rewriter.finish();
}

/** An async function that is being looked at. */
interface AsyncFunction {
  readonly name: string;
  readonly isGenerator: boolean;
  /** What begins is added before what it holds, what ends after it: so edits at one place are in the right order. */
  readonly edits: Edit[];
  waits: boolean;
  /** It waits without a word that could be rewritten, so nothing of it is. */
  isLeftAlone: boolean;
}

type AnyFunction =
  | FunctionDeclaration
  | AnonymousFunctionDeclaration
  | FunctionExpression
  | ArrowFunctionExpression;

interface Edit {
  readonly offset: number;
  readonly position: Position;
  readonly text: string;
}

class Rewriter {
  readonly #source: string;
  readonly #file: number;
  readonly #sites: AwaitSite[] = [];
  readonly #edits: Edit[] = [];

  constructor(source: string, file: number) {
    this.#source = source;
    this.#file = file;
  }

  finish(): RewrittenModule | undefined {
    if (this.#edits.length === 0) return undefined;
    const source = this.#source;
    const edits = this.#edits.toSorted((one, other) => one.offset - other.offset);
    let code = "";
    let done = 0;
    for (const { offset, text } of edits) {
      code += source.slice(done, offset) + text;
      done = offset;
    }
    const insertions = edits.map(({ position, text }) => ({ ...position, length: text.length }));
    return { code: code + source.slice(done), sites: this.#sites, insertions };
  }

  /** @param name - The name that a function would get from where it stands. */
  visit(node: AnyNode, scope: Scope, within: AsyncFunction | undefined, name: string): void {
    switch (node.type) {
      case "FunctionDeclaration":
      case "FunctionExpression":
      case "ArrowFunctionExpression":
        if (node.type === "FunctionDeclaration" && node.id !== null) scope.declare(node.id);
        this.#visitFunction(node, scope, node.id?.name ?? name);
        return;
      case "StaticBlock":
        this.#visitChildren(node, new Scope(scope, "function"), undefined);
        return;
      case "Identifier":
        scope.use(node.name);
        return;
      case "ClassDeclaration":
        if (node.id !== null) scope.declare(node.id);
        break;
      case "VariableDeclaration":
        for (const { id } of node.declarations) scope.declare(id, node.kind);
        break;
      default:
    }
    const inner = SCOPES.includes(node.type) ? new Scope(scope, "block") : scope;
    if (node.type === "CatchClause" && isNode(node.param)) inner.declare(node.param);
    if (within === undefined) this.#visitChildren(node, inner, within);
    else this.#visitWithin(node, inner, within);
  }

  /** What stands in an async function, and in no other inside it. */
  #visitWithin(node: AnyNode, scope: Scope, within: AsyncFunction): void {
    const { edits } = within;
    const visitChildren = (): void => this.#visitChildren(node, scope, within);
    // V8 tells of a wait by the place of its word, or of the variable of a loop.
    const wait = (method: "wait" | "each", operand: Expression, from: AnyNode = node): void => {
      within.waits = true;
      const { start } = placeOf(from);
      const { end } = placeOf(operand);
      const site = this.#sites.push({ functionName: within.name, start, end, names: () => scope.visible() });
      const list = operand.type === "SequenceExpression";
      const isApart = !/[\w$]/.test(this.#source[operand.start - 1] ?? "");
      edits.push(before(operand, `${isApart ? "" : " "}${CALL}.${method}(${list ? "(" : ""}`));
      visitChildren();
      edits.push(after(operand, `${list ? ")" : ""},${site - 1},${EVALUATOR})`));
    };
    switch (node.type) {
      case "AwaitExpression":
        return wait("wait", node.argument);
      case "ForOfStatement":
        if (node.await) return wait("each", node.right, variableOf(node));
        break;
      // An async generator waits for what it gives away.
      case "YieldExpression":
        if (isNode(node.argument)) return wait("wait", node.argument);
        within.isLeftAlone = true;
        break;
      case "ReturnStatement":
        if (within.isGenerator && isNode(node.argument)) return wait("wait", node.argument, node.argument);
        break;
      case "VariableDeclaration":
        within.isLeftAlone ||= node.kind === "await using";
        break;
      case "CatchClause":
        if (node.param?.type === "Identifier")
          edits.push(atStart(node.body, `${CALL}.caught(${node.param.name});`));
        break;
      case "TryStatement":
        if (!isNode(node.finalizer)) break;
        // What is waited for in there does not hide what came before.
        edits.push(atStart(node.finalizer, `const ${OWN_PREFIX}At=${CALL}.at;`));
        visitChildren();
        edits.push(atEnd(node.finalizer, `;${CALL}.at=${OWN_PREFIX}At;`));
        return;
      default:
    }
    visitChildren();
  }

  #visitChildren(node: AnyNode, scope: Scope, within: AsyncFunction | undefined): void {
    const name = nameGivenBy(node);
    forEachChild(node, (child) => this.visit(child, scope, within, name));
  }

  #visitFunction(node: AnyFunction, around: Scope, name: string): void {
    const scope = new Scope(around, "function");
    const { async: isAsync, generator: isGenerator } = node;
    const within = isAsync ? { name, isGenerator, edits: [], waits: false, isLeftAlone: false } : undefined;
    for (const param of node.params) {
      scope.declare(param);
      this.visit(param, scope, within, "");
    }
    // The body of a function is no block of its own.
    if (node.body.type === "BlockStatement") this.#visitChildren(node.body, scope, within);
    else this.visit(node.body, scope, within, "");
    around.useAll(scope);
    if (within?.waits === true && !within.isLeftAlone) this.#rewrite(node, within);
  }

  #rewrite({ body }: AnyFunction, { edits }: AsyncFunction): void {
    const begin = `const ${CALL}=${BEGIN}(${this.#file});try{`;
    const end = `}catch(${OWN_PREFIX}Error){${CALL}.fail(${OWN_PREFIX}Error)}`;
    if (body.type === "BlockStatement") this.#edits.push(atStart(body, begin), ...edits, atEnd(body, end));
    else this.#edits.push(before(body, `{${begin}return(`), ...edits, after(body, `)${end}}`));
  }
}

function variableOf({ left }: ForOfStatement): AnyNode {
  return (left.type === "VariableDeclaration" ? left.declarations[0]?.id : undefined) ?? left;
}

function before(node: AnyNode, text: string): Edit {
  return { offset: node.start, position: placeOf(node).start, text };
}

function after(node: AnyNode, text: string): Edit {
  return { offset: node.end, position: placeOf(node).end, text };
}

function atStart(block: BlockStatement, text: string): Edit {
  const { line, column } = placeOf(block).start;
  return { offset: block.start + 1, position: { line, column: column + 1 }, text };
}

function atEnd(block: BlockStatement, text: string): Edit {
  const { line, column } = placeOf(block).end;
  return { offset: block.end - 1, position: { line, column: column - 1 }, text };
}

function placeOf({ loc }: AnyNode): { readonly start: Position; readonly end: Position } {
  // The parser was told to find them.
  return loc as SourceLocation;
}

function forEachChild(node: AnyNode, visit: (child: AnyNode) => void): void {
  for (const value of Object.values(node) as unknown[]) {
    if (isNode(value)) visit(value);
    else if (Array.isArray(value)) for (const item of value as unknown[]) if (isNode(item)) visit(item);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value;
}
