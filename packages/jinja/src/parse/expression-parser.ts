import {
  type Binary,
  type BinaryOperator,
  type CompareOperator,
  type Expression,
  type Filter,
  NO_ARGUMENTS,
} from "../ast/expressions.ts";
import { quoted } from "../errors/quoted.ts";
import { describeToken } from "../lex/token.ts";
import { parseArguments } from "./arguments.ts";
import { parsePrimary } from "./primary.ts";
import { parseSubscript } from "./subscript.ts";
import type { TokenStream } from "./token-stream.ts";

const COMPARE: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">="]);
const ADDITIVE: ReadonlySet<string> = new Set(["+", "-"]);
const MULTIPLICATIVE: ReadonlySet<string> = new Set(["*", "/", "//", "%"]);
const POWER: ReadonlySet<string> = new Set(["**"]);
const STARTS_TEST_ARGUMENT: ReadonlySet<string> = new Set([
  "name",
  "string",
  "integer",
  "float",
  "(",
  "[",
  "{",
]);

/**
 * Reads expressions. Each method is one level of precedence and calls the next tighter one: conditional, or, and, not,
 * comparison, sum, `~`, product, power, sign, then what follows a value: attributes, calls, filters, tests.
 */
export class ExpressionParser {
  readonly stream: TokenStream;

  constructor(stream: TokenStream) {
    this.stream = stream;
  }

