import * as nodeModule from "node:module";
import { OWN_PREFIX } from "../capture/evaluator.ts";

/** What later versions of `node:module` have. */
interface LaterModule {
  readonly registerHooks?: (hooks: { load(url: string, context: object, next: Load): Loaded }) => void;
  readonly stripTypeScriptTypes?: Strip;
}

interface Loaded {
  readonly format?: string | null | undefined;
  readonly source?: unknown;
}

type Load = (url: string, context: object) => Loaded;
type Strip = (source: string, options: { readonly mode: "strip" }) => string;

const { registerHooks, stripTypeScriptTypes } = nodeModule as unknown as LaterModule;

// What is written in others comes from a loader, with a map.
const OWN_LANGUAGES = /\.m?[jt]s(?:[?#]|$)/;

// What is longer was not written by hand, and takes long to read.
const LONGEST_SOURCE = 1_000_000;

/** Whether modules can be rewritten: Node has to offer hooks that run at once, and to strip types (22.15 and later). */
export const CAN_REWRITE: boolean = registerHooks !== undefined && stripTypeScriptTypes !== undefined;

/**
 * Rewrites the modules that are loaded from now on, where Node itself runs what they are written in.
 *
 * @param isMeant - Whether the module of a URL is to be rewritten.
 * @param rewrite - Gives the code that runs; undefined, or an error, to leave a module as it is.
 */
export function rewriteModules(
  isMeant: (url: string) => boolean,
  rewrite: (code: string, url: string) => string | undefined,
): void {
  registerHooks?.({
    load(url, context, next) {
      const loaded = next(url, context);
      const source = OWN_LANGUAGES.test(url) && isMeant(url) ? sourceOf(loaded) : undefined;
      if (source === undefined) return loaded;
      try {
        const code = rewrite(loaded.format === "module" ? source : stripped(source), url);
        return code === undefined ? loaded : { ...loaded, format: "module", source: code };
      } catch {
        // Node tells better than we what is wrong with it, if anything is.
        return loaded;
      }
    },
  });
}

/** The text of a module that is worth rewriting. One that was compiled has a map, which would be wrong then. */
function sourceOf({ format, source }: Loaded): string | undefined {
  if (format !== "module" && format !== "module-typescript") return undefined;
  const text = typeof source === "string" ? source : new TextDecoder().decode(source as Uint8Array);
  if (text.length > LONGEST_SOURCE || !text.includes("await")) return undefined;
  return text.includes(OWN_PREFIX) || text.includes("sourceMappingURL=") ? undefined : text;
}

/** Node warns once that the function may change, which is for us to follow, and not for whoever debugs a program. */
function stripped(source: string): string {
  const emitWarning: unknown = Reflect.get(process, "emitWarning");
  process.emitWarning = () => undefined;
  try {
    return stripTypeScriptTypes?.(source, { mode: "strip" }) ?? source;
  } finally {
    Reflect.set(process, "emitWarning", emitWarning);
  }
}
