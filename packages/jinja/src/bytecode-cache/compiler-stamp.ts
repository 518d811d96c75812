import { readdirSync, statSync } from "node:fs";

const ROOMS = ["analyze", "ast", "compile", "extensions", "lex", "parse"];

/**
 * Tells one state of the compiler's own files from another, by their sizes and times: whoever changes the compiler
 * must not meet the code it wrote before.
 *
 * @param directory - Where the compiler's rooms are.
 * @returns Nothing but the rooms' names where they are no directories: in a bundle the version alone must do.
 */
export function compilerStamp(directory: URL): string {
  return ROOMS.map((room) => `${room}:${filesOf(new URL(`${room}/`, directory)).join()}`).join(";");
}

function filesOf(room: URL): string[] {
  try {
    return readdirSync(room, { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => {
        const { size, mtimeMs } = statSync(new URL(name, room));
        return `${name}=${size}@${mtimeMs}`;
      });
  } catch {
    return [];
  }
}
