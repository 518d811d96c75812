import { type Expression, NO_ARGUMENTS, type Span } from "../ast/expressions.ts";
import type { Statement } from "../ast/statements.ts";
import { quoted } from "../errors/quoted.ts";
import type { TagContext } from "../parse/tag.ts";
import type { TokenStream } from "../parse/token-stream.ts";

/** How a `trans` tag is to be understood. */
export interface TransSettings {
  readonly newstyle: boolean;
  /** Whether white space around line breaks is one space, where the tag does not say. */
  readonly trimmed: boolean;
}

interface Header {
  readonly context: string | null;
  readonly variables: Map<string, Expression>;
  readonly trimmed: boolean | undefined;
  /** The first variable, by which the form is chosen, with its name. */
  readonly first: { readonly name: string; readonly value: Expression } | undefined;
  /** The assignment of a first variable that is a call, so that it is called once. */
  readonly assignment: Statement | undefined;
}

interface Message {
  readonly text: string;
  readonly names: readonly string[];
}

/** Reads `{% trans %}...{% pluralize %}...{% endtrans %}` as the call of a translating function. */
export function parseTrans(tag: TagContext, settings: TransSettings): readonly Statement[] {
  const { stream } = tag;
  const header = parseHeader(tag);
  stream.expect("block_end");
  const singular = parseMessage(stream, true);
  const variables = new Map(header.variables);
  let count = header.first;
  const [firstName] = singular.names;
  if (count === undefined && firstName !== undefined)
    count = { name: firstName, value: nameNode(firstName, tag.span()) };
  let plural: Message | undefined;
  if (stream.next().value === "pluralize") {
    if (!stream.at("block_end")) count = pluralVariable(stream, variables);
    stream.expect("block_end");
    plural = parseMessage(stream, false);
    stream.next();
    if (count === undefined) stream.fail("pluralize without variables", tag.tag.start);
  }
  const names = [...singular.names, ...(plural?.names ?? [])];
  for (const name of names) if (!variables.has(name)) variables.set(name, nameNode(name, tag.span()));
  const trimmed = header.trimmed ?? settings.trimmed;
  // Without variables an old-style text is not formatted, so that its percent signs are what they seem.
  const plain = names.length === 0 && !settings.newstyle;
  const call = callNode(
    header.context,
    textOf(singular, trimmed, plain),
    plural === undefined || count === undefined
      ? undefined
      : { text: textOf(plural, trimmed, plain), count: count.value, isNum: count.name === "num" },
    variables,
    settings.newstyle,
    tag.span(),
  );
  const output: Statement = { kind: "Output", parts: [call], ...tag.span() };
  return header.assignment === undefined ? [output] : [header.assignment, output];
}

function parseHeader({ stream, expressions, span }: TagContext): Header {
  const context = stream.at("string") ? stream.next().value : null;
  const variables = new Map<string, Expression>();
  let trimmed: boolean | undefined;
  let first: Header["first"];
  let assignment: Statement | undefined;
  while (!stream.at("block_end")) {
    if (variables.size > 0) stream.expect(",");
    if (stream.skip(":")) break;
    const { value: name, start } = stream.expect("name");
    if (variables.has(name))
      stream.failAssertion(`translatable variable ${quoted(name)} defined twice.`, start);
    let value: Expression;
    if (stream.skip("=")) {
      value = expressions.expression();
    } else if (trimmed === undefined && (name === "trimmed" || name === "notrimmed")) {
      trimmed = name === "trimmed";
      continue;
    } else {
      value = nameNode(name, span());
    }
    if (first === undefined) {
      if (value.kind === "Call") {
        const target = { kind: "Name", name: "_trans", ...span() } as const;
        assignment = { kind: "Assign", target, value, ...span() };
        value = target;
      }
      first = { name, value };
    }
    variables.set(name, value);
  }
  return { context, variables, trimmed, first, assignment };
}

function pluralVariable(stream: TokenStream, variables: ReadonlyMap<string, Expression>): Header["first"] {
  const { value: name, start } = stream.expect("name");
  const value = variables.get(name);
  if (value === undefined)
    return stream.failAssertion(`unknown variable ${quoted(name)} for pluralization`, start);
  return { name, value };
}

// Reads text and names up to the tag that ends the message, and stops at that tag's name.
function parseMessage(stream: TokenStream, allowsPlural: boolean): Message {
  const names: string[] = [];
  let text = "";
  for (;;) {
    const token = stream.next();
    if (token.kind === "data") {
      text += token.value.replaceAll("%", "%%");
    } else if (token.kind === "variable_begin") {
      const { value: name } = stream.expect("name");
      names.push(name);
      text += `%(${name})s`;
      stream.expect("variable_end");
    } else if (token.kind === "block_begin") {
      const { kind, value, start } = stream.current;
      const tag = kind === "name" ? value : "None";
      if (tag === "endtrans" || (tag === "pluralize" && allowsPlural)) return { text, names };
      stream.fail(refusal(tag), start);
    } else {
      stream.fail("unclosed translation block", token.start);
    }
  }
}

function refusal(tag: string): string {
  if (tag === "pluralize") return "a translatable section can have only one pluralize section";
  if (tag === "trans") return "trans blocks can't be nested; did you mean `endtrans`?";
  return `control structures in translatable sections are not allowed; saw \`${tag}\``;
}

function textOf({ text }: Message, trimmed: boolean, plain: boolean): string {
  const joined = trimmed ? text.trim().replace(/\s*\n\s*/g, " ") : text;
  return plain ? joined.replaceAll("%%", "%") : joined;
}

function callNode(
  context: string | null,
  singular: string,
  plural: { readonly text: string; readonly count: Expression; readonly isNum: boolean } | undefined,
  variables: ReadonlyMap<string, Expression>,
  newstyle: boolean,
  span: Span,
): Expression {
  const literal = (value: string): Expression => ({ kind: "Literal", value, float: false, ...span });
  const positional = [
    ...(context === null ? [] : [literal(context)]),
    literal(singular),
    ...(plural === undefined ? [] : [literal(plural.text), plural.count]),
  ];
  const name = `${plural === undefined ? "" : "n"}${context === null ? "" : "p"}gettext`;
  const entries = [...variables].map(([key, value]) => ({ name: key, key: literal(key), value }));
  // The count is passed as `num` already.
  const keywords = newstyle
    ? entries.filter((entry) => !(plural?.isNum === true && entry.name === "num"))
    : [];
  const call: Expression = {
    kind: "Call",
    callee: nameNode(name, span),
    args: { ...NO_ARGUMENTS, positional, keywords },
    ...span,
  };
  if (newstyle) return call;
  const safe: Expression = { kind: "MarkSafe", operand: call, ...span };
  if (entries.length === 0) return safe;
  return { kind: "Binary", operator: "%", left: safe, right: { kind: "Dict", entries, ...span }, ...span };
}

function nameNode(name: string, span: Span): Expression {
  return { kind: "Name", name, ...span };
}
