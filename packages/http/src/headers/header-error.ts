/** Thrown when a program tries to write a header (or a part of one) that cannot be sent as given. */
export class HeaderError extends Error {
  /** Stable name of this kind of error. */
  readonly code = "ERR_INVALID_HEADER";
  override readonly name = "HeaderError";
}
