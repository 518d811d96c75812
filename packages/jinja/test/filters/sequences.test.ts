import { Markup } from "@dewar/markup";
import { describe, expect, test } from "vitest";
import { Environment } from "../../src/environment.ts";
import { evaluate, evaluateLater } from "./render.ts";

const users = [
  { name: "bob", age: 30, city: { name: "Rome" } },
  { name: "Al", age: 25, city: { name: "Oslo" } },
  { name: "cy", age: 30 },
];

describe("taking apart and putting together", () => {
  test.each([
    ["[1, 2]|first", "1"],
    ["'abc'|last", "c"],
    ["{'a': 1, 'b': 2}|last", "b"],
    ["[]|first", ""],
    ["'a🎉'|length", "2"],
    ["{'a': 1}|list", "['a']"],
    ["[1, 2, 3]|reverse|list", "[3, 2, 1]"],
    ["[1, none, true]|join('|')", "1|None|True"],
    ["users|join(', ', attribute='name')", "bob, Al, cy"],
    ["[1, 2, 3]|batch(2, '-')|list", "[[1, 2], [3, '-']]"],
    ["[1, 2, 3, 4]|slice(3, '-')|list", "[[1, 2], [3, '-'], [4, '-']]"],
    ["{'a': 1}|items|list", "[('a', 1)]"],
    ["missing|items|list", "[]"],
    ["([5]|random) == 5", "True"],
  ])("{{ %s }}", (expression, text) => {
    expect(evaluate(expression, { users })).toBe(text);
  });

  test("an empty sequence has no first, last or random item", () => {
    for (const filter of ["first", "last", "random", "min"]) {
      expect(evaluate(`([]|${filter}) is defined`)).toBe("False");
    }
  });

  test("joining with safe HTML escapes the rest", () => {
    const variables = { items: ["<", new Markup("<hr>")], line: new Markup("<br>") };
    expect(evaluate("items|join", variables, { autoescape: true })).toBe("&lt;<hr>");
    expect(evaluate("['<', '>']|join(line)", variables, { autoescape: true })).toBe("&lt;<br>&gt;");
  });
});

describe("comparing", () => {
  test.each([
    ["['b', 'A', 'c']|sort", "['A', 'b', 'c']"],
    ["[10, 9, -1, 1.5]|sort", "[-1, 1.5, 9, 10]"],
    ["(['\\U0001f389', '\\uffff']|sort|last) == '\\U0001f389'", "True"],
    ["['b', 'A']|sort(reverse=true, case_sensitive=true)", "['b', 'A']"],
    ["users|sort(attribute='age,name')|map(attribute='name')|join(',')", "Al,bob,cy"],
    ["{'b': 1, 'A': 2}|dictsort", "[('A', 2), ('b', 1)]"],
    ["{'b': 1, 'A': 2}|dictsort(by='value')", "[('b', 1), ('A', 2)]"],
    ["[1, true, 1.0, 2, (1, 2), (1, 2)]|unique|list", "[1, 2, (1, 2)]"],
    ["['a', 'A', 'b']|unique|list", "['a', 'b']"],
    ["['b', 'A']|min", "A"],
    ["users|max(attribute='age')|attr('name')", "bob"],
    ["users|groupby('age')|map(attribute='grouper')|list", "[25, 30]"],
    ["(users|groupby('city.name', default='-'))[0].list|map(attribute='name')|list", "['cy']"],
    ["['a', 'A', 'b']|groupby(0)|list|length", "2"],
    ["[1, 2.5]|sum(start=1)", "4.5"],
    ["users|sum('age')", "85"],
  ])("{{ %s }}", (expression, text) => {
    expect(evaluate(expression, { users })).toBe(text);
  });
});

