import { abort, hasRequestContext, request } from "dewar";

/** Which page of how many items is wanted. */
export interface PageOptions {
  /** From 1. Default: the request's `?page=`, else 1. */
  readonly page?: number | undefined;
  /** Items on a page. Default: the request's `?per_page=`, else 20. */
  readonly perPage?: number | undefined;
  /** The most that `perPage` may be; Infinity: any number. Default: 100. */
  readonly maxPerPage?: number | undefined;
  /** Answers 404 for a number that is none or too small, and for a page beyond the last. Default: true. */
  readonly errorOut?: boolean | undefined;
}

/** A page whose numbers have been checked. */
export interface PageNumbers {
  readonly page: number;
  readonly perPage: number;
  readonly maxPerPage: number;
  readonly errorOut: boolean;
}

const FIRST_PAGE = 1;
const PER_PAGE = 20;
const MAX_PER_PAGE = 100;

/**
 * Takes the numbers of a page from what is given, else from the request.
 *
 * @throws NotFound for a wrong number, unless `errorOut` is false: then it is as if it had not been given.
 */
export function readPageNumbers(options: PageOptions): PageNumbers {
  const { maxPerPage = MAX_PER_PAGE, errorOut = true } = options;
  const read = (given: number | undefined, key: string, standard: number): number => {
    const value = given ?? numberInQuery(key);
    if (value === undefined) return standard;
    // What is beyond 32 bits is beyond every table, and beyond what databases take for an offset.
    if (Number.isInteger(value) && value >= 1 && value <= 0x7fff_ffff) return value;
    return errorOut ? abort(404) : standard;
  };
  const page = read(options.page, "page", FIRST_PAGE);
  const perPage = Math.min(read(options.perPage, "per_page", PER_PAGE), maxPerPage);
  return { page, perPage, maxPerPage, errorOut };
}

function numberInQuery(key: string): number | undefined {
  const text = hasRequestContext() ? request.args.get(key) : undefined;
  if (text === undefined) return undefined;
  return /^\d{1,10}$/.test(text) ? Number(text) : NaN;
}
