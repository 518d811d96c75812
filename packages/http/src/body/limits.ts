/** Options of {@link BodyLimits}. `null` means no limit, an absent member the default. */
export interface BodyLimitOptions {
  /** The most bytes that a body may have. Default: 16 MiB. */
  readonly maxContentLength?: number | null | undefined;
  /** The most bytes that all the fields of a form, files excepted, may take together. Default: 500 000. */
  readonly maxFormMemorySize?: number | null | undefined;
  /** The most parts that a multipart form may have, fields and files together. Default: 1000. */
  readonly maxFormParts?: number | null | undefined;
}

/**
 * How much of a request body is taken before the answer is 413.
 *
 * The members are numbers that can be compared at once: where there is no limit they are `Infinity`.
 *
 * @example
 * new BodyLimits().maxFormParts; // => 1000
 * new BodyLimits({ maxContentLength: null }).maxContentLength; // => Infinity
 */
export class BodyLimits {
  readonly maxContentLength: number;
  readonly maxFormMemorySize: number;
  readonly maxFormParts: number;

  /** @param options - The limits that are not the defaults. */
  constructor(options: BodyLimitOptions = {}) {
    this.maxContentLength = limit(options.maxContentLength, 16 * 1024 * 1024);
    this.maxFormMemorySize = limit(options.maxFormMemorySize, 500_000);
    this.maxFormParts = limit(options.maxFormParts, 1000);
  }
}

function limit(value: number | null | undefined, byDefault: number): number {
  if (value === undefined) return byDefault;
  return value ?? Number.POSITIVE_INFINITY;
}