describe("lazy filters", () => {
  test.each([
    ["[1, 'a']|map('abs')|first", "1"],
    ["[1, [2]]|unique|first", "1"],
    ["5|map('upper') is iterable", "True"],
    ["[1]|select('nosuch') is defined", "True"],
    ["[1]|map is sequence", "False"],
    ["'yes' if []|select else 'no'", "yes"],
    ["(users|map('upper')).next is defined", "False"],
  ])("{{ %s }} computes nothing that is not asked for", (expression, text) => {
    expect(evaluate(expression, { users })).toBe(text);
  });

  test.each(["map('abs')", "select", "unique", "batch(1)|map('first')", "reverse|map('abs')"])(
    "what %s gives can be walked once, step by step",
    (filter) => {
      const source = `{% set items = [4, 4.5, 5]|${filter} %}{{ items|first }} {{ 4.5 in items }} {{ items|list|length }} {{ items|list }}`;
      expect(new Environment().fromString(source).render()).toBe(
        `${filter.startsWith("reverse") ? 5 : 4} True 1 []`,
      );
    },
  );

  test.each(["map('abs')", "select", "batch(2)", "slice(2)", "reverse", "unique"])(
    "what %s gives has no length, no last and no random item",
    (filter) => {
      for (const end of ["length", "last", "random"])
        expect(() => evaluate(`[1, 2]|${filter}|${end}`)).toThrow(
          expect.objectContaining({ name: "TypeError" }),
        );
    },
  );

  test("what is awaited fails where its item is asked for, too", async () => {
    const later = {
      filters: { load: async (id: number) => (id > 1 ? Promise.reject(new Error("gone")) : id) },
    };
    expect(await evaluateLater("[1, 2]|map('load')|first", {}, later)).toBe("1");
    await expect(evaluateLater("[1, 2]|map('load')|list", {}, later)).rejects.toThrow("gone");
    expect(await evaluateLater("[[1], [1]]|map('map', 'load')|map('list')|list", {}, later)).toBe(
      "[[1], [1]]",
    );
  });

  test("a test that answers later keeps nothing in a render that does not wait", () => {
    const options = { tests: { allowed: async () => false } };
    expect(() => evaluate("[1]|select('allowed')|list", {}, options)).toThrow(/renderAsync/);
  });
});

describe("calling filters and tests for every item", () => {
  test.each([
    ["['a', 'b']|map('upper')|list", "['A', 'B']"],
    ["['%s!']|map('format', 'x')|list", "['x!']"],
    ["users|map(attribute='city.name', default='-')|list", "['Rome', 'Oslo', '-']"],
    ["[0, 1, '', 'a']|select|list", "[1, 'a']"],
    ["[1, 2, 3]|reject('even')|list", "[1, 3]"],
    ["users|selectattr('city')|map(attribute='name')|list", "['bob', 'Al']"],
    ["users|rejectattr('age', 'gt', 25)|map(attribute='name')|list", "['Al']"],
    ["none|map('upper')|list", "[]"],
    ["[1]|map('string')", "<generator object>"],
  ])("{{ %s }}", (expression, text) => {
    expect(evaluate(expression, { users })).toBe(text);
  });

  test("works with filters and tests that answer later", async () => {
    const options = {
      filters: { load: async (id: number) => `user ${id}` },
      tests: { known: async (id: number) => id > 1 },
    };
    expect(await evaluateLater("[1, 2]|map('load')|join(', ')", {}, options)).toBe("user 1, user 2");
    expect(await evaluateLater("[1, 2, 3]|select('known')|list", {}, options)).toBe("[2, 3]");
  });

  test("one that answers later fails as one that answers now", async () => {
    const options = { filters: { load: () => Promise.reject(new RangeError("gone")) } };
    await expect(evaluateLater("[1, 2]|map('load')|list", {}, options)).rejects.toThrow("gone");
  });

  test.each([
    ["[1]|map|list", "map requires a filter argument"],
    ["[1]|map(attribute='a', x=1)|list", "Unexpected keyword argument 'x'"],
    ["[1]|selectattr|list", "Missing parameter for attribute name"],
    ["{}|dictsort(by='x')", 'You can only sort by either "key" or "value"'],
    ["5|reverse", "argument must be iterable"],
  ])("{{ %s }} says what is wrong", (expression, message) => {
    expect(() => evaluate(expression)).toThrow(
      expect.objectContaining({ name: "FilterArgumentError", message }),
    );
  });
});
