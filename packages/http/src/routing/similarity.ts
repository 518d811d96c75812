/**
 * How alike two texts are, by Ratcliff and Obershelp: the share of characters in the longest common part and,
 * again, in what stands before and after it.
 *
 * @returns 0 for nothing in common, 1 for equal texts.
 * @example
 * similarity("showPost", "showPosts") > 0.9; // => true
 */
export function similarity(left: string, right: string): number {
  const length = left.length + right.length;
  return length === 0 ? 1 : (2 * commonLength(left, right)) / length;
}

function commonLength(left: string, right: string): number {
  if (left === "" || right === "") return 0;
  const { leftStart, rightStart, size } = longestCommonPart(left, right);
  if (size === 0) return 0;
  const before = commonLength(left.slice(0, leftStart), right.slice(0, rightStart));
  return before + size + commonLength(left.slice(leftStart + size), right.slice(rightStart + size));
}

interface CommonPart {
  readonly leftStart: number;
  readonly rightStart: number;
  readonly size: number;
}

/** The longest part; of several the one that begins first on the left, then on the right. */
function longestCommonPart(left: string, right: string): CommonPart {
  let best: CommonPart = { leftStart: 0, rightStart: 0, size: 0 };
  // Of each position on the right, the length of the common part that ends before it.
  let lengths = new Uint32Array(right.length + 1);
  for (let i = 0; i < left.length; i++) {
    const next = new Uint32Array(right.length + 1);
    for (let j = 0; j < right.length; j++) {
      if (left[i] !== right[j]) continue;
      const size = (lengths[j] ?? 0) + 1;
      next[j + 1] = size;
      if (size > best.size) best = { leftStart: i + 1 - size, rightStart: j + 1 - size, size };
    }
    lengths = next;
  }
  return best;
}
