import { parseRule, Rule, RuleSyntaxError } from "@dewar/http";
import { describe, expect, test } from "vitest";

describe("a rule's path", () => {
  test("is slashes, literal text and variables", () => {
    expect(parseRule("/user/<name>.json")).toEqual([
      { kind: "slash" },
      { kind: "static", text: "user" },
      { kind: "slash" },
      { kind: "variable", name: "name", converter: "default", arguments: "" },
      { kind: "static", text: ".json" },
    ]);
  });

  test("names a converter before the variable, with arguments in parentheses", () => {
    expect(parseRule("<int(min=1):id>")).toEqual([
      { kind: "variable", name: "id", converter: "int", arguments: "min=1" },
    ]);
    expect(parseRule("<int():id>")).toEqual([
      { kind: "variable", name: "id", converter: "int", arguments: "" },
    ]);
  });

  test("may have quoted parentheses and brackets in its arguments", () => {
    expect(parseRule(`<any("a)b", ">"):x>`)).toEqual([
      { kind: "variable", name: "x", converter: "any", arguments: `"a)b", ">"` },
    ]);
  });

  test("takes a closing bracket and other characters as text", () => {
    expect(parseRule("<x>>")).toHaveLength(2);
    expect(parseRule("/{x}/a+b/(c)").filter((token) => token.kind === "static")).toHaveLength(3);
  });

  test.each(["/<", "/<a b>", "/<int()>", "/<1a>", "/<>", "/a/<b", "/<a:b:c>", "/<-x>"])(
    "%s is malformed",
    (rule) => {
      expect(() => parseRule(rule)).toThrow(new RuleSyntaxError(`malformed url rule: '${rule}'`));
    },
  );

  test("uses each variable name once", () => {
    expect(() => parseRule("/<a>/<a>")).toThrow(/variable name 'a' used twice/);
  });

  test("is read in time that grows with its length only", () => {
    expect(parseRule(`/${"<".repeat(1).concat("a".repeat(50_000), ">")}`)).toHaveLength(2);
    expect(() => parseRule(`/${"<int(".repeat(5_000)}`)).toThrow(RuleSyntaxError);
  });
});

describe("a rule", () => {
  test("begins with a slash", () => {
    expect(() => new Rule("about")).toThrow(/must start with a slash/);
    expect(() => new Rule("")).toThrow(RuleSyntaxError);
  });

  test("takes HEAD where it takes GET, and methods in any case", () => {
    expect(new Rule("/", { methods: ["get", "Post"] }).methods).toEqual(new Set(["GET", "POST", "HEAD"]));
    expect(new Rule("/", { methods: ["POST"] }).methods).toEqual(new Set(["POST"]));
    expect(new Rule("/").methods).toBeUndefined();
  });

  test("wants its methods as a list", () => {
    expect(() => new Rule("/", { methods: "GET" })).toThrow("'methods' should be a list of strings.");
  });

  test("for websockets has no methods that change anything", () => {
    expect(() => new Rule("/", { websocket: true, methods: ["GET", "POST"] })).toThrow(/WebSocket rules/);
    expect(new Rule("/", { websocket: true, methods: ["GET"] }).websocket).toBe(true);
  });

  test("knows the names of its variables and defaults", () => {
    const rule = new Rule("/<a>/<int:b>", { defaults: { c: 1 } });
    expect([...rule.arguments]).toEqual(["a", "b", "c"]);
  });

  test("knows whether it is a leaf or a branch", () => {
    expect(new Rule("/a").isLeaf).toBe(true);
    expect(new Rule("/a/").isLeaf).toBe(false);
  });

  test("can be written as a person writes it", () => {
    expect(new Rule("/a", { methods: ["POST", "GET"] }).toString()).toBe('"/a" (GET, HEAD, POST)');
  });

  test("makes another one from its options", () => {
    const rule = new Rule("/a", { endpoint: "a", methods: ["PUT"], defaults: { x: 1 }, alias: true });
    expect(new Rule("/b", rule.options)).toMatchObject({ endpoint: "a", defaults: { x: 1 }, alias: true });
  });
});
