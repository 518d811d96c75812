/** The classes of Python's errors which an operation on values can raise. */
export type PythonErrorName =
  | "AssertionError"
  | "AttributeError"
  | "IndexError"
  | "KeyError"
  | "MemoryError"
  | "OverflowError"
  | "RecursionError"
  | "TypeError"
  | "ValueError"
  | "ZeroDivisionError";

/**
 * An error which Python itself would raise for the operation: adding a string to a number, dividing by zero.
 * `name` is Python's class of it, `code` the same in one stable word.
 *
 * @example
 * new PythonError("ZeroDivisionError", "division by zero").code; // => "PYTHON_ZERO_DIVISION_ERROR"
 */
export class PythonError extends Error {
  override readonly name: PythonErrorName;
  readonly code: string;

  constructor(name: PythonErrorName, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
    this.code = `PYTHON_${name.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toUpperCase()}`;
  }
}

/** A {@link PythonError} of class `TypeError`, ready to be thrown. */
export function typeError(message: string): PythonError {
  return new PythonError("TypeError", message);
}

/** A {@link PythonError} of class `ValueError`, ready to be thrown. */
export function valueError(message: string): PythonError {
  return new PythonError("ValueError", message);
}

/** A {@link PythonError} of class `OverflowError`, ready to be thrown. */
export function overflowError(message: string): PythonError {
  return new PythonError("OverflowError", message);
}
