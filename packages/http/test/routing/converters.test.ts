import {
  Converter,
  type ConverterArguments,
  Rule,
  RuleSyntaxError,
  UnknownConverterError,
  type UrlAdapter,
  UrlMap,
  type UrlMapOptions,
  ValidationError,
} from "@dewar/http";
import { describe, expect, test } from "vitest";

function bound(variable: string, options: UrlMapOptions = {}): UrlAdapter {
  return new UrlMap([new Rule(`/<${variable}:x>`, { endpoint: "e" })], options).bind("tea.test");
}

function valueOf(variable: string, text: string, options?: UrlMapOptions): unknown {
  const found = bound(variable, options).map.match({ path: `/${text}`, method: "GET" });
  return found === undefined ? "unknown" : found.values["x"];
}

function urlOf(variable: string, value: unknown): string {
  return bound(variable).build("e", { x: value });
}

describe("string", () => {
  test("takes one character or more, but no slash", () => {
    expect(valueOf("string", "mint tea")).toBe("mint tea");
    expect(valueOf("string", "a/b")).toBe("unknown");
    expect(valueOf("string", "")).toBe("unknown");
  });

  test("counts characters, not the units of their encoding", () => {
    expect(valueOf("string(length=2)", "🍵🍵")).toBe("🍵🍵");
    expect(valueOf("string(length=2)", "🍵")).toBe("unknown");
    expect(valueOf("string(maxlength=1)", "🍵")).toBe("🍵");
  });

  test("has lengths by position: least, most, exact", () => {
    expect(valueOf("string(2, 3)", "a")).toBe("unknown");
    expect(valueOf("string(2, 3)", "abc")).toBe("abc");
    expect(valueOf("string(2, 3)", "abcd")).toBe("unknown");
    expect(valueOf("string(minlength=3)", "abcd")).toBe("abcd");
  });

  test("is encoded as a segment of a path", () => {
    expect(urlOf("string", "a b/ü?#[]")).toBe("/a%20b/%C3%BC%3F%23%5B%5D");
    expect(urlOf("string", "!$&'()*+,:;=@~-._")).toBe("/!$&'()*+,:;=@~-._");
  });

  test("is built from anything that has a text", () => {
    expect(urlOf("string", 42)).toBe("/42");
    expect(urlOf("string", 10n)).toBe("/10");
    expect(urlOf("string", new URL("http://a.test/"))).toBe("/http://a.test/");
    expect(() => urlOf("string", { a: 1 })).toThrow(/cannot hold a plain object/);
    expect(() => urlOf("string", [1])).toThrow(/cannot hold an array/);
  });
});

describe("path", () => {
  test("takes slashes, but not at its start", () => {
    expect(valueOf("path", "a/b//c")).toBe("a/b//c");
    expect(valueOf("path", "a/b\rc\u2028")).toBe("a/b\rc\u2028");
    expect(valueOf("path", "a/b\nc")).toBe("unknown");
    expect(valueOf("path", "a/")).toBe("a/");
  });

  test("keeps its slashes in a URL", () => {
    expect(urlOf("path", "a b/c")).toBe("/a%20b/c");
  });
});

describe("any", () => {
  test("takes one of its items", () => {
    expect(valueOf("any(green, black)", "black")).toBe("black");
    expect(valueOf("any(green, black)", "blackish")).toBe("unknown");
    expect(valueOf("any('a-b', \"c d\", e.f)", "c d")).toBe("c d");
    expect(valueOf("any(e.f, x)", "exf")).toBe("unknown");
  });

  test("builds its items only", () => {
    expect(urlOf("any(green, black)", "green")).toBe("/green");
    expect(() => urlOf("any(green, black)", "white")).toThrow(
      new ValidationError("'white' is not one of 'black', 'green'"),
    );
  });

  test("has items that are texts", () => {
    expect(() => bound("any(1, 2)")).toThrow(TypeError);
    expect(() => bound("any(a=1)")).toThrow(TypeError);
  });
});

describe("int", () => {
  test("takes digits, leading zeros included", () => {
    expect(valueOf("int", "007")).toBe(7);
    expect(valueOf("int", "-7")).toBe("unknown");
    expect(valueOf("int", "7.0")).toBe("unknown");
    expect(valueOf("int", "٣")).toBe("unknown");
  });

  test("takes a sign when it is signed", () => {
    expect(valueOf("int(signed=True)", "-7")).toBe(-7);
    expect(valueOf("int(signed=True)", "+7")).toBe("unknown");
  });

  test("has a range, and a fixed number of digits", () => {
    expect(valueOf("int(min=2, max=4)", "2")).toBe(2);
    expect(valueOf("int(min=2, max=4)", "5")).toBe("unknown");
    expect(valueOf("int(3)", "042")).toBe(42);
    expect(valueOf("int(fixed_digits=3)", "42")).toBe("unknown");
  });

  test("refuses a number that cannot be held exactly, so that two URLs never are one number", () => {
    expect(valueOf("int", "9007199254740991")).toBe(9007199254740991);
    expect(valueOf("int", "9007199254740993")).toBe("unknown");
  });

  test("is built from numbers and what stands for one", () => {
    expect(urlOf("int", 7)).toBe("/7");
    expect(urlOf("int", "7")).toBe("/7");
    expect(urlOf("int", 7.9)).toBe("/7");
    expect(urlOf("int", 2n ** 70n)).toBe("/1180591620717411303424");
    expect(urlOf("int(fixed_digits=4)", 7)).toBe("/0007");
    expect(urlOf("int(fixed_digits=4, signed=True)", -7)).toBe("/-007");
  });

  test("is not built from anything else", () => {
    expect(() => urlOf("int", "seven")).toThrow(ValidationError);
    expect(() => urlOf("int", Number.NaN)).toThrow(ValidationError);
    expect(() => urlOf("int", [7])).toThrow(TypeError);
  });

  test("wants numbers as its range", () => {
    expect(() => bound("int(min='3')")).toThrow(/write it without quotes/);
    expect(() => bound("int(min=-3)")).toThrow(RuleSyntaxError);
    expect(() => bound("int(least=3)")).toThrow(/no argument named "least"/);
  });
});

