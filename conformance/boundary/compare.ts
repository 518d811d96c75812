import type { Answer } from "./answer.ts";

/** How one answer of ours differs from Flask's. */
export interface Difference {
  /** `status`, `body`, or the name of a header; behind the first request of an exchange with its number. */
  readonly part: string;
  readonly flask: string;
  readonly dewar: string;
}

/** Everything in which the answers to one exchange differ. The length of a body that differs is not told as well. */
export function compare(flask: readonly Answer[], dewar: readonly Answer[]): Difference[] {
  const steps = Math.max(flask.length, dewar.length);
  return Array.from({ length: steps }, (_, index) =>
    differencesOf(partsOf(flask[index]), partsOf(dewar[index]), index === 0 ? "" : `${index + 1}: `),
  ).flat();
}

function differencesOf(
  flask: ReadonlyMap<string, string>,
  dewar: ReadonlyMap<string, string>,
  prefix: string,
): Difference[] {
  const names = [...new Set([...flask.keys(), ...dewar.keys()])];
  const differing = names.filter((name) => flask.get(name) !== dewar.get(name));
  return differing
    .filter((name) => name !== "content-length" || !differing.includes("body"))
    .map((name) => ({
      part: `${prefix}${name}`,
      flask: flask.get(name) ?? "(none)",
      dewar: dewar.get(name) ?? "(none)",
    }));
}

function partsOf(answer: Answer | undefined): Map<string, string> {
  const parts = new Map<string, string>();
  if (answer === undefined) return parts;
  parts.set("status", answer.status);
  for (const [name, value] of answer.headers) {
    const before = parts.get(name);
    parts.set(name, before === undefined ? value : `${before}\n${value}`);
  }
  parts.set("body", typeof answer.body === "string" ? answer.body : `base64 ${answer.body.base64}`);
  return parts;
}