  expression(): Expression {
    return this.stream.nested(() => this.#conditional());
  }

  /** An expression in which a bare `if` does not begin a condition, as after `for ... in`. */
  withoutConditional(): Expression {
    return this.stream.nested(() => this.#or());
  }

  /** Expressions with commas between them; a single one without comma is itself. */
  tuple(options: { conditional?: boolean; parenthesized?: boolean } = {}): Expression {
    const { conditional = true, parenthesized = false } = options;
    const start = this.stream.current.start;
    const items: Expression[] = [];
    let isTuple = false;
    while (!this.#atTupleEnd()) {
      items.push(conditional ? this.expression() : this.withoutConditional());
      if (!this.stream.skip(",")) break;
      isTuple = true;
    }
    const [only] = items;
    if (!isTuple && only !== undefined) return only;
    if (!isTuple && !parenthesized) {
      this.stream.fail(
        `Expected an expression, got ${quoted(describeToken(this.stream.current))}`,
        this.stream.current.start,
      );
    }
    return { kind: "Tuple", items, start, end: this.stream.consumedTo };
  }

  /** The filter of a filter block: `upper|replace("A", "B")`. */
  blockFilter(): Filter {
    const filter = this.#filter(null, this.stream.current.start);
    return this.pipedFilters(filter) ?? filter;
  }

  /** The filters that follow without a value before them: `|upper|trim`; null when there is none. */
  pipedFilters(first: Filter | null = null): Filter | null {
    let filter = first;
    while (this.stream.at("|")) {
      this.stream.next();
      filter = this.#filter(filter, this.stream.current.start);
    }
    return filter;
  }

  #conditional(): Expression {
    let expression = this.#or();
    while (this.stream.skip("name", "if")) {
      const test = this.#or();
      const otherwise = this.stream.skip("name", "else") ? this.expression() : null;
      expression = this.#spanned(
        { kind: "Conditional", test, whenTrue: expression, otherwise },
        expression.start,
      );
    }
    return expression;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.stream.skip("name", "or")) {
      const right = this.#and();
      left = this.#spanned({ kind: "Logical", operator: "or", left, right }, left.start);
    }
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.stream.skip("name", "and")) {
      const right = this.#not();
      left = this.#spanned({ kind: "Logical", operator: "and", left, right }, left.start);
    }
    return left;
  }

  #not(): Expression {
    const { start } = this.stream.current;
    if (!this.stream.skip("name", "not")) return this.#compare();
    const operand = this.stream.nested(() => this.#not());
    return this.#spanned({ kind: "Unary", operator: "not", operand }, start);
  }

  #compare(): Expression {
    const first = this.#sum();
    const rest: { operator: CompareOperator; operand: Expression }[] = [];
    for (let operator = this.#compareOperator(); operator !== undefined; operator = this.#compareOperator()) {
      rest.push({ operator, operand: this.#sum() });
    }
    return rest.length === 0 ? first : this.#spanned({ kind: "Compare", first, rest }, first.start);
  }

  #compareOperator(): CompareOperator | undefined {
    const { kind, value } = this.stream.current;
    if (COMPARE.has(kind)) {
      this.stream.next();
      return kind as CompareOperator;
    }
    if (this.stream.skip("name", "in")) return "in";
    if (kind !== "name" || value !== "not" || !this.stream.peekIs("name", "in")) return undefined;
    this.stream.next();
    this.stream.next();
    return "not in";
  }

  #sum(): Expression {
    return this.#binary(ADDITIVE, () => this.#concat());
  }

  #concat(): Expression {
    const first = this.#product();
    if (!this.stream.at("~")) return first;
    const items = [first];
    while (this.stream.skip("~")) items.push(this.#product());
    return this.#spanned({ kind: "Concat", items }, first.start);
  }

  #product(): Expression {
    return this.#binary(MULTIPLICATIVE, () => this.#power());
  }

  #power(): Expression {
    return this.#binary(POWER, () => this.#signed(true));
  }

  // All of them are left-associative, the power too.
  #binary(operators: ReadonlySet<string>, operand: () => Expression): Expression {
    let left = operand();
    while (operators.has(this.stream.current.kind)) {
      const operator = this.stream.next().kind as BinaryOperator;
      const right = operand();
      const node: Omit<Binary, "start" | "end"> = { kind: "Binary", operator, left, right };
      left = this.#spanned(node, left.start);
    }
    return left;
  }

  #signed(filtered: boolean): Expression {
    const { kind, start } = this.stream.current;
    let node: Expression;
    if (kind === "-" || kind === "+") {
      this.stream.next();
      const operand = this.stream.nested(() => this.#signed(false));
      node = this.#spanned({ kind: "Unary", operator: kind, operand }, start);
    } else {
      node = parsePrimary(this);
    }
    node = this.#postfix(node);
    return filtered ? this.#filtersAndTests(node) : node;
  }

  #postfix(value: Expression): Expression {
    let node = value;
    for (;;) {
      if (this.stream.at(".") || this.stream.at("[")) node = parseSubscript(this, node);
      else if (this.stream.at("(")) node = this.#call(node);
      else return node;
    }
  }

  #filtersAndTests(value: Expression): Expression {
    let node = value;
    for (;;) {
      if (this.stream.skip("|")) node = this.#filter(node, this.stream.current.start);
      else if (this.stream.at("name", "is")) node = this.#test(node);
      else if (this.stream.at("(")) node = this.#call(node);
      else return node;
    }
  }

  #call(callee: Expression): Expression {
    const args = parseArguments(this.stream, () => this.expression());
    return this.#spanned({ kind: "Call", callee, args }, callee.start);
  }

  #filter(value: Expression | null, start: number): Filter {
    const name = this.#dottedName();
    const args = this.stream.at("(") ? parseArguments(this.stream, () => this.expression()) : NO_ARGUMENTS;
    return { kind: "Filter", value, name, args, start, end: this.stream.consumedTo };
  }

  #test(value: Expression): Expression {
    this.stream.next();
    const { start } = this.stream.current;
    const negated = this.stream.skip("name", "not");
    const name = this.#dottedName();
    const args = this.stream.at("(")
      ? parseArguments(this.stream, () => this.expression())
      : { ...NO_ARGUMENTS, positional: this.#testArgument() };
    const test = this.#spanned({ kind: "Test", value, name, args }, start);
    return negated ? this.#spanned({ kind: "Unary", operator: "not", operand: test }, start) : test;
  }

  #testArgument(): readonly Expression[] {
    const { kind } = this.stream.current;
    if (!STARTS_TEST_ARGUMENT.has(kind) || this.stream.atAnyName(["else", "or", "and"])) return [];
    if (this.stream.at("name", "is")) {
      this.stream.fail("You cannot chain multiple tests with is", this.stream.current.start);
    }
    return [this.#postfix(parsePrimary(this))];
  }

  #dottedName(): string {
    let name = this.stream.expect("name").value;
    while (this.stream.skip(".")) name += `.${this.stream.expect("name").value}`;
    return name;
  }

  #atTupleEnd(): boolean {
    const { kind } = this.stream.current;
    return kind === "variable_end" || kind === "block_end" || kind === ")";
  }

  #spanned<const N extends { readonly kind: string }>(
    node: N,
    start: number,
  ): N & { start: number; end: number } {
    return { ...node, start, end: this.stream.consumedTo };
  }
}
