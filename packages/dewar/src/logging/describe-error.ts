/** What the log says of an error. */
export interface ErrorDescription {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack: string | undefined;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

const DEEPEST_CAUSE = 5;

/**
 * Picks what may be logged of an error. Its other members may not: a client's error often carries the request that
 * failed, with its credentials.
 */
export function describeError(value: unknown, depth = 0): unknown {
  if (!(value instanceof Error)) return depth === 0 ? value : String(value);
  const { code, cause } = value as { readonly code?: unknown; readonly cause?: unknown };
  const isDeep = depth === DEEPEST_CAUSE;
  const description: ErrorDescription = {
    type: value.name,
    message: value.message,
    ...((typeof code === "string" || typeof code === "number") && { code }),
    stack: value.stack,
    ...(cause !== undefined && !isDeep && { cause: describeError(cause, depth + 1) }),
    ...(value instanceof AggregateError &&
      !isDeep && { errors: value.errors.map((error: unknown) => describeError(error, depth + 1)) }),
  };
  return description;
}
