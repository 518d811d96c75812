const SECRET =
  /secret|passw(?:or)?d|passphrase|token|api[-_]?key|private[-_]?key|credential|authorization|^(?:set-)?cookie$|\bpin\b|salt/i;

/** What stands in the place of a secret. */
export const MASK = "••••••";

/**
 * Whether a name says that its value is for nobody's eyes.
 *
 * @example
 * isSecret("SECRET_KEY"); // => true
 * isSecret("title"); // => false
 */
export function isSecret(name: string): boolean {
  return SECRET.test(name);
}
