import type { Verdict } from "./judge.ts";

/** File name to the least number of checks that must pass. */
export type Floor = Readonly<Record<string, number>>;

/** The complaints about files that pass less than their floor. */
export function belowFloor(floor: Floor, verdicts: readonly Verdict[]): string[] {
  return verdicts.flatMap(({ file, passed }) => {
    const least = floorOf(floor, file);
    return passed < least ? [`${file}: ${passed} pass, the floor is ${least}`] : [];
  });
}

/** The floor after a run: higher where more passes now, never lower. Files in order of their names. */
export function raiseFloor(floor: Floor, verdicts: readonly Verdict[]): Floor {
  const raised = verdicts.map(({ file, passed }): [string, number] => [
    file,
    Math.max(passed, floorOf(floor, file)),
  ]);
  const entries = Object.entries(floor).filter(([file]) => !raised.some(([name]) => name === file));
  return Object.fromEntries([...entries, ...raised].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function floorOf(floor: Floor, file: string): number {
  return Object.hasOwn(floor, file) ? (floor[file] ?? 0) : 0;
}
