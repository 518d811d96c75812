import { types } from "node:util";
import type { FrameConsole } from "./frame-console.ts";

/** What could stand where something was typed. */
export interface Completion {
  /** Where in the text the name begins. */
  readonly start: number;
  readonly names: readonly string[];
}

const TARGET = /(?:([\w$]+(?:\.[\w$]+)*)\.)?([\w$]*)$/;
const MAX_NAMES = 60;
const MAX_PROTOTYPES = 10;

/**
 * The names that go on where the text ends: variables, or members of what stands before the dot. Only names are read,
 * so that completing runs no code but the path before the dot.
 *
 * @param typed - The text up to the cursor.
 * @param variables - The names that the frame knows.
 */
export async function complete(
  frameConsole: FrameConsole,
  typed: string,
  variables: readonly string[],
): Promise<Completion> {
  const [, path, prefix = ""] = TARGET.exec(typed) ?? [];
  const names = path === undefined ? variables : await memberNames(frameConsole, path);
  return completion(typed, prefix, names);
}

/** As {@link complete}, where nothing is known but the names of variables. */
export function completeName(typed: string, variables: readonly string[]): Completion {
  const [, path, prefix = ""] = TARGET.exec(typed) ?? [];
  return completion(typed, prefix, path === undefined ? variables : []);
}

function completion(typed: string, prefix: string, names: readonly string[]): Completion {
  const fitting = [...new Set(names)].filter((name) => name.startsWith(prefix) && /^[\w$]+$/.test(name));
  return { start: typed.length - prefix.length, names: fitting.toSorted().slice(0, MAX_NAMES) };
}

async function memberNames(frameConsole: FrameConsole, path: string): Promise<string[]> {
  const outcome = await frameConsole.run(path);
  if (outcome.kind === "thrown" || outcome.value === null || outcome.value === undefined) return [];
  const names: string[] = [];
  let holder: object | null = Object(outcome.value) as object;
  for (let depth = 0; holder !== null && depth < MAX_PROTOTYPES && !types.isProxy(holder); depth++) {
    names.push(...Object.getOwnPropertyNames(holder));
    holder = Reflect.getPrototypeOf(holder);
  }
  return names;
}
