import { describe, expect, test } from "vitest";
import { StrictUndefined } from "../../src/values/undefined.ts";
import { evaluate } from "./render.ts";

describe("numbers", () => {
  test.each([
    ["-5|abs", "5"],
    ["'42'|int", "42"],
    ["' 1_000 '|int", "1000"],
    ["'3.9'|int", "3"],
    ["'x'|int(-1)", "-1"],
    ["'ff'|int(base=16)", "255"],
    ["'99999999999999999999'|int", "99999999999999999999"],
    ["'1e3'|float", "1000.0"],
    ["'x'|float(default=1.5)", "1.5"],
    ["2.5|round", "2.0"],
    ["2.675|round(2)", "2.67"],
    ["2.1|round(0, 'ceil')", "3.0"],
    ["1250|round(-2)", "1200"],
    ["1|filesizeformat", "1 Byte"],
    ["13000|filesizeformat", "13.0 kB"],
    ["13000|filesizeformat(true)", "12.7 KiB"],
  ])("{{ %s }}", (expression, text) => {
    expect(evaluate(expression)).toBe(text);
  });

  test("a rounding method that does not exist is refused", () => {
    expect(() => evaluate("1.5|round(method='odd')")).toThrow("method must be common, ceil or floor");
  });
});

describe("default", () => {
  test("stands in for what is undefined, and for what is false when told", () => {
    expect(evaluate("missing|default('x')")).toBe("x");
    expect(evaluate("''|d('x')")).toBe("");
    expect(evaluate("''|d('x', true)")).toBe("x");
    expect(evaluate("user.name|d('x')", { user: { name: undefined } })).toBe("x");
  });

  test("stands in for a strict undefined value, too", () => {
    expect(evaluate("missing|d('x')", {}, { undefined: StrictUndefined })).toBe("x");
  });
});

describe("attr", () => {
  test("finds attributes, not items", () => {
    expect(evaluate("user|attr('name')", { user: { name: "Ann" } })).toBe("Ann");
    expect(evaluate("list|attr('0') is defined", { list: [1] })).toBe("False");
    expect(evaluate("(d|attr('items'))()|list", { d: { items: 42 } })).toBe("[('items', 42)]");
  });

  test("reaches no further than a dot does [security 58]", () => {
    for (const name of ["constructor", "__proto__", "prototype", "toString"]) {
      expect(evaluate(`(x|attr('${name}')) is defined`, { x: {} })).toBe("False");
      expect(evaluate(`(x|attr('${name}')) is defined`, { x: () => 1 })).toBe("False");
    }
  });
});

test("pprint breaks what does not fit on a line", () => {
  expect(evaluate("{'b': 1, 'a': 2}|pprint")).toBe("{'a': 2, 'b': 1}");
  expect(evaluate("list|pprint", { list: ["x".repeat(40), "y".repeat(40)] })).toBe(
    `['${"x".repeat(40)}',\n '${"y".repeat(40)}']`,
  );
});

describe("tojson", () => {
  test("prints JSON that cannot end a script or an attribute [security 57]", () => {
    const html = evaluate("x|tojson", { x: `</script><!-- & ' "` }, { autoescape: true });
    expect(html).toBe(`"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u0027 \\""`);
    expect(JSON.parse(html)).toBe(`</script><!-- & ' "`);
  });

  test.each([
    [{ b: [1, null], a: true }, '{"a": true, "b": [1, null]}'],
    ["é\u2028\\", '"\\u00e9\\u2028\\\\"'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
  ])("%o", (x, json) => {
    expect(evaluate("x|tojson", { x })).toBe(json);
  });

  test("indents", () => {
    expect(evaluate("{'a': [1]}|tojson(2)")).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  test("follows the policies", () => {
    const policies = { "json.dumps_kwargs": { sort_keys: false, ensure_ascii: false } };
    expect(evaluate("{'b': 'é', 'a': 1}|tojson", {}, { policies })).toBe('{"b": "é", "a": 1}');
    const dumps = { "json.dumps_function": (value: unknown) => `<${JSON.stringify(value)}>` };
    expect(evaluate("[1]|tojson", {}, { policies: dumps })).toBe("\\u003c[1]\\u003e");
  });

  test("refuses what JSON cannot hold", () => {
    const loop: unknown[] = [];
    loop.push(loop);
    expect(() => evaluate("x|tojson", { x: new Set([1]) })).toThrow(
      "Object of type set is not JSON serializable",
    );
    expect(() => evaluate("x|tojson", { x: loop })).toThrow("Circular reference detected");
  });
});

test("reading a number takes time in proportion to the text", () => {
  for (const text of [`${"1".repeat(200_000)}x`, `1${" ".repeat(200_000)}x`, `${"1_".repeat(100_000)}x`]) {
    expect(evaluate("x|float(0) ~ x|int", { x: text })).toBe("00");
  }
});
