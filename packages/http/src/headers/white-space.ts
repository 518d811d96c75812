/**
 * The first index from `start` on that is neither space nor tab: the only white space inside a header (RFC 9110,
 * section 5.6.3).
 */
export function skipWhiteSpace(text: string, start: number): number {
  let index = start;
  while (text.charCodeAt(index) === 32 || text.charCodeAt(index) === 9) index++;
  return index;
}