describe("float", () => {
  test("takes digits on both sides of a point", () => {
    expect(valueOf("float", "2.50")).toBe(2.5);
    expect(valueOf("float", "2")).toBe("unknown");
    expect(valueOf("float", ".5")).toBe("unknown");
    expect(valueOf("float(signed=True)", "-0.25")).toBe(-0.25);
    expect(valueOf("float(min=0.5, max=2.5)", "2.6")).toBe("unknown");
  });

  test.each([
    [2, "/2.0"],
    [0.00001, "/0.00001"],
    [1.5e-9, "/0.0000000015"],
    [1e21, "/1000000000000000000000.0"],
    [1.25e22, "/12500000000000000000000.0"],
    [-1e-7, "/-0.0000001"],
  ])("%d is written without an exponent", (value, url) => {
    expect(urlOf("float", value)).toBe(url);
  });
});

describe("uuid", () => {
  test("takes a UUID in any case, as a value in lower case", () => {
    const text = "A8098C1A-F86E-11DA-BD1A-00112444BE1E";
    expect(valueOf("uuid", text)).toBe(text.toLowerCase());
    expect(valueOf("uuid", text.slice(1))).toBe("unknown");
  });
});

describe("a converter of one's own", () => {
  class ListConverter extends Converter<string[]> {
    override readonly regex: string = "[^/]+";
    readonly #separator: string;

    constructor(args: ConverterArguments) {
      super(args);
      this.#separator = String(args.bind("separator").get("separator") ?? "+");
    }

    override toValue(text: string): string[] {
      const items = text.split(this.#separator);
      if (items.includes("")) throw new ValidationError("an item is empty");
      return items;
    }

    override toUrl(value: unknown): string {
      return Array.isArray(value)
        ? value.map((item) => super.toUrl(item)).join(this.#separator)
        : super.toUrl(value);
    }
  }
  const options = { converters: { list: ListConverter } };

  test("makes values of texts, and texts of values", () => {
    expect(valueOf("list", "a+b", options)).toEqual(["a", "b"]);
    expect(valueOf("list('~')", "a~b+c", options)).toEqual(["a", "b+c"]);
    const urls = bound("list", options);
    expect(urls.build("e", { x: ["a", "b c"] })).toBe("/a+b%20c");
  });

  test("refuses a text with a validation error, which is a 404", () => {
    expect(valueOf("list", "a++b", options)).toBe("unknown");
  });

  test("may use any regular expression, with groups", () => {
    class DateConverter extends Converter<Date> {
      override readonly regex: string = "(\\d{4})-(\\d{2})(?:-(\\d{2}))?";
      override toValue(text: string): Date {
        return new Date(text);
      }
    }
    const map = new UrlMap([new Rule("/<day:from>..<day:to>.<ext>", { endpoint: "e" })], {
      converters: { day: DateConverter },
    });
    expect(map.match({ path: "/2024-02-29..2025-01.csv", method: "GET" })?.values).toEqual({
      from: new Date("2024-02-29"),
      to: new Date("2025-01"),
      ext: "csv",
    });
  });

  test("matches slashes when it is not part-isolating", () => {
    class Anything extends Converter<string> {
      override readonly regex: string = ".*";
      override readonly partIsolating: boolean = false;
    }
    const map = new UrlMap([new Rule("/a/<anything:x>", { endpoint: "e" })], {
      converters: { anything: Anything },
    });
    expect(map.match({ path: "/a/b/c", method: "GET" })?.values).toEqual({ x: "b/c" });
    expect(map.match({ path: "/a/", method: "GET" })?.values).toEqual({ x: "" });
  });

  test("has a weight that decides between variables", () => {
    class Heavy extends Converter<string> {
      override readonly weight: number = 150;
    }
    class Light extends Converter<string> {
      override readonly regex: string = "[a-z]+";
      override readonly weight: number = 10;
    }
    const rules = [
      new Rule("/<heavy:x>", { endpoint: "heavy" }),
      new Rule("/<light:x>", { endpoint: "light" }),
    ];
    const map = new UrlMap(rules, { converters: { heavy: Heavy, light: Light } });
    expect(map.match({ path: "/tea", method: "GET" })?.rule.endpoint).toBe("light");
    expect(map.match({ path: "/Tea", method: "GET" })?.rule.endpoint).toBe("heavy");
  });

  test("may take the place of the default one", () => {
    class Upper extends Converter<string> {
      override toValue(text: string): string {
        return text.toUpperCase();
      }
    }
    const map = new UrlMap([new Rule("/<x>")], { converters: { default: Upper } });
    expect(map.match({ path: "/tea", method: "GET" })?.values).toEqual({ x: "TEA" });
  });

  test("must be known to the map", () => {
    expect(() => new UrlMap([new Rule("/<colour:x>")])).toThrow(UnknownConverterError);
    expect(() => new UrlMap([new Rule("/<constructor:x>")])).toThrow(UnknownConverterError);
  });

  test("passes other errors on", () => {
    class Broken extends Converter {
      override toValue(): never {
        throw new RangeError("out of tea");
      }
    }
    expect(() => valueOf("broken", "x", { converters: { broken: Broken } })).toThrow("out of tea");
  });
});
