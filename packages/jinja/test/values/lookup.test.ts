import { describe, expect, test } from "vitest";
import { Environment } from "../../src/environment.ts";
import { dictOf } from "../../src/values/dict.ts";
import { floatFrom } from "../../src/values/float.ts";
import { getAttribute, getItem } from "../../src/values/lookup.ts";
import { findMethod } from "../../src/values/methods.ts";
import { MISSING } from "../../src/values/missing.ts";
import { Range } from "../../src/values/range.ts";
import { Tuple } from "../../src/values/tuple.ts";
import { ChainableUndefined, Undefined } from "../../src/values/undefined.ts";

class Person {
  readonly first: string = "Ann";

  get full(): string {
    return `${this.first} Lee`;
  }

  greet(): string {
    return `Hi ${this.first}`;
  }
}

class Student extends Person {}

describe("an attribute", () => {
  test("is an own property of an object", () => {
    expect(getAttribute({ name: "Ann" }, "name")).toBe("Ann");
    expect(getAttribute(Object.assign(Object.create(null), { name: "Ann" }), "name")).toBe("Ann");
    expect(getAttribute({ name: undefined }, "name")).toBe(undefined);
    expect(getAttribute({}, "name")).toBe(MISSING);
  });

  test("is what the class of an instance, or one it extends, declares", () => {
    const student = new Student();
    expect(getAttribute(student, "first")).toBe("Ann");
    expect(getAttribute(student, "full")).toBe("Ann Lee");
    expect(getAttribute(student, "greet")).toBe(Reflect.get(Person.prototype, "greet"));
    expect(getAttribute(new Date(0), "toISOString")).toBe(Reflect.get(Date.prototype, "toISOString"));
  });

  test("of a subclass of Map is what the subclass declares", () => {
    class Form extends Map<string, string> {
      get title(): string {
        return "t";
      }
    }
    expect(getAttribute(new Form(), "title")).toBe("t");
    expect(getAttribute(new Form(), "forEach")).toBe(MISSING);
  });

  test("is nothing of JavaScript's own types", () => {
    for (const value of ["a", [1], new Map(), new Set(), new Tuple([1]), new Range(0, 3), 5, true]) {
      expect(getAttribute(value, "length")).toBe(MISSING);
      expect(getAttribute(value, "toString")).toBe(MISSING);
    }
  });
});

test("an integer of any size is an index, as far as there are items", () => {
  expect(getItem(["a", "b"], 1n)).toBe("b");
  expect(getItem("ab", -1n)).toBe("b");
  expect(getItem(["a"], 2n ** 64n)).toBe(MISSING);
});

test("a key that refuses to be one finds nothing", () => {
  const key = {
    __hash__(): never {
      throw new TypeError("unhashable");
    },
  };
  expect(getItem(new Map([["a", 1]]), key)).toBe(MISSING);
});

describe("what leads to code is out of reach [security 58]", () => {
  const values = [{}, [], "a", 5, new Person(), () => 1, Person, new Map(), Object.create(null)];

  test.each(["constructor", "prototype", "__proto__"])("%s of any value", (name) => {
    for (const value of values) {
      expect(getAttribute(value, name)).toBe(MISSING);
      expect(getItem(value, name)).toBe(MISSING);
      expect(findMethod(value, name)).toBe(undefined);
    }
  });

  test("even as an own property", () => {
    expect(getAttribute({ constructor: Person }, "constructor")).toBe(MISSING);
    expect(getItem({ constructor: Person }, "constructor")).toBe(MISSING);
  });

  test.each(["hasOwnProperty", "__defineGetter__", "valueOf", "call", "bind", "caller"])("%s", (name) => {
    for (const value of values) {
      expect(getAttribute(value, name)).toBe(MISSING);
      expect(getItem(value, name)).toBe(MISSING);
    }
  });

  test("a polluted prototype is not seen", () => {
    const parent = { admin: true };
    const child = Object.setPrototypeOf({ name: "x" }, Object.setPrototypeOf(parent, null));
    expect(getAttribute({ name: "x" }, "admin")).toBe(MISSING);
    expect(getItem(child, "toString")).toBe(MISSING);
  });
});

describe("an item", () => {
  test("of a sequence stands at an index, from the end when negative", () => {
    expect(getItem(["a", "b"], 1)).toBe("b");
    expect(getItem(["a", "b"], -2)).toBe("a");
    expect(getItem(new Tuple([1]), 0)).toBe(1);
    expect(getItem(new Range(5, 9), -1)).toBe(8);
    expect(getItem(["a"], 1)).toBe(MISSING);
    expect(getItem(["a"], "0")).toBe(MISSING);
    expect(getItem(["a"], 0.5)).toBe(MISSING);
  });

  test("of a text is a character, not half of one", () => {
    expect(getItem("a🎉b", 1)).toBe("🎉");
    expect(getItem("a🎉b", -1)).toBe("b");
  });

  test("of a dict stands under a key", () => {
    expect(getItem({ a: 1 }, "a")).toBe(1);
    expect(
      getItem(
        dictOf([
          [1, "int"],
          ["1", "str"],
        ]),
        1,
      ),
    ).toBe("int");
    expect(getItem({}, [])).toBe(MISSING);
  });

  test("of an instance that reads like a Map stands under a key", () => {
    expect(getItem(new URLSearchParams("q=jinja"), "q")).toBe("jinja");
    expect(getItem(new URLSearchParams("q=jinja"), "page")).toBe(MISSING);
  });

  test("of None and of JavaScript's undefined does not exist", () => {
    expect(getItem(null, "a")).toBe(MISSING);
    expect(getItem(undefined, "a")).toBe(MISSING);
  });
});

test("an undefined value decides itself what its attributes are", () => {
  expect(() => getAttribute(new Undefined({ name: "user" }), "name")).toThrow("'user' is undefined");
  const chain = new ChainableUndefined({ name: "user" });
  expect(getAttribute(chain, "name")).toBe(chain);
  expect(getItem(chain, 0)).toBe(chain);
});

test("numbers and ranges have the fields of Python", () => {
  expect(getAttribute(5, "real")).toBe(5);
  expect(getAttribute(new Range(1, 9, 2), "stop")).toBe(9);
  expect(getAttribute("a", "real")).toBe(MISSING);
});

test("a float shows nothing of the box it comes in", () => {
  const env = new Environment();
  expect(
    env.fromString("{{ (2.0).value is defined }} {{ x.value is defined }}").render({ x: floatFrom(2) }),
  ).toBe("False False");
});
