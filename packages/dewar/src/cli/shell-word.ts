/**
 * A path as one word of a shell's command line, to be copied by people.
 *
 * @param platform - Whose shell it is. That of Windows knows double quotes only, which no path there holds.
 */
export function shellWord(path: string, platform: NodeJS.Platform = process.platform): string {
  // What begins so would be taken for an option.
  const word = path.startsWith("-") ? `./${path}` : path;
  if (platform === "win32") return /^[\w./\\:-]+$/.test(word) ? word : `"${word}"`;
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
