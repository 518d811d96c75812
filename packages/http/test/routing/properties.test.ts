import { Rule, UrlMap } from "@dewar/http";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

/** A variable with values that its URL gives back as they were. */
interface Sample {
  readonly variable: (name: string) => string;
  readonly values: fc.Arbitrary<unknown>;
}

const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((value) => !value.includes("/"));

const samples: readonly Sample[] = [
  { variable: (name) => `<${name}>`, values: text },
  { variable: (name) => `<int:${name}>`, values: fc.nat() },
  { variable: (name) => `<int(signed=True):${name}>`, values: fc.integer() },
  {
    variable: (name) => `<float:${name}>`,
    values: fc.double({ min: 0, max: 1e30, noNaN: true }).map((n) => n + 0),
  },
  { variable: (name) => `<uuid:${name}>`, values: fc.uuid() },
  {
    variable: (name) => `<any(green, 'black tea', "a.b"):${name}>`,
    values: fc.constantFrom("green", "black tea", "a.b"),
  },
  {
    variable: (name) => `<string(minlength=2, maxlength=3):${name}>`,
    values: fc.constantFrom("ab", "🍵ü", "abc"),
  },
];

const segment = fc.oneof(
  fc.constantFrom("tea", "b o x", "ü", "a.b", "50%").map((literal) => ({ literal })),
  fc.constantFrom(...samples).chain((sample) => sample.values.map((value) => ({ sample, value }))),
);

describe("a URL that is built", () => {
  test("matches its rule and gives its values back", () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.boolean(), (segments, branch) => {
        const values: Record<string, unknown> = {};
        const parts = segments.map((part, index) => {
          if ("literal" in part) return part.literal;
          values[`v${index}`] = part.value;
          return part.sample.variable(`v${index}`);
        });
        const rule = new Rule(`/${parts.join("/")}${branch ? "/" : ""}`, { endpoint: "e" });
        const urls = new UrlMap([rule]).bind("tea.test");
        const path = decodeURIComponent(urls.build("e", values));
        expect(urls.match({ pathInfo: path })).toEqual({ rule, values });
      }),
    );
  });
});

/** A kind of segment: how it looks in a rule, what it matches, and its rank among kinds; literal ones come first. */
const KINDS: readonly {
  rule: (name: string) => string;
  regex: string;
  rank: readonly number[];
  final?: true;
}[] = [
  { rule: () => "a", regex: "a", rank: [0] },
  { rule: () => "b", regex: "b", rank: [0] },
  { rule: (name) => `aa<${name}>`, regex: "aa[^/]+", rank: [1, -1, -2, -1, 100] },
  { rule: (name) => `a<${name}>`, regex: "a[^/]+", rank: [1, -1, -1, -1, 100] },
  { rule: (name) => `<${name}>a<int:${name}_>`, regex: "[^/]+a\\d+", rank: [1, -1, -1, -2, 100] },
  { rule: (name) => `<int:${name}>`, regex: "\\d+", rank: [1, 0, 0, -1, 50] },
  { rule: (name) => `<${name}>`, regex: "[^/]+", rank: [1, 0, 0, -1, 100] },
  { rule: (name) => `<path:${name}>`, regex: "[^/].*?", rank: [1, 0, 0, -1, 200], final: true },
];

describe("the matcher", () => {
  test("agrees with trying every rule and taking the most specific", () => {
    const kinds = fc.array(fc.nat(KINDS.length - 1), { minLength: 1, maxLength: 4 });
    const rules = fc.uniqueArray(kinds.map(upToPath), {
      maxLength: 12,
      selector: (indexes) => indexes.join(),
    });
    const path = fc.array(fc.constantFrom("a", "b", "aa", "ab", "1", "ba1", "x"), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(rules, path, (all, segments) => {
        const map = new UrlMap(all.map((indexes) => new Rule(ruleOf(indexes), { endpoint: indexes.join() })));
        const found = map.match({ path: `/${segments.join("/")}`, method: "GET" });
        expect(found?.rule.endpoint).toBe(bestOf(all, segments)?.join());
      }),
      { numRuns: 1_000 },
    );
  });
});

/** A path takes the rest, so that nothing stands after it here. */
function upToPath(indexes: readonly number[]): readonly number[] {
  const end = indexes.findIndex((index) => KINDS[index]?.final);
  return end === -1 ? indexes : indexes.slice(0, end + 1);
}

function ruleOf(indexes: readonly number[]): string {
  return `/${indexes.map((index, position) => KINDS[index]?.rule(`v${position}`)).join("/")}`;
}

function bestOf(
  rules: readonly (readonly number[])[],
  segments: readonly string[],
): readonly number[] | undefined {
  const matching = rules.filter((indexes) => {
    const source = indexes.map((index) => KINDS[index]?.regex).join("/");
    return new RegExp(`^${source}$`).test(segments.join("/"));
  });
  return matching.sort((left, right) => compare(left.flatMap(rankOf), right.flatMap(rankOf)))[0];
}

function rankOf(index: number): readonly number[] {
  return KINDS[index]?.rank ?? [];
}

function compare(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((rank, index) => rank !== right[index]);
  return (left[at] ?? 0) - (right[at] ?? 0);
}
