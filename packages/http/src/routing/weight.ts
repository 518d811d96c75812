/** How specific a segment with variables is. */
export interface Weight {
  /** The lengths of its literal texts, in order. */
  readonly statics: readonly number[];
  /** The weights of its converters, in order. */
  readonly converters: readonly number[];
}

/**
 * Orders segments from specific to general: more literal texts first, then longer ones; then more variables, then
 * those whose converters weigh less.
 *
 * @returns Below 0 when `left` is tried first, above 0 when `right` is, 0 when the order of adding decides.
 */
export function compareWeights(left: Weight, right: Weight): number {
  return (
    right.statics.length - left.statics.length ||
    firstDifference(right.statics, left.statics) ||
    right.converters.length - left.converters.length ||
    firstDifference(left.converters, right.converters)
  );
}

function firstDifference(left: readonly number[], right: readonly number[]): number {
  for (const [index, value] of left.entries()) {
    const difference = value - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
