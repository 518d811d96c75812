/** How much of the page numbers {@link Pagination.iterPages} gives. */
export interface PageEdges {
  /** Pages at the beginning. Default: 2. */
  readonly leftEdge?: number;
  /** Pages before the current one. Default: 2. */
  readonly leftCurrent?: number;
  /** Pages after the current one. Default: 4. */
  readonly rightCurrent?: number;
  /** Pages at the end. Default: 2. */
  readonly rightEdge?: number;
}

/** What a {@link Pagination} is made of. */
export interface PageContents<Item> {
  readonly items: readonly Item[];
  readonly page: number;
  readonly perPage: number;
  readonly maxPerPage: number;
  readonly total: number;
  /** Fetches another page of the same query. */
  readonly load: (page: number) => Promise<Pagination<Item>>;
}

/**
 * One page of a query's results, and where it is among the others. Iterating over it gives the items.
 *
 * @example
 * const load = () => Promise.reject(new Error("not needed here"));
 * const letters = new Pagination({ items: ["d", "e"], page: 2, perPage: 3, maxPerPage: 100, total: 5, load });
 * [...letters]; // => ["d", "e"]
 * [letters.pages, letters.first, letters.last, letters.hasNext]; // => [2, 4, 5, false]
 */
export class Pagination<Item> implements Iterable<Item> {
  readonly items: readonly Item[];
  /** The number of this page, from 1. */
  readonly page: number;
  /** The most items of a page. */
  readonly perPage: number;
  /** The most that `perPage` could have been. */
  readonly maxPerPage: number;
  /** Items of all pages. */
  readonly total: number;
  readonly #load: (page: number) => Promise<Pagination<Item>>;

  constructor({ items, page, perPage, maxPerPage, total, load }: PageContents<Item>) {
    this.items = items;
    this.page = page;
    this.perPage = perPage;
    this.maxPerPage = maxPerPage;
    this.total = total;
    this.#load = load;
  }

  /** How many pages there are. */
  get pages(): number {
    return Math.ceil(this.total / this.perPage);
  }

  /** The number of the first item on this page, from 1; 0 when it has none. */
  get first(): number {
    return this.items.length === 0 ? 0 : (this.page - 1) * this.perPage + 1;
  }

  /** The number of the last item on this page; 0 when it has none. */
  get last(): number {
    return this.items.length === 0 ? 0 : this.first + this.items.length - 1;
  }

  get hasPrev(): boolean {
    return this.page > 1;
  }

  /** The number of the page before; null on the first. */
  get prevNum(): number | null {
    return this.hasPrev ? this.page - 1 : null;
  }

  get hasNext(): boolean {
    return this.page < this.pages;
  }

  /** The number of the page after this; null on the last. */
  get nextNum(): number | null {
    return this.hasNext ? this.page + 1 : null;
  }

  /**
   * Fetches the page before this.
   *
   * @throws RangeError on the first page.
   */
  prev(): Promise<Pagination<Item>> {
    return this.#other(this.prevNum, "before");
  }

  /**
   * Fetches the page after this.
   *
   * @throws RangeError on the last page.
   */
  next(): Promise<Pagination<Item>> {
    return this.#other(this.nextNum, "after");
  }

  /**
   * The page numbers to link to: those at both ends and those around this page, with null where some are left out.
   *
   * @example
   * const load = () => Promise.reject(new Error("not needed here"));
   * const page = new Pagination({ items: [], page: 10, perPage: 5, maxPerPage: 100, total: 100, load });
   * [...page.iterPages()]; // => [1, 2, null, 8, 9, 10, 11, 12, 13, 14, null, 19, 20]
   */
  *iterPages(edges: PageEdges = {}): Generator<number | null, undefined> {
    const { leftEdge = 2, leftCurrent = 2, rightCurrent = 4, rightEdge = 2 } = edges;
    const { page, pages } = this;
    const ranges = [
      { from: 1, to: leftEdge },
      { from: page - leftCurrent, to: page + rightCurrent },
      { from: pages - rightEdge + 1, to: pages },
    ].sort((one, other) => one.from - other.from);
    let next = 1;
    for (const { from, to } of ranges) {
      const start = Math.max(from, next);
      const end = Math.min(to, pages);
      if (start > end) continue;
      if (start > next) yield null;
      for (let number = start; number <= end; number++) yield number;
      next = end + 1;
    }
    if (next <= pages) yield null;
  }

  [Symbol.iterator](): Iterator<Item> {
    return this.items[Symbol.iterator]();
  }

  #other(page: number | null, where: string): Promise<Pagination<Item>> {
    if (page === null) throw new RangeError(`There is no page ${where} page ${this.page}.`);
    return this.#load(page);
  }
}
