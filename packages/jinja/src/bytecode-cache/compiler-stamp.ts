import { readdirSync, statSync } from "node:fs";

const ROOMS = ["analyze", "ast", "compile", "extensions", "lex", "parse"];

/**
 * Tells one state of the compiler's own files from another, by their sizes and times: whoever changes the compiler
 * must not meet the code it wrote before.
 *
 * @param file - A file in a room beside the compiler's rooms; or the bundle that has all of them in it.
 */
export function compilerStamp(file: URL): string {
  const rooms = ROOMS.map((room) => `${room}:${filesOf(new URL(`../${room}/`, file)).join()}`);
  return [stampOf(file), ...rooms].join(";");
}

function stampOf(file: URL): string {
  const { size, mtimeMs } = statSync(file);
  return `${size}@${mtimeMs}`;
}

function filesOf(room: URL): string[] {
  try {
    return readdirSync(room, { recursive: true, encoding: "utf8" })
      .sort()
      .map((name) => `${name}=${stampOf(new URL(name, room))}`);
  } catch {
    return [];
  }
}
