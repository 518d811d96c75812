import { Environment } from "../../src/environment.ts";
import type { EnvironmentOptions } from "../../src/environment-options.ts";

/** Renders an expression, the shortest way to use a filter or test. */
export function evaluate(
  expression: string,
  variables: Record<string, unknown> = {},
  options: EnvironmentOptions = {},
): string {
  return new Environment(options).fromString(`{{ ${expression} }}`).render(variables);
}

/** Renders an expression asynchronously. */
export function evaluateLater(
  expression: string,
  variables: Record<string, unknown> = {},
  options: EnvironmentOptions = {},
): Promise<string> {
  return new Environment(options).fromString(`{{ ${expression} }}`).renderAsync(variables);
}
