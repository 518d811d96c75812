import type { Expression, Span } from "../ast/expressions.ts";
import type { Body, Data, Output, Statement, TemplateTree } from "../ast/statements.ts";
import { quoted } from "../errors/quoted.ts";
import type { Token } from "../lex/token.ts";
import { ExpressionParser } from "./expression-parser.ts";
import type { TagContext, TagParser } from "./tag.ts";
import type { TokenStream } from "./token-stream.ts";

/** Makes a tree of tokens. What the tags mean is looked up in the table it is given. */
export class Parser {
  readonly #stream: TokenStream;
  readonly #expressions: ExpressionParser;
  readonly #tags: ReadonlyMap<string, TagParser>;
  /** The tags that are open, innermost last. */
  readonly #open: string[] = [];
  /** For each body being read, the names of tags that end it. */
  readonly #awaited: (readonly string[])[] = [];

  constructor(stream: TokenStream, tags: ReadonlyMap<string, TagParser>) {
    this.#stream = stream;
    this.#expressions = new ExpressionParser(stream);
    this.#tags = tags;
  }

  /** Reads the whole template. */
  parse(): TemplateTree {
    return { body: this.#statements([]) };
  }

  /** Reads a source that is one expression and nothing else. */
  parseExpression(): Expression {
    const expression = this.#expressions.expression();
    if (!this.#stream.at("eof")) this.#stream.fail("chunk after expression", this.#stream.current.start);
    return expression;
  }

  // Stops before the name of a tag that ends the body, or at the end of the template.
  #statements(endNames: readonly string[]): Body {
    const body: Statement[] = [];
    const output = new OutputCollector(body);
    if (endNames.length > 0) this.#awaited.push(endNames);
    while (!this.#stream.at("eof")) {
      const token = this.#stream.next();
      if (token.kind === "data") {
        output.add({ kind: "Data", text: token.value, start: token.start, end: token.end });
      } else if (token.kind === "variable_begin") {
        output.add(this.#expressions.tuple());
        this.#stream.expect("variable_end");
      } else {
        output.flush();
        if (this.#stream.atAnyName(endNames)) break;
        const statement = this.#stream.nested(() => this.#statement());
        if (isList(statement)) body.push(...statement);
        else body.push(statement);
        this.#stream.expect("block_end");
      }
    }
    output.flush();
    if (endNames.length > 0) this.#awaited.pop();
    return body;
  }

  #statement(): Statement | readonly Statement[] {
    const tag = this.#stream.current;
    if (tag.kind !== "name") this.#stream.fail("tag name expected", tag.start);
    const parseTag = this.#tags.get(tag.value);
    if (parseTag === undefined) return this.#failUnknownTag(tag);
    this.#stream.next();
    this.#open.push(tag.value);
    const statement = parseTag(this.#context(tag));
    this.#open.pop();
    return statement;
  }

  #context(tag: Token): TagContext {
    const stream = this.#stream;
    return {
      stream,
      expressions: this.#expressions,
      tag,
      bodyUntil: <Name extends string>(...names: readonly Name[]) => this.#bodyUntil(names),
      span: (): Span => ({ start: tag.start, end: stream.consumedTo }),
    };
  }

  #bodyUntil<Name extends string>(names: readonly Name[]): { body: Body; end: Name } {
    // Python's habit of a colon before the body is forgiven.
    this.#stream.skip(":");
    this.#stream.expect("block_end");
    const body = this.#statements(names);
    if (this.#stream.at("eof")) this.#failAtEnd(names);
    const { value } = this.#stream.next();
    const end = names.find((name) => name === value);
    if (end === undefined) throw new Error(`a body ended at ${value}, which does not end it`);
    return { body, end };
  }

  #failUnknownTag(tag: Token): never {
    const awaited = this.#awaited.at(-1);
    const message = [`Encountered unknown tag ${quoted(tag.value)}.`];
    if (awaited !== undefined) {
      const expected = this.#awaited.some((names) => names.includes(tag.value));
      message.push(
        expected
          ? `You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for ${alternatives(awaited)}.`
          : `Jinja was looking for the following tags: ${alternatives(awaited)}.`,
      );
    }
    return this.#failWithInnermost(message, tag.start);
  }

  #failAtEnd(names: readonly string[]): never {
    const message = [
      "Unexpected end of template.",
      `Jinja was looking for the following tags: ${alternatives(names)}.`,
    ];
    return this.#failWithInnermost(message, this.#stream.current.start);
  }

  #failWithInnermost(message: readonly string[], offset: number): never {
    const innermost = this.#open.at(-1);
    const closing =
      innermost === undefined ? [] : [`The innermost block that needs to be closed is ${quoted(innermost)}.`];
    return this.#stream.fail([...message, ...closing].join(" "), offset);
  }
}

/** Gathers what is printed between two statements into one node. */
class OutputCollector {
  readonly #body: Statement[];
  #parts: (Data | Output["parts"][number])[] = [];

  constructor(body: Statement[]) {
    this.#body = body;
  }

  add(part: Output["parts"][number]): void {
    this.#parts.push(part);
  }

  flush(): void {
    const [first] = this.#parts;
    if (first === undefined) return;
    const end = this.#parts.at(-1)?.end ?? first.end;
    this.#body.push({ kind: "Output", parts: this.#parts, start: first.start, end });
    this.#parts = [];
  }
}

function alternatives(names: readonly string[]): string {
  return names.map((name) => quoted(name)).join(" or ");
}

function isList(statement: Statement | readonly Statement[]): statement is readonly Statement[] {
  return Array.isArray(statement);
}
