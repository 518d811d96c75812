/** Decides from a template's name whether its output is escaped; a template made from a string has none. */
export type AutoescapeFunction = (templateName: string | null) => boolean;

/** Which templates are escaped. */
export interface SelectAutoescapeOptions {
  /** File extensions, without dot, whose templates are escaped. */
  readonly enabledExtensions?: readonly string[];
  /** File extensions, without dot, whose templates are not. */
  readonly disabledExtensions?: readonly string[];
  /** What goes for templates made from a string. */
  readonly defaultForString?: boolean;
  /** What goes for all other names. */
  readonly default?: boolean;
}

/**
 * Makes a function for the environment's `autoescape` that decides by the extension of the template's name.
 *
 * @example
 * selectAutoescape()("page.html"); // => true
 * selectAutoescape()("mail.txt"); // => false
 */
export function selectAutoescape(options: SelectAutoescapeOptions = {}): AutoescapeFunction {
  const { defaultForString = true, default: otherwise = false } = options;
  const enabled = suffixes(options.enabledExtensions ?? ["html", "htm", "xml"]);
  const disabled = suffixes(options.disabledExtensions ?? []);
  return (templateName) => {
    if (templateName === null) return defaultForString;
    const name = templateName.toLowerCase();
    if (enabled.some((suffix) => name.endsWith(suffix))) return true;
    if (disabled.some((suffix) => name.endsWith(suffix))) return false;
    return otherwise;
  };
}

function suffixes(extensions: readonly string[]): readonly string[] {
  return extensions.map((extension) => `.${extension.replace(/^\.+/, "").toLowerCase()}`);
}
