/** Where the text of a JSON document may differ without its meaning being another. */
export interface JsonStyle {
  /** No blanks after `,` and `:`. */
  readonly compact?: boolean;
  /** Everything outside printable ASCII as `\uXXXX`. */
  readonly ensureAscii?: boolean;
  /** Keys in the order of their code points. Otherwise in the object's own order. */
  readonly sortKeys?: boolean;
  /** Blanks a level; the items then stand on lines of their own. */
  readonly indent?: number;
  /**
   * Says what stands for an object that is not a plain object, array, Map or Set. To leave it to the ordinary
   * rule (`toJSON`, else its own properties) return the object itself.
   */
  readonly replace?: (value: object) => unknown;
}

/** Deeper than this, values are neither read nor written: a bomb of brackets must not exhaust the stack. */
export const MAX_DEPTH = 500;
