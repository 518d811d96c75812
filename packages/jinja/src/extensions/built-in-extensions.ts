import { debugExtension } from "./debug.ts";
import { doExtension } from "./do.ts";
import type { Extension } from "./extension.ts";
import { i18nExtension } from "./i18n.ts";
import { loopControlsExtension } from "./loop-controls.ts";

const BUILT_IN: ReadonlyMap<string, () => Extension> = new Map([
  ["do", () => doExtension],
  ["loopcontrols", () => loopControlsExtension],
  ["i18n", () => i18nExtension()],
  ["debug", () => debugExtension],
]);

/**
 * The built-in extension of a name: `"do"`, `"loopcontrols"`, `"i18n"`, `"debug"`, or as Jinja spells it `"jinja2.ext.do"`.
 *
 * @throws TypeError for an unknown name.
 */
export function builtInExtension(name: string): Extension {
  const extension = BUILT_IN.get(name.replace(/^jinja2\.ext\./, ""));
  if (extension === undefined) {
    throw new TypeError(
      `there is no built-in extension "${name}"; known are ${[...BUILT_IN.keys()].join(", ")}`,
    );
  }
  return extension();
}
