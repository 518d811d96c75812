import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { Environment, TemplateSyntaxError } from "../../src/index.ts";
import { Lexer } from "../../src/lex/lexer.ts";
import { DEFAULT_LEXER_OPTIONS } from "../../src/lex/lexer-options.ts";

const lexer = new Lexer(DEFAULT_LEXER_OPTIONS);

function render(source: string, options: ConstructorParameters<typeof Environment>[0] = {}): string {
  return new Environment(options).fromString(source).render({ x: 7, items: [1, 2] });
}

describe("tokens", () => {
  it("know where they stand in the source", () => {
    const source = "ab {{ name }}";
    const tokens = lexer.tokenize(source).filter(({ kind }) => kind === "name");
    expect(tokens).toEqual([{ kind: "name", value: "name", start: 6, end: 10 }]);
  });

  it("end where the text is no token, with the reason", () => {
    expect(lexer.tokenize("{{ a ? b }}").at(-1)).toMatchObject({
      kind: "error",
      value: "unexpected char '?' at 5",
      start: 5,
    });
  });

  it("come out of any text without an exception", () => {
    assert(
      property(string({ unit: "grapheme" }), string(), (before, inside) => {
        const tokens = lexer.tokenize(`${before}{{${inside}%}{%${before}`);
        expect(["eof", "error"]).toContain(tokens.at(-1)?.kind);
      }),
    );
  });
});

describe("white space", () => {
  it("is removed on the side of a minus sign", () => {
    expect(render("a \n {{- x -}} \n b")).toBe("a7b");
  });

  it("after a statement is removed with trimBlocks, but for a plus sign", () => {
    expect(render("{% if x %}\na{% endif +%}\nb", { trimBlocks: true })).toBe("a\nb");
  });

  it("before a statement is removed with lstripBlocks, never before a printed value", () => {
    expect(render("  {% if x %}a\n  {{ x }}\n  {%+ endif %}", { lstripBlocks: true })).toBe("a\n  7\n  ");
  });

  it("at the end of a template is one newline short, unless it is to be kept", () => {
    expect(render("a\n\n")).toBe("a\n");
    expect(render("a\n\n", { keepTrailingNewline: true })).toBe("a\n\n");
  });

  it("becomes the newline sequence, in the literals of texts, too", () => {
    const source = "a\r\nb\n{{ 'c\nd' }}{{ 'e\\nf' }}{{ 'g\\\nh' }}";
    expect(render(source, { newlineSequence: "\r\n" })).toBe("a\r\nb\r\nc\r\nde\nfg\\\r\nh");
    expect(render(source)).toBe("a\nb\nc\nde\nfgh");
  });
});

describe("delimiters", () => {
  it("can be chosen", () => {
    const options = {
      blockStartString: "<%",
      blockEndString: "%>",
      variableStartString: "${",
      variableEndString: "}",
    };
    expect(render("<% for i in items %>${ i };<% endfor %>", options)).toBe("1;2;");
  });

  it("can be a prefix of the line", () => {
    expect(render("# for i in items:\n{{ i }}\n# endfor", { lineStatementPrefix: "#" })).toBe("1\n2\n");
    expect(render("a ## comment\nb", { lineCommentPrefix: "##" })).toBe("a\nb");
  });

  it("have no meaning in a raw block", () => {
    expect(render("{% raw %}{{ x }}{% endraw %}")).toBe("{{ x }}");
  });
});

describe("literals", () => {
  it.each([
    ["1_000", "1000"],
    ["0xff", "255"],
    ["0b101", "5"],
    ["0o17", "15"],
    ["1e3", "1000.0"],
    ["12345678901234567890", "12345678901234567890"],
    [String.raw`"\x41\u00e9\n"`, "A\u00e9\n"],
    [String.raw`'it\'s' "\\"`, "it's\\"],
  ])("%s means %j", (literal, text) => {
    expect(render(`{{ ${literal} }}`)).toBe(text);
  });

  it("fail where an escape is cut short", () => {
    expect(() => render(String.raw`{{ "\x4" }}`)).toThrow(TemplateSyntaxError);
  });
});

describe("[security 65] hostile sources", () => {
  it.each([
    ["parentheses", `{{ ${"(".repeat(10_000)}1${")".repeat(10_000)} }}`],
    ["signs", `{{ ${"-".repeat(10_000)}1 }}`],
    ["subscripts", `{{ ${"a[".repeat(10_000)} }}`],
    ["statements", "{% if x %}".repeat(10_000)],
    ["a long sum", `{{ ${"a+".repeat(100_000)}1 }}`],
  ])("%s without end are a syntax error", (_, source) => {
    expect(() => render(source)).toThrow(TemplateSyntaxError);
  });
});
