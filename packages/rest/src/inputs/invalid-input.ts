import type { StandardSchemaV1 } from "@standard-schema/spec";
import type { InputPlace } from "../operation.ts";
import { Problem } from "../problem.ts";

/** One thing that is wrong with a request. */
export interface InputError {
  /** The part of the request. */
  readonly in: InputPlace;
  /** The way to the value: the names and indexes that lead to it. Empty for the part as a whole. */
  readonly path: readonly (string | number)[];
  /** What is wrong with it, in the words of the schema. */
  readonly reason: string;
}

/** As many errors as are told of: a list of a million wrong items shall not make an answer of a million errors. */
export const MOST_ERRORS = 100;

/** 400: inputs that their schemas refuse. Tells all of them at once, up to a hundred. */
export class InvalidInput extends Problem {
  readonly errors: readonly InputError[];

  constructor(errors: readonly InputError[]) {
    super(400, "The request has values that are missing or not as they should be.", {
      title: "Invalid input",
      members: { errors },
    });
    this.errors = errors;
  }
}

/** The issues of a schema as errors of one part of the request. */
export function errorsOf(place: InputPlace, issues: readonly StandardSchemaV1.Issue[]): InputError[] {
  return issues.map(({ message, path = [] }) => ({ in: place, path: path.map(keyOf), reason: message }));
}

/** One step of an issue's path, as JSON can say it. */
export function keyOf(step: PropertyKey | StandardSchemaV1.PathSegment): string | number {
  const key = typeof step === "object" ? step.key : step;
  return typeof key === "symbol" ? String(key) : key;
}
