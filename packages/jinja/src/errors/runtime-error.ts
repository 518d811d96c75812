import { TemplateError } from "./template-error.ts";

/** Something a template does while it renders is against the rules of the language. */
export class TemplateRuntimeError extends TemplateError {
  override readonly name: string = "TemplateRuntimeError";
  override readonly code: string = "TEMPLATE_RUNTIME_ERROR";
}

/**
 * An undefined value was used for more than its kind allows.
 *
 * @example
 * new Environment().fromString("{{ user.name }}").render(); // throws UndefinedError
 */
export class UndefinedError extends TemplateRuntimeError {
  override readonly name: string = "UndefinedError";
  override readonly code: string = "UNDEFINED_ERROR";
}

/**
 * A template did what its sandbox forbids.
 *
 * @example
 * new SandboxedEnvironment().fromString("{{ x.__class__.y }}").render({ x: 1 }); // throws SecurityError
 */
export class SecurityError extends TemplateRuntimeError {
  override readonly name: string = "SecurityError";
  override readonly code: string = "SECURITY_ERROR";
}

/**
 * A filter was given arguments it cannot work with.
 *
 * @example
 * new Environment().fromString("{{ 1.5|round(method='odd') }}").render(); // throws FilterArgumentError
 */
export class FilterArgumentError extends TemplateRuntimeError {
  override readonly name: string = "FilterArgumentError";
  override readonly code: string = "FILTER_ARGUMENT_ERROR";
}
