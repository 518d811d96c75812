import { expect, test } from "vitest";
import { Environment } from "../../src/environment.ts";

const env = new Environment({ extensions: ["do", "loopcontrols"] });

function* counted(taken: number[]): Generator<number> {
  for (const item of [1, 2, 3]) {
    taken.push(item);
    yield item;
  }
}

test("a loop takes from an iterator what it needs, and no more", () => {
  const taken: number[] = [];
  env.fromString("{% for item in items %}{% if item == 2 %}{% break %}{% endif %}{% endfor %}").render({
    items: counted(taken),
  });
  expect(taken).toEqual([1, 2]);
});

test("asking whether there is a next item takes one more", () => {
  const taken: number[] = [];
  const source = "{% for item in items %}{{ loop.last }} {{ loop.nextitem }}{% break %}{% endfor %}";
  expect(env.fromString(source).render({ items: counted(taken) })).toBe("False 2");
  expect(taken).toEqual([1, 2]);
});

test("a loop over an iterator knows its length", () => {
  const source =
    "{% for item in items %}{{ loop.index }}/{{ loop.length }}:{{ loop.revindex }} {% else %}none{% endfor %}";
  expect(env.fromString(source).render({ items: counted([]) })).toBe("1/3:3 2/3:2 3/3:1 ");
  expect(env.fromString(source).render({ items: [].values() })).toBe("none");
});

test("a collection with a method called next is no iterator: a loop walks its items, and templates may call it", () => {
  class Page {
    next(): string {
      return "the page after this";
    }
    *[Symbol.iterator](): Generator<string> {
      yield* ["tea", "milk"];
    }
  }
  const source = "{% for item in page %}{{ item }} {% endfor %}{{ page.next() }}";
  expect(env.fromString(source).render({ page: new Page() })).toBe("tea milk the page after this");
});

test("a loop with a filter takes them, too", () => {
  const source = "{% for item in items if item > 1 %}{{ loop.index }}{{ item }} {% endfor %}";
  expect(env.fromString(source).render({ items: counted([]) })).toBe("12 23 ");
});

test("a loop's filter is asked about an item when the loop comes to it, though the loop counts", () => {
  const source =
    "{% for item in items if passes(item) %}{% do passes(0) %}{{ loop.index }}{{ item.name.first }}{% endfor %}";
  const asked: unknown[] = [];
  const passes = (item: { ok: boolean } | 0): boolean => {
    asked.push(item === 0 ? "body" : item.ok);
    return item !== 0 && item.ok;
  };
  const items = [true, false, true].map((ok, index) => ({ ok, name: { first: `n${index}` } }));
  expect(env.fromString(source).render({ items, passes })).toBe("1n02n2");
  expect(asked).toEqual([true, "body", false, true, "body"]);
});

test("what the loop does is seen by the filter whose items it walks", () => {
  const source = "{% for item in items|reject('in', seen) %}{% do seen.append(item) %}{{ item }}{% endfor %}";
  expect(env.fromString(source).render({ items: [1, 1, 2, 1], seen: [] })).toBe("12");
});

test("an item that cannot be had fails when the loop comes to it", async () => {
  const template = env.fromString("{% for item in [1, 'a']|map('abs') %}{{ item }}{% break %}{% endfor %}");
  expect(template.render()).toBe("1");
  expect(await template.renderAsync()).toBe("1");
});
