import { Orm, Pagination } from "@dewar/orm";
import * as fc from "fast-check";
import { Flask, renderTemplateString } from "dewar";
import { describe, expect, test } from "vitest";

function pageOf(page: number, total: number, perPage = 10): Pagination<number> {
  const first = (page - 1) * perPage;
  const items = Array.from(
    { length: Math.max(0, Math.min(perPage, total - first)) },
    (_, index) => first + index + 1,
  );
  return new Pagination({
    items,
    page,
    perPage,
    maxPerPage: 100,
    total,
    load: async (page) => pageOf(page, total),
  });
}

describe("a page", () => {
  test("knows where it is", () => {
    const page = pageOf(2, 25);
    expect([page.pages, page.first, page.last, page.total]).toEqual([3, 11, 20, 25]);
    expect([page.hasPrev, page.prevNum, page.hasNext, page.nextNum]).toEqual([true, 1, true, 3]);
    const only = pageOf(1, 5);
    expect([only.hasPrev, only.prevNum, only.hasNext, only.nextNum]).toEqual([false, null, false, null]);
  });

  test("fetches its neighbours", async () => {
    expect([...(await pageOf(2, 25).next())]).toEqual([21, 22, 23, 24, 25]);
    expect((await pageOf(2, 25).prev()).first).toBe(1);
    expect(() => pageOf(1, 25).prev()).toThrow("There is no page before page 1.");
    expect(() => pageOf(3, 25).next()).toThrow(RangeError);
  });

  test("gives the numbers to link to", () => {
    const numbers = (page: number, pages: number, edges = {}): unknown => [
      ...pageOf(page, pages * 10).iterPages(edges),
    ];
    expect(numbers(1, 1)).toEqual([1]);
    expect(numbers(1, 0)).toEqual([]);
    expect(numbers(5, 20)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, null, 19, 20]);
    expect(numbers(20, 20)).toEqual([1, 2, null, 18, 19, 20]);
    expect(numbers(10, 20, { leftEdge: 0, rightEdge: 0, leftCurrent: 1, rightCurrent: 1 })).toEqual([
      null,
      9,
      10,
      11,
      null,
    ]);
  });

  test("gives each number once, in order, and a gap wherever one is left out", () => {
    const size = fc.nat({ max: 6 });
    const edges = fc.record({ leftEdge: size, leftCurrent: size, rightCurrent: size, rightEdge: size });
    fc.assert(
      fc.property(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 70 }), edges, (pages, page, edges) => {
        const given = [...pageOf(page, pages * 10).iterPages(edges)];
        const isShown = (number: number): boolean =>
          number <= edges.leftEdge ||
          number > pages - edges.rightEdge ||
          (number >= page - edges.leftCurrent && number <= page + edges.rightCurrent);
        const wanted: (number | null)[] = [];
        for (let number = 1; number <= pages; number++) {
          if (isShown(number)) wanted.push(number);
          else if (wanted.at(-1) !== null) wanted.push(null);
        }
        expect(given).toEqual(pages === 0 ? [] : wanted);
      }),
    );
  });
});

test("templates loop over the items of a page", async () => {
  const app = new Flask(import.meta.url);
  app.get("/", () =>
    renderTemplateString("{% for item in page %}{{ item }} {% endfor %}", { page: pageOf(2, 13) }),
  );
  expect((await app.testClient().get("/")).text).toBe("11 12 13 ");
});

test("the macro renders links to the pages, with the rest of the URL", async () => {
  const app = new Flask(import.meta.url);
  new Orm({ entities: [] }).initApp(app);
  app.get("/<tag>", function posts({ tag }) {
    return renderTemplateString(
      '{% from "orm/pagination.html" import render_pagination %}{{ render_pagination(page, "posts", tag=tag, q="a&b") }}',
      { page: pageOf(2, 110), tag },
    );
  });
  const { text } = await app.testClient().get("/tea");
  const links = Array.from(
    text.matchAll(/<a (?:(rel|aria-current)="(\w+)" )?href="([^"]+)">([^<]+)/g),
    (match) => match.slice(2),
  );
  expect(links.slice(0, 3)).toEqual([
    ["prev", "/tea?page=1&amp;q=a%26b", "Previous"],
    [undefined, "/tea?page=1&amp;q=a%26b", "1"],
    ["page", "/tea?page=2&amp;q=a%26b", "2"],
  ]);
  expect(links.at(-1)).toEqual(["next", "/tea?page=3&amp;q=a%26b", "Next"]);
  expect(text).toContain('<li><span aria-hidden="true">…</span></li>');
});
