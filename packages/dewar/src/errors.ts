import { inspect } from "node:util";

/** Base of the errors that tell a developer how the framework is to be used. */
export class DewarError extends Error {
  /** A stable name to switch on; the message may change. */
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** `request`, `session`, `g` or `currentApp` was used where no context is active. */
export class OutsideContextError extends DewarError {}

/** The application was changed after it had answered its first request. */
export class SetupFinishedError extends DewarError {}

/** The application was put together wrongly: a name taken twice, a view missing, a key that is needed. */
export class SetupError extends DewarError {}

/** A view, a hook or an error handler returned something that cannot become a response. */
export class ViewReturnError extends TypeError {
  readonly code = "invalid_view_return";

  constructor(message: string) {
    super(message);
    this.name = "TypeError";
  }
}

/** Makes an Error of whatever was thrown, so that everything after the catch may rely on one. */
export function toError(thrown: unknown): Error {
  if (thrown instanceof Error) return thrown;
  const message = `Something that is not an Error was thrown: ${inspect(thrown, { depth: 1 })}`;
  return new DewarError("thrown_value", message, { cause: thrown });
}
